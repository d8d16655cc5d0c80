import { z } from 'zod'
import type {
  Attribute,
  Case,
  CaseImportPreview,
  CaseImportResult,
  CaseMerge,
  CaseSuggestion,
  CaseTable,
} from '../model/case.ts'
import type { GoesWith } from '../model/codebook.ts'
import { fileRef, id, longText, nothing, sheet, shortText } from './fields.ts'
import { job, read, write } from './method.ts'

const kind = z.enum(['person', 'site'])
const type = z.enum(['text', 'number', 'date', 'choice', 'yes-no'])
const choices = z.array(shortText).max(500)
const several = z.array(id).min(1).max(20_000)
const cell = z.strictObject({
  case: id,
  column: z.union([z.enum(['name', 'site', 'note']), id]),
  value: z.string().max(20_000),
})
const link = z.strictObject({ source: id, speaker: shortText.nullable().default(null), case: id })
const column = z.int().min(0).max(20_000)
const mapping = z.strictObject({
  kind,
  name: column,
  site: column.nullable().default(null),
  attributes: z.array(z.strictObject({ column, name: shortText, type })).max(20_000),
  sitesApart: z.boolean().optional(),
})

/** The people and sites of the study, what is known of them, and which sources and speakers are theirs. */
export const cases = {
  list: read(nothing).returns<CaseTable>('cases', 'sources'),
  /** How many codings the asker may see in each case's sources and its speakers' turns, by case id. */
  counts: read(nothing).returns<Record<string, number>>('cases', 'sources', 'codings', 'session', 'rounds'),
  add: write(
    z.strictObject({
      kind,
      name: shortText,
      site: id.nullable().default(null),
      note: longText.default(''),
    }),
  ).returns<Case>('cases', 'sources'),
  goesWith: read(z.strictObject({ cases: several })).returns<GoesWith>(
    'cases',
    'sources',
    'contacts',
    'memos',
    'themes',
    'session',
    'rounds',
  ),
  remove: write(z.strictObject({ cases: several })).returns<null>(
    'cases',
    'sources',
    'contacts',
    'memos',
    'themes',
  ),
  /** What merging would do: values that differ, what of both stays, and whether it can be. */
  mergeOf: read(z.strictObject({ from: id, into: id })).returns<CaseMerge>(
    'cases',
    'sources',
    'contacts',
    'themes',
  ),
  /**
   * Puts all that one case has to another of its kind and removes it; where values differ, `into` keeps its own. Who took part in
   * a contact under either name took part, and of two summaries under one theme the words of both stay.
   */
  merge: write(z.strictObject({ from: id, into: id })).returns<Case>(
    'cases',
    'sources',
    'contacts',
    'memos',
    'themes',
  ),
  /** Writes cells in one step, all or none: a value that cannot be read refuses them with the cell it stands in. */
  setCells: write(z.strictObject({ cells: z.array(cell).min(1).max(200_000) })).returns<null>(
    'cases',
    'sources',
  ),
  addAttribute: write(
    z.strictObject({ about: kind, name: shortText, type, choices: choices.default([]) }),
  ).returns<Attribute>('cases'),
  /** Another type is taken only if every value there can be read as one. */
  updateAttribute: write(
    z.strictObject({
      attribute: id,
      name: shortText.optional(),
      type: type.optional(),
      choices: choices.optional(),
    }),
  ).returns<Attribute>('cases'),
  /** Puts an attribute before another of its kind, or last. */
  moveAttribute: write(z.strictObject({ attribute: id, before: id.nullable() })).returns<Attribute>('cases'),
  goesWithAttribute: read(z.strictObject({ attribute: id })).returns<GoesWith>('cases'),
  removeAttribute: write(z.strictObject({ attribute: id })).returns<null>('cases'),
  /** Links sources, or speakers in them, to cases, in one step. A speaker has one case: the newer link stands. */
  link: write(z.strictObject({ links: z.array(link).min(1).max(20_000) })).returns<{ linked: number }>(
    'cases',
    'sources',
  ),
  unlink: write(z.strictObject({ links: z.array(link).min(1).max(20_000) })).returns<null>(
    'cases',
    'sources',
  ),
  /** Links that equal names, labels and addresses speak for and that are not made yet. */
  suggestions: read(nothing).returns<CaseSuggestion[]>('cases', 'sources'),
  /** Makes the links proposed, and the cases among them that are not there yet, in one step. */
  accept: write(
    z.strictObject({
      suggestions: z
        .array(
          z.strictObject({
            source: id,
            speaker: shortText.nullable(),
            case: id.nullable(),
            name: shortText,
            kind,
          }),
        )
        .min(1)
        .max(20_000),
    }),
  ).returns<{ linked: number; added: number }>('cases', 'sources'),
  /** Reads a table, or looks again at one that was read, and says what taking it in would do. Writes nothing. */
  preview: job(
    z.union([
      z.strictObject({ file: fileRef, sheet }),
      z.strictObject({ preview: z.string().max(100), mapping: mapping.optional() }),
    ]),
  ).returns<CaseImportPreview>(),
  /** Takes a table that was previewed in, in one step; cells that cannot be read are left as they are. */
  import: job(z.strictObject({ preview: z.string().max(100), mapping })).returns<CaseImportResult>(
    'cases',
    'sources',
    'history',
  ),
}
