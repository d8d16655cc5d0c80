import { seededRandom } from '#engine/agreement/random.ts'
import type { Segment } from '#shared/model/document.ts'
import type { Span } from '#shared/text/span.ts'
import type { Cell } from './cells.ts'

/** Codes a coding is drawn from. */
export const codeCount = 48

/** A coding as it is made, before a contestant gives it a form of its own. */
export interface MadeCoding extends Span {
  id: string
  /** 0 to `codeCount` - 1. */
  code: number
  coder: 0 | 1
}

/** A text as an import leaves it. */
export interface MadeText {
  text: string
  parts: Segment[]
}

const words =
  `the and to of a I it that you we was in they is so but have not what do for on this be know with just had there
  when then think were people really would about one time at how them like if out get up because more work could day
  patients hospital team week morning referral paperwork kitchen exercise programme physio manager ward goals service
  confidence community nobody evenings appointment assessment recovery something remember understand whatever
  conversation afterwards sometimes everything meeting training difficult together between without anything started
  looking waiting support clinic records software phone letter plan nurse family walking therapy progress`
    .split(/\s+/)
    .filter(word => word !== '')

/**
 * An interview of about so many characters: turns of two speakers, short questions and answers of very unequal length.
 * The same for the same length, and cut into the parts that importing it as a text file gives.
 */
export function makeText(characters: number): MadeText {
  const random = seededRandom(characters)
  const pieces: string[] = []
  const parts: Segment[] = []
  let length = 0
  for (let turn = 0; length < characters; turn++) {
    const asks = turn % 2 === 0
    const speaker = asks ? 'Interviewer' : 'P1'
    const wanted = asks ? 30 + random() * 200 : Math.min(4_000, 40 + 300 * Math.exp(1.1 * bell(random)))
    const label = `${speaker}: `
    const body = sentences(random, wanted)
    parts.push({
      kind: 'turn',
      start: length,
      bodyStart: length + label.length,
      end: length + label.length + body.length,
      speaker,
    })
    pieces.push(label, body, '\n')
    length += label.length + body.length + 1
  }
  return { text: pieces.join(''), parts }
}

/**
 * Codings by two coders, from word to word, 20 to 300 characters each, in the order they were made. As in a study,
 * one coder's codings with one code do not overlap; all others may.
 */
export function makeCodings({ text }: MadeText, { characters, codings }: Cell): MadeCoding[] {
  const random = seededRandom(characters + codings)
  const taken = Array.from({ length: codeCount * 2 }, () => new Uint8Array(Math.ceil(text.length / 8)))
  const made: MadeCoding[] = []
  while (made.length < codings) {
    const start = wordFrom(text, Math.floor(random() * (text.length - 400)))
    const end = wordTo(text, start + 20 + Math.floor(270 * random() ** 1.5))
    const coder = random() < 0.5 ? 0 : 1
    const first = Math.floor(random() * codeCount)
    for (let step = 0; step < codeCount; step++) {
      const code = (first + step) % codeCount
      const used = taken[code * 2 + coder]
      if (!used || !take(used, start, end)) continue
      made.push({ id: `coding-${made.length}`, start, end, code, coder })
      break
    }
  }
  return made
}

/** Marks a stretch as used, to eight characters; false where part of it was. */
function take(used: Uint8Array, start: number, end: number): boolean {
  const [from, to] = [start >> 3, ((end - 1) >> 3) + 1]
  for (let at = from; at < to; at++) if (used[at]) return false
  used.fill(1, from, to)
  return true
}

function sentences(random: () => number, wanted: number): string {
  let said = ''
  while (said.length < wanted) {
    const count = 4 + Math.floor(random() * 16)
    const line = Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(' ')
    said += `${said === '' ? '' : ' '}${line.charAt(0).toUpperCase()}${line.slice(1)}.`
  }
  return said
}

/** About normal, mean 0, spread 1. */
const bell = (random: () => number): number => (random() + random() + random() + random() - 2) * 1.73

/** The start of the next word. */
const wordFrom = (text: string, at: number): number => text.indexOf(' ', at) + 1

/** The end of the word at `at`. */
function wordTo(text: string, at: number): number {
  const space = text.indexOf(' ', at)
  return space < 0 ? text.length - 1 : space
}
