import type { Db } from '../db/sql.ts'
import { contentText } from '../sources/contents.ts'
import { applyEdits, type Edit, mustFit } from './edits.ts'
import { findEdits, trimmed } from './find-edits.ts'
import { editsOf, type StoredRevision } from './queries.ts'

/** One step from a text of a source to one it came of, or that came of it. */
export interface LineageStep {
  /** The places of the two texts among the source's, oldest first, and what they read. */
  from: number
  to: number
  before: string
  text: string
  /** In order and apart. Those that were made; backwards, those that take them back, to the character. */
  edits: Edit[]
}

/** How the texts of a source came of each other. */
export interface Lineage {
  texts: readonly StoredRevision[]
  /** True where a text did not come of the one before it. */
  isForked: boolean
  textOf(at: number): string
  /** The steps from one of the texts to another, by the text that both came of; none from a text to itself. */
  path(from: number, to: number): LineageStep[]
  /** The edits that make one text of another: those of the path as one, to the character. */
  editsBetween(from: number, to: number): Edit[]
}

/**
 * The lineage of a source's texts, given oldest first. Each came of the one before it; only of texts that were corrected in two
 * copies of a study, each without knowing of the other, does a later one come of an earlier than that. Which one it was is seen from
 * its edits, so every copy sees the same.
 */
export function lineageOf(db: Db, texts: readonly StoredRevision[]): Lineage {
  const read = new Map<number, string>()
  const textOf = (at: number): string => {
    const text = read.get(at) ?? contentText(db, texts[at]?.text ?? '')
    read.set(at, text)
    return text
  }
  const parents = new Map<number, { at: number; edits: Edit[] }>()
  const parentOf = (at: number): { at: number; edits: Edit[] } => {
    const known = parents.get(at)
    if (known) return known
    const revision = texts[at]
    const edits = revision ? editsIn(revision, textOf(at)) : []
    let parent = at - 1
    while (parent >= 0 && !makes(textOf(parent), edits, textOf(at))) parent--
    const found =
      parent >= 0
        ? { at: parent, edits }
        : { at: at - 1, edits: applyEdits(textOf(at - 1), findEdits(textOf(at - 1), textOf(at))).edits }
    parents.set(at, found)
    return found
  }
  const path = (from: number, to: number): LineageStep[] => {
    const up: LineageStep[] = []
    const down: LineageStep[] = []
    let [a, b] = [from, to]
    while (a !== b) {
      const later = Math.max(a, b)
      const { at, edits } = parentOf(later)
      if (a === later) {
        up.push({ from: a, to: at, before: textOf(a), text: textOf(at), edits: takenBack(textOf(at), edits) })
        a = at
      } else {
        down.push({ from: at, to: b, before: textOf(at), text: textOf(b), edits })
        b = at
      }
    }
    return [...up, ...down.reverse()]
  }
  const editsBetween = (from: number, to: number): Edit[] => {
    const [before, after] = [textOf(from), textOf(to)]
    let kept: Kept[] = [{ from: 0, to: 0, length: before.length }]
    for (const step of path(from, to)) kept = joined(kept, keptBy(step))
    const edits = gaps(kept, before.length, after)
    return makes(before, edits, after) ? edits : findEdits(before, after)
  }
  return {
    texts,
    get isForked() {
      return texts.some((_, at) => at > 0 && parentOf(at).at !== at - 1)
    },
    textOf,
    path,
    editsBetween,
  }
}

/** A revision's edits with the words they put in. */
function editsIn(revision: StoredRevision, text: string): Edit[] {
  let shift = 0
  return editsOf(revision).map(([start, end, length]) => {
    const at = start + shift
    shift += length - (end - start)
    return { start, end, text: text.slice(at, at + length) }
  })
}

/** Whether edits, done as they are, make one text of another. */
function makes(before: string, edits: readonly Edit[], after: string): boolean {
  let [from, to] = [0, 0]
  for (const { start, end, text } of edits) {
    if (start < from || end < start || end > before.length) return false
    if (before.slice(from, start) !== after.slice(to, to + start - from)) return false
    to += start - from
    if (text !== after.slice(to, to + text.length)) return false
    to += text.length
    from = end
  }
  if (before.slice(from) !== after.slice(to)) return false
  try {
    mustFit(before, edits)
    return true
  } catch {
    return false
  }
}

/** What takes edits of `before` back in the text they made, without the characters that both begin and end with. */
function takenBack(before: string, edits: readonly Edit[]): Edit[] {
  let shift = 0
  return edits.flatMap(edit => {
    const { start, end, text } = trimmed(before, edit)
    const back = { start: start + shift, end: start + shift + text.length, text: before.slice(start, end) }
    shift += text.length - (end - start)
    return back.start === back.end && back.text === '' ? [] : [back]
  })
}

/** A stretch of one text that stands unchanged in another, `length` long. */
interface Kept {
  from: number
  to: number
  length: number
}

/** What a step leaves as it was, to the character. */
function keptBy({ before, text, edits }: LineageStep): Kept[] {
  const kept: Kept[] = []
  let [from, to, shift] = [0, 0, 0]
  for (const edit of edits) {
    const fine = trimmed(before, edit)
    kept.push({ from, to, length: fine.start - from })
    from = fine.end
    to = fine.start + shift + fine.text.length
    shift += edit.text.length - (edit.end - edit.start)
  }
  kept.push({ from, to, length: Math.min(before.length - from, text.length - to) })
  return kept.filter(({ length }) => length > 0)
}

/** What stands unchanged through two steps, one after the other; both in order of the text between. */
function joined(first: readonly Kept[], second: readonly Kept[]): Kept[] {
  const kept: Kept[] = []
  let n = 0
  for (const one of first) {
    while (n > 0 && (second[n - 1]?.from ?? 0) + (second[n - 1]?.length ?? 0) > one.to) n--
    for (; n < second.length; n++) {
      const two = second[n] as Kept
      if (two.from >= one.to + one.length) break
      const start = Math.max(one.to, two.from)
      const end = Math.min(one.to + one.length, two.from + two.length)
      if (start < end)
        kept.push({ from: one.from + start - one.to, to: two.to + start - two.from, length: end - start })
    }
  }
  return kept
}

/** The edits around what is kept. */
function gaps(kept: readonly Kept[], length: number, after: string): Edit[] {
  const edits: Edit[] = []
  let [start, at] = [0, 0]
  for (const { from, to, length: same } of [...kept, { from: length, to: after.length, length: 0 }]) {
    if (from > start || to > at) edits.push({ start, end: from, text: after.slice(at, to) })
    start = from + same
    at = to + same
  }
  return edits
}
