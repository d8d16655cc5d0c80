import type { PaintedCoding } from '#renderer/transcript/painted.ts'
import type { MadeCoding } from './material.ts'

/** A coding as our viewer is given it. */
export const paintedFrom = ({ id, start, end, code, coder }: MadeCoding): PaintedCoding => ({
  id,
  start,
  end,
  colour: (code % 24) + 1,
  label: `Code ${code + 1}`,
  description: `Framework › Code ${code + 1}, coded by ${coder === 0 ? 'you' : 'Ben Carter'}`,
  line: coder === 0 ? 'solid' : 'dashed',
  column: 0,
  polarity: null,
  movable: coder === 0,
})
