import { readFileSync } from 'node:fs'
import { readFileBytes } from '#engine/import/read-file.ts'
import { type SampleStudy, sampleFile } from '#engine/sample/sample.ts'
import type { ParsedDocument } from '#shared/model/document.ts'

/** Every source of the sample study as the importers read it, by the name its codings use. */
export async function readSources(sample: SampleStudy): Promise<Map<string, ParsedDocument>> {
  const sources = new Map<string, ParsedDocument>()
  for (const { file } of sample.sources) {
    const [document] = await readFileBytes(readFileSync(sampleFile(file)), file, {})
    if (document) sources.set(file, document)
  }
  const { file } = sample.records
  for (const row of await readFileBytes(readFileSync(sampleFile(file)), file, { rowAsSource: true })) {
    sources.set(`${file}#${row.title}`, row)
  }
  return sources
}

/** The text of a source; throws where the sample has none of that name. */
export function textOf(sources: ReadonlyMap<string, ParsedDocument>, file: string): string {
  const document = sources.get(file)
  if (!document) throw new Error(`The sample study has no source ${file}`)
  return document.text
}
