import { z } from 'zod'
import type { GoesWith } from '../model/codebook.ts'
import type { ImportPreview, ImportResult, SourceSummary, SourceText } from '../model/source.ts'
import type { DataSet } from '../model/study.ts'
import { id, nothing, shortText, sourceKind } from './fields.ts'
import { job, read, write } from './method.ts'

/** A file to be read: where it lies, or what a browser sent up. */
export const file = z.union([
  z.strictObject({ path: z.string().min(1).max(4096) }),
  z.strictObject({ upload: z.string().max(100), fileName: z.string().min(1).max(1000) }),
])

/** The documents of the study: what came in, and what was recognised in it. */
export const sources = {
  list: read(nothing).returns<SourceSummary[]>('sources', 'codings', 'session'),
  open: read(z.strictObject({ source: id })).returns<SourceText>('sources'),
  /** Reads a file in the disposable parser and says what it found. Writes nothing. */
  preview: job(z.strictObject({ file, rowAsSource: z.boolean().default(false) })).returns<ImportPreview>(),
  /**
   * Takes files into the study, one journal entry a file, each whole or not at all. A file that fails says why
   * and does not stop the others; a source with the same text is named as a duplicate and not taken again.
   * `preview` items take exactly what `preview` showed, under a title the person may have changed.
   */
  import: job(
    z.strictObject({
      files: z
        .array(
          z.union([
            ...file.options,
            z.strictObject({
              preview: z.string().max(100),
              titles: z.array(shortText).max(20_000).optional(),
            }),
          ]),
        )
        .min(1)
        .max(10_000),
      kind: sourceKind.optional(),
      /** Name of a data set; made where there is none of that name. */
      dataSet: shortText.optional(),
      rowAsSource: z.boolean().default(false),
    }),
  ).returns<ImportResult[]>('sources', 'study', 'history'),
  update: write(
    z.strictObject({
      source: id,
      title: shortText.optional(),
      kind: sourceKind.optional(),
      dataSet: id.nullable().optional(),
      date: z.string().max(40).nullable().optional(),
    }),
  ).returns<null>('sources', 'study'),
  goesWith: read(z.strictObject({ source: id })).returns<GoesWith>('sources', 'codings', 'rounds'),
  remove: write(z.strictObject({ source: id })).returns<null>('sources', 'study', 'codings', 'annotations'),
  dataSets: read(nothing).returns<DataSet[]>('sources', 'study', 'codings', 'session'),
  addDataSet: write(z.strictObject({ name: shortText })).returns<DataSet>('sources', 'study'),
}
