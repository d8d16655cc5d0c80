import { z } from 'zod'
import type { GoesWith } from '../model/codebook.ts'
import type { SavedFilter, Tag } from '../model/source-filter.ts'
import { tagName } from '../text/tag-name.ts'
import { id, nothing, shortText, sourceKind } from './fields.ts'
import { read, write } from './method.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const tag = shortText.transform(tagName).pipe(z.string().min(1))
const asks = z.strictObject({
  words: z.string().max(400),
  facets: z.record(z.string().max(40), z.array(z.string().max(400)).max(1000)),
  from: day.nullable(),
  to: day.nullable(),
})
const several = z.array(id).min(1).max(20_000)

/** How a study's sources are put in order: tags, data sets, filters kept by name. */
export const catalogue = {
  tags: read(nothing).returns<Tag[]>('sources'),
  /** The tag of that name; made where there is none. */
  addTag: write(z.strictObject({ name: tag })).returns<Tag>('sources'),
  /** A name that another tag has makes one of the two. */
  renameTag: write(z.strictObject({ tag: id, name: tag })).returns<null>('sources'),
  removeTag: write(z.strictObject({ tag: id })).returns<null>('sources'),
  /** Changes any number of sources in one step; what is left out stays as each has it. */
  change: write(
    z.strictObject({
      sources: several,
      /** Of one source only. */
      title: shortText.optional(),
      kind: sourceKind.optional(),
      /** Name of a data set, made where there is none; null for none. */
      dataSet: shortText.nullable().optional(),
      /** A day as people write it, day first, or a moment in ISO 8601; kept as ISO 8601. */
      date: z.string().max(40).nullable().optional(),
      /** Names of tags; made where there are none. */
      addTags: z.array(tag).max(100).optional(),
      removeTags: z.array(id).max(1000).optional(),
    }),
  ).returns<null>('sources', 'study'),
  sourcesGoWith: read(z.strictObject({ sources: several })).returns<GoesWith>(
    'sources',
    'codings',
    'rounds',
    'memos',
    'session',
  ),
  /** Removes any number of sources in one step, or none where one of them must stay. */
  removeSources: write(z.strictObject({ sources: several })).returns<null>(
    'sources',
    'study',
    'codings',
    'annotations',
    'cases',
  ),
  renameDataSet: write(z.strictObject({ dataSet: id, name: shortText })).returns<null>('sources', 'study'),
  /** Puts a data set before another, or last. */
  moveDataSet: write(z.strictObject({ dataSet: id, before: id.nullable() })).returns<null>(
    'sources',
    'study',
  ),
  dataSetGoesWith: read(z.strictObject({ dataSet: id })).returns<GoesWith>(
    'sources',
    'study',
    'codings',
    'codebook',
    'themes',
    'memos',
    'queries',
    'rounds',
    'session',
  ),
  /** Its sources stay, in no data set. Refused where a confirmed memo would say something else. */
  removeDataSet: write(z.strictObject({ dataSet: id })).returns<null>('sources', 'study'),
  filters: read(nothing).returns<SavedFilter[]>('sources'),
  /** Keeps a filter under a name; one of that name is replaced. */
  saveFilter: write(z.strictObject({ name: shortText, asks })).returns<SavedFilter>('sources'),
  removeFilter: write(z.strictObject({ filter: id })).returns<null>('sources'),
}
