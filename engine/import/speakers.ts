import type { Segment } from '#shared/model/document.ts'
import { type Acceptance, acceptLabels, type Occurrence } from './label-acceptance.ts'
import type { LabelRule } from './label-rule.ts'
import { type Label, readLabel, readLegend } from './labels.ts'
import { notesStart } from './notes.ts'
import { closingTime, leadingSetOffTime, loneTime } from './time-marks.ts'

/** A text cut into turns and paragraphs, and what a person should know about how it was cut. */
export interface Turns {
  segments: Segment[]
  warnings: string[]
}

interface Line {
  start: number
  end: number
  text: string
  afterBlank: boolean
  heading: boolean
  label: Label | null
  /** A time stands in the line's label or on a line of its own before it. */
  timed: boolean
  /** Stands below what was said, as a note. */
  aside: boolean
  /** Ends where the document says that a paragraph does, or a row of a table. */
  whole: boolean
}

/** What is known of a text's lines, by the offsets where they begin. */
export interface KnownLines {
  headings?: ReadonlySet<number> | undefined
  /** Lines that carry no label whatever they look like. */
  unspoken?: ReadonlySet<number> | undefined
  /** Lines that were not broken at a width; `all` where the format itself says where each ends. */
  whole?: ReadonlySet<number> | 'all' | undefined
}

/** What meeting software writes between turns; kept as text, never attributed to a speaker. */
const systemWords =
  /^.{1,60} (?:started|stopped) transcription\.?$|^Transcription ended after \d|^This editable transcript was computer generated/
function isSystemLine(line: string): boolean {
  const head = line.slice(0, 200)
  // Nearly every line is settled by this, many times faster than by the pattern.
  return head.includes('ranscript') && systemWords.test(head)
}

const geminiNotes = /^(?:📝\s*)?Notes$/u
const geminiTranscript = /^(?:📖\s*)?Transcript$/u

/**
 * Who says what: cuts a normalised text into speakers' turns where its lines carry labels, and into paragraphs
 * where they do not. A turn reaches to the next label. With a `rule`, a person has said what a label is.
 */
export function findTurns(text: string, known: KnownLines = {}, rule: LabelRule | null = null): Turns {
  const lines = linesOf(text, known, rule)
  const speechFrom = transcriptAfterNotes(lines)
  const notes = notesStart(text)
  for (const line of lines) {
    line.aside = line.start >= notes
    if (line.start < speechFrom || line.aside || known.unspoken?.has(line.start)) line.label = null
  }
  const legend = new Map(lines.flatMap(line => [...readLegend(line.text)]))
  const occurrences = lines.flatMap((line, i): Occurrence[] => {
    const next = lines[i + 1]
    const leads = next !== undefined && !next.label && next.text.trim().split(/\s+/).length >= 3
    return line.label ? [{ label: line.label, timed: line.timed, leads }] : []
  })
  const paragraphs = lines.filter(line => line.afterBlank).length
  const extent = { paragraphs: paragraphs <= 1 ? lines.length : paragraphs, lines: lines.length }
  const acceptance = rule ? rule.accept(occurrences) : acceptLabels(occurrences, extent, legend)
  const turns = cut(lines, acceptance, legend)
  if (speechFrom > 0) {
    turns.warnings.push(
      'The file begins with notes written by the meeting software, not said by anyone; they are paragraphs without a speaker.',
    )
  }
  return turns
}

function linesOf(text: string, { headings, whole }: KnownLines, rule: LabelRule | null): Line[] {
  const lines: Line[] = []
  let afterBlank = true
  let timed = false
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop === -1 ? text.length : stop
    const line = text.slice(start, end)
    if (line.trim() === '') afterBlank = true
    else {
      const heading = headings?.has(start) ?? false
      const lone = loneTime(line)
      const isLabel = !lone && !isSystemLine(line) && !(heading && rule === null)
      const label = isLabel ? (rule?.read ?? readLabel)(line) : null
      lines.push({
        start,
        end: start + line.trimEnd().length,
        text: line,
        afterBlank,
        heading,
        label,
        timed: timed || label?.startMs !== undefined || (label !== null && closingTime(line) !== null),
        aside: false,
        whole: whole === 'all' || (whole?.has(start) ?? false),
      })
      afterBlank = false
      timed = lone !== null
    }
    start = end + 1
  }
  return lines
}

/** Google Meet exports put the summary and the transcript into one file; speech begins after the second title. */
function transcriptAfterNotes(lines: readonly Line[]): number {
  if (!lines.slice(0, 3).some(line => geminiNotes.test(line.text.trim()))) return 0
  return lines.find(line => geminiTranscript.test(line.text.trim()))?.start ?? 0
}

