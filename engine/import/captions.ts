import type { Mark, ParsedDocument, Segment } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { type CueLine, readPayload, type StyledText } from './caption-payload.ts'
import { titleOf } from './file-name.ts'
import { acceptLabels, type Occurrence } from './label-acceptance.ts'
import { type Label, readLabel } from './labels.ts'
import { seal } from './seal.ts'
import { TextBuilder } from './text-builder.ts'

interface Cue {
  id: string
  startMs: number
  endMs: number
  lines: CueLine[]
}

interface Spoken {
  speaker?: string
  /** The stretch of speech the cue is part of, as Teams numbers them; empty where it does not. */
  utterance: string
  startMs: number
  endMs: number
  parts: StyledText[]
}

const timing = /^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*--?>\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})/
/** Two lines of captions further apart than this are two paragraphs where no speaker is named; milliseconds. */
const pause = 2000
/** A paragraph of unattributed captions ends with the first sentence that ends beyond this many characters. */
const paragraphLength = 300

/**
 * Subtitles (WebVTT or SubRip, already decoded) as turns: consecutive cues of one speaker become one line of text,
 * with the speaker and the times in the segment. Without speakers, cues are joined into paragraphs.
 */
export function readCaptions(raw: string, format: string, fileName: string): ParsedDocument {
  const { text: source, changes } = normaliseText(raw)
  const { cues, dropped } = readCues(source)
  const spoken = join(attribute(cues))
  const builder = new TextBuilder(fileName)
  const segments = spoken.map(turn => write(turn, builder))
  const warnings = [...changes]
  if (dropped > 0)
    warnings.push(`${dropped === 1 ? '1 block' : `${dropped} blocks`} without times were left out.`)
  if (segments.length > 0 && !segments.some(s => s.speaker)) warnings.push('The captions name no speakers.')
  return seal(
    {
      format,
      title: titleOf(fileName),
      kind: 'interview',
      text: builder.text,
      segments,
      marks: builder.marks,
      warnings,
    },
    fileName,
  )
}

function readCues(source: string): { cues: Cue[]; dropped: number } {
  const cues: Cue[] = []
  let dropped = 0
  const closes = source.includes('</v>')
  for (const block of source.split(/\n(?:[ \t]*\n)+/)) {
    const lines = block.split('\n').filter(line => line.trim() !== '')
    const starts = lines.flatMap((line, i) => (timing.test(line) ? [i] : []))
    const first = lines[0] ?? ''
    if (starts.length === 0) {
      if (first === '' || /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/.test(first)) continue
      const open = cues.at(-1)?.lines.at(-1)
      if (closes && open?.open) cues.at(-1)?.lines.push(...readPayload(lines, open.voice))
      else if (cues.length > 0) dropped++
      continue
    }
    // Cues written without the blank line between them still begin at their timing line, or at a number before it.
    for (const [i, at] of starts.entries()) {
      const next = starts[i + 1] ?? lines.length + 1
      const numbered = next <= lines.length && /^\d+$/.test(lines[next - 1]?.trim() ?? '')
      const times = timing.exec(lines[at] ?? '')
      const startMs = millis(times?.[1] ?? '')
      cues.push({
        id: at > 0 ? (lines[at - 1] ?? '') : '',
        startMs,
        endMs: Math.max(startMs, millis(times?.[2] ?? '')),
        lines: readPayload(lines.slice(at + 1, Math.min(lines.length, numbered ? next - 1 : next))),
      })
    }
  }
  return { cues, dropped }
}

