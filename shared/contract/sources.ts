import { z } from 'zod'
import type { LeakScan } from '../model/pseudonym.ts'
import type { MadeReport } from '../model/report.ts'
import type { ImportPreview, ImportResult, SourceSummary, SourceText } from '../model/source.ts'
import type { DataSet } from '../model/study.ts'
import { fileRef as file, id, nothing, shortText, sourceKind } from './fields.ts'
import { job, read, write } from './method.ts'
import { speakerChoice } from './speaker-choice.ts'

/** The documents of the study: what came in, and what was recognised in it. */
export const sources = {
  list: read(nothing).returns<SourceSummary[]>('sources', 'cases', 'codings', 'session'),
  open: read(z.strictObject({ source: id })).returns<SourceText>('sources', 'cases'),
  /**
   * Holds an attachment as a report is held: it is saved by `reports.save` or fetched at `/download/ID`. It is looked
   * through and refused as `reports.make` does; `despite` says that the person knows.
   */
  takeOut: job(
    z.strictObject({ attachment: id, despite: z.enum(['names', 'no-scan']).optional() }),
  ).returns<MadeReport>(),
  /** Which real names of the key stand in an attachment, and where. Holds nothing. */
  scanAttachment: job(z.strictObject({ attachment: id })).returns<LeakScan>(),
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
              /** What was said of each document's speakers, by position; null: as recognised. */
              speakers: z.array(speakerChoice.nullable()).max(50_000).optional(),
            }),
          ]),
        )
        .min(1)
        .max(10_000),
      kind: sourceKind.optional(),
      /** Name of a data set; made where there is none of that name. */
      dataSet: shortText.optional(),
      rowAsSource: z.boolean().default(false),
      /** What holds for the speakers of every document of which nothing else is said. */
      speakers: speakerChoice.optional(),
    }),
  ).returns<ImportResult[]>('sources', 'study', 'history'),
  update: write(
    z.strictObject({
      source: id,
      title: shortText.optional(),
      kind: sourceKind.optional(),
      dataSet: id.nullable().optional(),
      /** A day as people write it, day first, or a moment in ISO 8601; kept as ISO 8601. */
      date: z.string().max(40).nullable().optional(),
    }),
  ).returns<null>('sources', 'study'),
  remove: write(z.strictObject({ source: id })).returns<null>(
    'sources',
    'study',
    'codings',
    'annotations',
    'cases',
  ),
  dataSets: read(nothing).returns<DataSet[]>('sources', 'study', 'codings', 'session'),
  addDataSet: write(z.strictObject({ name: shortText })).returns<DataSet>('sources', 'study'),
}