function cut(lines: readonly Line[], acceptance: Acceptance, legend: ReadonlyMap<string, string>): Turns {
  const segments: Segment[] = []
  const platform = lines.some(
    line => line.label && line.timed && acceptance.accepts({ label: line.label, timed: true }),
  )
  const attributes = acceptance.speakers >= 2 || platform
  const wrapped = isHardWrapped(lines)
  const spellings = new Map<string, string>()
  let turn: Segment | null = null
  let paragraph: Segment | null = null
  let pending: { start: number; startMs: number } | null = null
  let labelled = 0
  let carried = 0
  let unlabelled = 0
  for (const line of lines) {
    const from = pending?.start ?? line.start
    const label =
      line.label && acceptance.accepts({ label: line.label, timed: line.timed }) ? line.label : null
    const lone = label || line.heading ? null : loneTime(line.text)
    if (lone) {
      pending ??= { start: line.start, startMs: lone.startMs }
      continue
    }
    if (label) {
      paragraph = null
      labelled++
      const startMs = label.startMs ?? pending?.startMs
      turn = {
        kind: 'turn',
        start: from,
        bodyStart: Math.min(line.start + label.body, line.end),
        end: line.end,
        speaker: speakerOf(label, legend, spellings),
        ...(startMs === undefined ? {} : { startMs }),
        ...(label.endMs === undefined ? {} : { endMs: label.endMs }),
      }
      segments.push(turn)
    } else if (line.heading || line.aside || isSystemLine(line.text)) {
      turn = null
      paragraph = null
      segments.push(block(line, from, line.heading ? 'heading' : 'paragraph', pending?.startMs))
    } else if (turn && (attributes || (wrapped && goesOn(line)) || turn.bodyStart === turn.end)) {
      const bare: boolean = turn.bodyStart === turn.end
      if (line.afterBlank && !bare) carried++
      if (bare) turn.bodyStart = line.start + (/^\s*/.exec(line.text)?.[0].length ?? 0)
      turn.end = line.end
      if (bare && !attributes && !wrapped) turn = null
    } else if (paragraph && wrapped && goesOn(line) && !pending) {
      paragraph.end = line.end
    } else {
      turn = null
      paragraph = block(line, from, 'paragraph', pending?.startMs)
      segments.push(paragraph)
      if (labelled > 0) unlabelled++
    }
    pending = null
    const closing = turn && closingTime(line.text)
    if (turn && closing) turn.endMs = closing.startMs
  }
  if (pending) segments.push(trailingTime(lines, pending))
  return { segments, warnings: warningsOf(segments, { labelled, carried, unlabelled }) }
}

function block(line: Line, from: number, kind: 'paragraph' | 'heading', before?: number): Segment {
  const own = leadingSetOffTime(line.text)
  const startMs = own?.startMs ?? before
  const bodyStart =
    from < line.start || own ? line.start + Math.min(own?.length ?? 0, line.end - line.start) : from
  return { kind, start: from, bodyStart, end: line.end, ...(startMs === undefined ? {} : { startMs }) }
}

function trailingTime(lines: readonly Line[], pending: { start: number; startMs: number }): Segment {
  const end = lines.at(-1)?.end ?? pending.start
  return { kind: 'paragraph', start: pending.start, bodyStart: end, end, startMs: pending.startMs }
}

/** The name a turn is filed under: the legend's where it has one, else the label as first written. */
function speakerOf(
  label: Label,
  legend: ReadonlyMap<string, string>,
  spellings: Map<string, string>,
): string {
  const named = legend.get(label.text)
  if (named) return named
  if (label.parts.some(part => legend.has(part))) {
    return label.text.replace(/[\p{L}\p{N}]+/gu, word => legend.get(word) ?? word)
  }
  const key = label.text.toLowerCase()
  const first = spellings.get(key) ?? label.text
  spellings.set(key, first)
  return first
}

/** Lines broken at a fixed width, as in old text files and emails: most full lines end between 55 and 100 characters. */
function isHardWrapped(lines: readonly Line[]): boolean {
  const inner = lines.filter(({ whole }, i) => !whole && lines[i + 1]?.afterBlank === false)
  const full = inner.filter(line => line.text.length >= 50 && line.text.length <= 100)
  return (
    inner.length >= 3 &&
    full.length >= inner.length * 0.6 &&
    lines.every(line => line.whole || line.text.length <= 120)
  )
}

/** Whether a line may go on from the one before, where lines are broken at a width. */
const goesOn = ({ afterBlank, whole }: Line): boolean => !afterBlank && !whole

function warningsOf(
  segments: readonly Segment[],
  counts: { labelled: number; carried: number; unlabelled: number },
): string[] {
  const warnings: string[] = []
  const { labelled, carried, unlabelled } = counts
  const speakers = new Set(segments.flatMap(s => s.speaker ?? []))
  if (speakers.size === 1 && unlabelled > 0) {
    warnings.push(
      `Only one speaker label was found (${[...speakers][0]}, ${labelled === 1 ? 'once' : `${labelled} times`}); ${unlabelled === 1 ? '1 paragraph after it has' : `${unlabelled} paragraphs after it have`} no speaker.`,
    )
  }
  if (carried > labelled) {
    warnings.push(`${carried} paragraphs carry no label and were taken as the speaker before going on.`)
  }
  let last = 0
  let back = 0
  for (const { startMs } of segments) {
    if (startMs === undefined) continue
    if (startMs < last) back++
    last = startMs
  }
  if (back > 0)
    warnings.push(`The time marks run backwards in ${back === 1 ? 'one place' : `${back} places`}.`)
  return warnings
}