/** Who says each line: the voice tag, or a `Name:` prefix that the whole file bears out. */
function attribute(cues: readonly Cue[]): Spoken[] {
  const prefixed = new Map<CueLine, ReturnType<typeof readLabel>>()
  for (const line of cues.flatMap(cue => cue.lines)) {
    const label = line.voice === undefined ? readLabel(plain(line)) : null
    if (label?.style === 'colon') prefixed.set(line, label)
  }
  const occurrences = [...prefixed.values()].flatMap((label): Occurrence[] =>
    label ? [{ label, timed: false }] : [],
  )
  const acceptance = acceptLabels(occurrences, { paragraphs: cues.length, lines: cues.length }, new Map())
  // A name that comes once is one where most cues begin with a name, or where others come back and it is a full one.
  const mostNamed = cues.length > 1 && prefixed.size > cues.length / 2
  const isLikely = ({ kind, text }: Label): boolean =>
    kind !== 'word' && (mostNamed || (acceptance.speakers > 0 && (kind !== 'name' || text.includes(' '))))
  const spoken: Spoken[] = []
  let before: { speaker?: string; utterance: string } = { utterance: '' }
  for (const cue of cues) {
    const utterance = /^(.+\/\d+)-\d+$/.exec(cue.id)?.[1] ?? ''
    for (const line of cue.lines) {
      const label = prefixed.get(line)
      const named = label && (acceptance.accepts({ label, timed: false }) || isLikely(label))
      const same =
        acceptance.speakers > 0 || mostNamed || (utterance !== '' && utterance === before.utterance)
      const speaker = line.voice ?? (named ? label.text : same ? before.speaker : undefined)
      const parts = named ? skip(line.parts, label.body) : line.parts
      before = { utterance, ...(speaker === undefined ? {} : { speaker }) }
      spoken.push({
        startMs: cue.startMs,
        endMs: cue.endMs,
        utterance,
        parts,
        ...(speaker === undefined ? {} : { speaker }),
      })
    }
  }
  return spoken
}

function join(spoken: readonly Spoken[]): Spoken[] {
  const turns: Spoken[] = []
  for (const line of spoken) {
    const last = turns.at(-1)
    if (last && last.speaker === line.speaker && (line.speaker !== undefined || goesOn(last, line))) {
      last.parts.push({ text: ' ', styles: [] }, ...line.parts)
      last.endMs = Math.max(last.endMs, line.endMs)
    } else turns.push({ ...line, parts: [...line.parts] })
  }
  return turns
}

function goesOn(last: Spoken, next: Spoken): boolean {
  if (/^\s*[-–—]\s/.test(plain(next)) || next.startMs - last.endMs > pause) return false
  // One speaks in a stretch of speech, whoever it is; the next may be somebody else's.
  if (next.utterance !== last.utterance) return false
  const text = plain(last)
  return text.length < paragraphLength || !/[.!?…]["'”’)]*\s*$/.test(text)
}

function write(turn: Spoken, builder: TextBuilder): Segment {
  builder.breakLine()
  const start = builder.length
  let spaced = true
  for (const { text, styles } of turn.parts) {
    const collapsed = text.replace(/\s+/g, ' ')
    const piece: string = spaced ? collapsed.trimStart() : collapsed
    if (piece === '') continue
    const span = builder.append(piece)
    for (const style of styles) builder.mark({ ...span, style } satisfies Mark)
    spaced = piece.endsWith(' ')
  }
  const end = Math.max(start, builder.inkEnd)
  const { startMs, endMs, speaker } = turn
  const kind = speaker === undefined ? 'paragraph' : 'turn'
  return { kind, start, bodyStart: start, end, startMs, endMs, ...(speaker === undefined ? {} : { speaker }) }
}

const plain = (line: { parts: readonly StyledText[] }): string => line.parts.map(part => part.text).join('')

function skip(parts: readonly StyledText[], count: number): StyledText[] {
  let left = count
  return parts.flatMap(part => {
    const gone = Math.min(left, part.text.length)
    left -= gone
    return gone === part.text.length ? [] : [{ ...part, text: part.text.slice(gone) }]
  })
}

function millis(clock: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = clock.split(':').reverse()
  const [whole = '0', fraction = ''] = seconds.split(/[.,]/)
  return (
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(whole)) * 1000 + Number(fraction.padEnd(3, '0'))
  )
}
