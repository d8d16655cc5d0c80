import { TandemError } from '#shared/errors.ts'
import type { Polarity } from '#shared/model/coding.ts'
import type { AgreedPassage, CodedSpan, Disagreement, Ruling } from '#shared/model/disagreement.ts'
import { overlaps } from '#shared/text/span.ts'
import { passagesOf } from '../disagreements/passages.ts'
import { polarityCovers } from '../disagreements/polarity.ts'

/** A coding of the consensus layer, and the ids of the independent codings it comes from. */
export interface ConsensusCoding {
  source: string
  start: number
  end: number
  code: string
  polarity: Polarity | null
  from: string[]
}

/** What a ruling is checked against. */
export interface RulingContext {
  /** Ids of the round's coders in order: a, then b. */
  coders: readonly [string, string]
  /** Length of the source's stored text. */
  sourceLength: number
  isCode(id: string): boolean
}

/**
 * The consensus codings a ruling yields; the independent codings stay as they are.
 *
 * `a`, `b`: what that coder coded, which is nothing where that coder coded nothing. `both`: everything either
 * coded; the same code is united, two codes or polarities stand beside each other. `extent`: the new extent, with
 * the item's code (`code` must say which where there are two). `code`: the new code, on the item's whole passage
 * unless an extent is given. `neither`: nothing. A new extent or code keeps the polarity that all codings of the
 * item share, and has none where they differ. Within one answer, a coder's overlapping and touching codings of
 * the same code and polarity are one.
 *
 * Throws `bad-input` where the ruling does not fit: offsets missing, outside the text, empty or all outside the item's
 * passage; a code missing, unknown or, for `extent`, not of the item; offsets or a code given with an outcome that has no use for them.
 */
export function consensusOf(item: Disagreement, ruling: Ruling, context: RulingContext): ConsensusCoding[] {
  check(item, ruling, context)
  const a = item.sides[context.coders[0]] ?? []
  const b = item.sides[context.coders[1]] ?? []
  const all = [...a, ...b]
  switch (ruling.outcome) {
    case 'a':
      return united(item.source, a)
    case 'b':
      return united(item.source, b)
    case 'both':
      return united(item.source, all)
    case 'neither':
      return []
    case 'extent':
    case 'code':
      return [
        {
          source: item.source,
          start: ruling.start ?? item.start,
          end: ruling.end ?? item.end,
          code: ruling.code ?? item.code,
          polarity: sharedPolarity(all),
          from: all.map(c => c.id).sort(),
        },
      ]
  }
}

/** The consensus codings of what both coders agree on, without anybody's ruling. */
export const consensusFromAgreed = (agreed: readonly AgreedPassage[]): ConsensusCoding[] =>
  agreed.flatMap(passage => united(passage.source, Object.values(passage.sides).flat()))

function check(item: Disagreement, ruling: Ruling, context: RulingContext): void {
  const { outcome, start, end, code } = ruling
  const where = `The ruling on disagreement ${item.id}`
  for (const coder of context.coders) {
    if (item.sides[coder] === undefined) {
      throw refused(
        `${where} names coders who are not the two that differ in it.`,
        'Rule on it in its own round.',
      )
    }
  }
  if (outcome !== 'extent' && outcome !== 'code') {
    if (start !== undefined || end !== undefined || code !== undefined) {
      throw refused(
        `${where} is “${outcome}” and also gives an extent or a code.`,
        'Use the outcome “extent” for a new extent, “code” for another code, or leave start, end and code out.',
      )
    }
    return
  }
  if ((start === undefined) !== (end === undefined)) {
    throw refused(`${where} gives only one end of the new extent.`, 'Give both start and end.')
  }
  if (outcome === 'extent' && start === undefined) {
    throw refused(`${where} is “extent” but gives none.`, 'Give start and end, counted in the stored text.')
  }
  if (outcome === 'code' && code === undefined) {
    throw refused(`${where} is “code” but names none.`, 'Give the code that is to stand.')
  }
  if (start !== undefined && end !== undefined) checkExtent(where, start, end, context.sourceLength)
  if (code !== undefined && !context.isCode(code)) {
    throw refused(
      `${where} names the code ${code}, which this study does not have.`,
      'Choose a code of the study.',
    )
  }
  if (outcome === 'extent') checkItemCode(where, item, code)
  if (start !== undefined && end !== undefined && !overlaps(item, { start, end })) {
    throw refused(
      `${where} gives the extent ${start} to ${end}, which takes in nothing of its passage ${item.start} to ${item.end}.`,
      'Mark an extent that takes in some of that passage.',
    )
  }
}

function checkExtent(where: string, start: number, end: number, length: number): void {
  const fits = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= length
  if (fits) return
  throw refused(
    `${where} gives the extent ${start} to ${end}, but the source has characters 0 to ${length}.`,
    'Give whole numbers with start before end, both within the text.',
  )
}

function checkItemCode(where: string, item: Disagreement, code: string | undefined): void {
  const codes = item.otherCode === undefined ? [item.code] : [item.code, item.otherCode]
  if (code === undefined && codes.length === 2) {
    throw refused(
      `${where} sets a new extent, but the two coders used different codes.`,
      'Say which code the extent is for.',
    )
  }
  if (code !== undefined && !codes.includes(code)) {
    throw refused(
      `${where} sets a new extent and names a code that neither coder used here.`,
      'Use the outcome “code” for another code; it may carry an extent too.',
    )
  }
}

/** Codings as few as can be: overlapping and touching ones of one code and polarity are one. */
export function united(source: string, codings: readonly CodedSpan[]): ConsensusCoding[] {
  const kinds = Map.groupBy(codings, c => JSON.stringify([c.code, c.polarity]))
  const found: ConsensusCoding[] = []
  const beneath: { code: string; start: number; end: number; from: string[] }[] = []
  for (const alike of kinds.values()) {
    const [first] = alike
    if (!first) continue
    const sameCode = codings.filter(c => c.code === first.code)
    for (const passage of passagesOf(alike)) {
      const { start, end } = passage
      const from = passage.codings.map(c => c.id)
      // A coding without polarity beneath codings with one adds nothing: it would only count the passage twice.
      if (first.polarity === null && polarityCovers(sameCode, passage)) {
        beneath.push({ start, end, code: first.code, from })
        continue
      }
      found.push({ source, start, end, code: first.code, polarity: first.polarity, from })
    }
  }
  for (const covered of beneath) {
    for (const above of found) {
      if (above.code === covered.code && overlaps(above, covered)) above.from.push(...covered.from)
    }
  }
  for (const coding of found) coding.from.sort()
  return found.sort((x, y) => x.start - y.start || x.end - y.end || (key(x) < key(y) ? -1 : 1))
}

const key = (c: ConsensusCoding): string => `${c.code} ${c.polarity ?? ''}`

/** The polarity all codings share; none where they differ. */
function sharedPolarity(codings: readonly CodedSpan[]): Polarity | null {
  const [first, ...rest] = new Set(codings.map(c => c.polarity))
  return rest.length === 0 ? (first ?? null) : null
}

const refused = (message: string, hint: string): TandemError => new TandemError('bad-input', message, hint)
