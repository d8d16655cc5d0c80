import type { ParsedDocument } from '#shared/model/document.ts'
import { readDate } from '#shared/text/day.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { decodeText, looksBinary } from '../decode.ts'
import { extensionOf } from '../file-name.ts'
import type { Format, ReadOptions } from '../format.ts'
import { spokenDocument } from '../spoken-document.ts'
import { txt } from './txt.ts'

/** Markdown: plain text whose signs say how it looks. Told by its name, for any text could be it. */
export const md: Format = {
  id: 'md',
  name: 'a Markdown file',
  extensions: ['md', 'markdown'],
  recognises: (bytes, fileName) => md.extensions.includes(extensionOf(fileName)) && !looksBinary(bytes),
  read: async (bytes, fileName, options) => {
    if (bytes.length <= longest) return [await readMarkdown(bytes, fileName, options)]
    const documents = await txt.read(bytes, fileName, options)
    for (const doc of documents)
      doc.warnings.push('Too long to be shown formatted: its Markdown signs were left in the text.')
    return documents
  },
}

/** Reading the signs of a longer file takes longer than anyone waits; bytes. */
const longest = 2_000_000

/** What some programs write above the text: fields between two lines of dashes. */
const frontMatter = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/

async function readMarkdown(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions,
): Promise<ParsedDocument> {
  const { writeMarkdown } = await import('../markdown-text.ts')
  const decoded = decodeText(bytes, fileName, options.encoding)
  const { text: source, changes } = normaliseText(decoded.text)
  const front = frontMatter.exec(source)
  const fields = front?.[1] ?? ''
  const { builder, headings, pictures } = writeMarkdown(source.slice(front?.[0].length ?? 0), fileName)
  const { text } = builder
  const warnings = [...decoded.warnings, ...changes]
  if (front) warnings.push('The fields above the text (front matter) left out.')
  if (pictures > 0) warnings.push(`${pictures === 1 ? '1 picture' : `${pictures} pictures`} left out.`)
  return spokenDocument(
    {
      format: 'md',
      title: fieldOf(fields, 'title') || undefined,
      text,
      marks: builder.marks,
      headings,
      date: readDate(fieldOf(fields, 'date')),
      warnings,
    },
    fileName,
  )
}

/** A field of the front matter as one line without quotation marks; empty where there is none. */
function fieldOf(fields: string, name: string): string {
  const value = new RegExp(`^${name}[ \\t]*:[ \\t]*(.{1,200})$`, 'im').exec(fields)?.[1] ?? ''
  return value.trim().replace(/^(["'])(.*)\1$/, '$2')
}
