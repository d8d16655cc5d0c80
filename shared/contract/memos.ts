import { z } from 'zod'
import type { AttributionStyle } from '../model/attribution.ts'
import type { SourceKind } from '../model/document.ts'
import type { CountedPerson, LiveNumber } from '../model/live-number.ts'
import type { Memo, MemoSaved, MemoSummary, QuotedPassage, VoicesInMemo } from '../model/memo.ts'
import type { MemoComment, MemoComparison, MemoText } from '../model/memo-review.ts'
import { id, layer, nothing, offset, polarity, shortText, sourceKind } from './fields.ts'
import { read, write } from './method.ts'

const kind = z.enum(['theme summary', 'analytic', 'methodological', 'reflexive'])
const about = z.strictObject({
  kind: z.enum(['theme', 'code', 'source', 'case', 'study']),
  id: id.nullable(),
})

const liveCount = z.strictObject({
  kind: z.enum(['person', 'site']),
  where: z.strictObject({ attribute: id, value: shortText }).nullable(),
  behind: z.strictObject({ kind: z.enum(['code', 'theme', 'query']), id }),
  polarity: polarity.nullable(),
  layer,
  among: z.union([z.enum(['study', 'sources']), id]),
  form: z.enum(['of', 'count', 'share']),
  noun: z.string().max(200),
})

const attribution = z.strictObject({
  dates: z.enum(['short', 'long-year', 'words', 'iso']),
  templates: z
    .array(z.strictObject({ kind: sourceKind, dataSet: id.nullable(), template: shortText }))
    .max(500),
})

/** What a memo shows of the study, and what hides it. */
const shown = [
  'memos',
  'queries',
  'codings',
  'rulings',
  'sources',
  'cases',
  'themes',
  'codebook',
  'rounds',
] as const

/** Rich text about a theme, a code, a source, a case or the study. */
export const memos = {
  list: read(nothing).returns<MemoSummary[]>('memos', 'themes', 'codebook', 'sources', 'cases'),
  open: read(z.strictObject({ memo: id })).returns<Memo>(...shown),
  add: write(
    z.strictObject({
      title: shortText,
      kind: kind.default('theme summary'),
      about,
      template: z.enum(['empty', 'argument', 'decision', 'reflection']).default('empty'),
    }),
  ).returns<Memo>('memos'),
  /**
   * Keeps the text. `body` is a Lexical editor state as JSON; quotations in it hold ids and offsets, no words. `from` is the
   * text it was written on, by `bodyId`: where the memo has another by now, or was confirmed, nothing is written over it and
   * what was written goes among its earlier texts; where it was removed, what was written becomes a memo of its own.
   */
  save: write(
    z.strictObject({
      memo: id,
      title: shortText.optional(),
      body: z.string().max(5_000_000).optional(),
      from: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
  ).returns<MemoSaved>('memos'),
  setState: write(
    z.strictObject({ memo: id, state: z.enum(['draft', 'in review', 'confirmed']) }),
  ).returns<MemoSummary>('memos'),
  remove: write(z.strictObject({ memo: id })).returns<null>('memos'),
  /** The words and attribution of a passage about to be quoted. */
  quote: read(
    z.strictObject({
      source: id,
      start: offset,
      end: offset,
      coding: id.nullable().default(null),
      revision: id.nullable().default(null),
    }),
  ).returns<QuotedPassage>('codings', 'sources'),
  /** What members said about a memo, oldest first. */
  comments: read(z.strictObject({ memo: id })).returns<MemoComment[]>('memos', 'rounds', 'session'),
  comment: write(z.strictObject({ memo: id, words: z.string().trim().min(1).max(5000) })).returns<
    MemoComment[]
  >('memos'),
  removeComment: write(z.strictObject({ comment: id })).returns<null>('memos'),
  /** The texts a memo had, newest first: one for each sitting of a member. */
  texts: read(z.strictObject({ memo: id })).returns<MemoText[]>(...shown),
  /** Two texts of a memo, word by word; `to` null: the text as it is. */
  compare: read(z.strictObject({ memo: id, from: id, to: id.nullable() })).returns<MemoComparison>(...shown),
  /** Puts an earlier text back, as a step of its own. */
  restore: write(z.strictObject({ memo: id, step: id })).returns<MemoSummary>('memos'),
  /** How often each person and site is quoted in a memo, and in all memos the asker may see. */
  voices: read(z.strictObject({ memo: id })).returns<VoicesInMemo>(...shown),
  /** How passages are attributed where they are quoted. */
  attribution: read(nothing).returns<AttributionStyle>('memos'),
  setAttribution: write(attribution).returns<AttributionStyle>(...shown),
  /** Passages of the study as a style would attribute them, one of each kind of source and data set. */
  tryAttribution: read(attribution).returns<{ kind: SourceKind; dataSet: string | null; said: string }[]>(
    ...shown,
  ),
  /** What a live number says now, and the list behind it: everybody it counts among. */
  count: read(liveCount).returns<{ number: LiveNumber; people: CountedPerson[] }>(...shown),
}
