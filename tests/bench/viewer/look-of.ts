import type { Look } from '#renderer/transcript/painted.ts'
import type { MadeCoding } from './material.ts'

const looks = new WeakMap<MadeCoding, Look>()

/** How our viewer draws a coding, as the Code screen says it: asked only near the viewport, the same each time. */
export function lookOf(coding: MadeCoding): Look {
  const known = looks.get(coding)
  if (known) return known
  const { code, coder } = coding
  const look: Look = {
    colour: (code % 24) + 1,
    label: `Code ${code + 1}`,
    description: `Framework › Code ${code + 1}, coded by ${coder === 0 ? 'you' : 'Ben Carter'}`,
    line: coder === 0 ? 'solid' : 'dashed',
    polarity: null,
    movable: coder === 0,
  }
  looks.set(coding, look)
  return look
}
