import type { ParsedDocument } from '#shared/model/document.ts'
import { normaliseText } from '#shared/text/normalise.ts'
import { type DecodedText, decodeText } from '../decode.ts'
import { extensionOf } from '../file-name.ts'
import type { Format, ReadOptions } from '../format.ts'
import { opening } from '../magic.ts'
import { spokenDocument } from '../spoken-document.ts'
import { TextBuilder } from '../text-builder.ts'

/** What may stand before a page's first tag. */
const preamble = /^(?:\s+|<\?xml[^>]{0,200}\?>|<!--[\s\S]{0,20000}?-->)*/i
const page = /^<(?:!doctype\s+html|html|head|body|meta|title)\b/i
const longestTitle = 120

/** Web pages saved as a file: their text with headings, lists, tables and emphasis; nothing of them is run or fetched. */
export const html: Format = {
  id: 'html',
  name: 'a web page',
  extensions: ['html', 'htm', 'xhtml'],
  recognises: (bytes, fileName) => {
    const text = opening(bytes)
    if (page.test(text.replace(preamble, ''))) return true
    return (
      html.extensions.includes(extensionOf(fileName)) && /<(?:p|div|br|span|h[1-6]|table|ul|ol)\b/i.test(text)
    )
  },
  read: async (bytes, fileName, options) => [await readPage(bytes, fileName, options)],
}

async function readPage(bytes: Uint8Array, fileName: string, options: ReadOptions): Promise<ParsedDocument> {
  const { writeHtml } = await import('../html-to-text.ts')
  const decoded = decodePage(bytes, fileName, options)
  const { text: source, changes } = normaliseText(decoded.text)
  const builder = new TextBuilder(fileName)
  const { code, pictures, hidden, menus, title } = writeHtml(source, builder)
  const { text } = builder
  const headings = builder.marks.flatMap(mark => (mark.style === 'heading' ? [mark.start] : []))
  const warnings = [...decoded.warnings, ...changes.filter(change => !/line end/.test(change))]
  if (pictures > 0) warnings.push(`${pictures === 1 ? '1 picture' : `${pictures} pictures`} left out.`)
  if (menus > 0) warnings.push('The page’s menus left out.')
  if (hidden > 0) warnings.push('Text that the page hides from its readers was left out.')
  return spokenDocument(
    {
      format: 'html',
      title: title === '' || title.length > longestTitle ? undefined : title,
      text,
      marks: builder.marks,
      headings: new Set(headings),
      unspoken: isMostOf(code, text) ? undefined : code,
      warnings,
    },
    fileName,
  )
}

/** A page that is one preformatted text holds a transcript as well as any. */
const isMostOf = (code: ReadonlySet<number>, text: string): boolean =>
  code.size * 2 > text.split('\n').filter(line => line.trim() !== '').length

/** As what the bytes can only be, else as the page says of itself, else by a guess. */
function decodePage(bytes: Uint8Array, fileName: string, options: ReadOptions): DecodedText {
  const decoded = decodeText(bytes, fileName, options.encoding)
  if (decoded.warnings.length === 0) return decoded
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const label = /<(?:meta|\?xml)[^>]{1,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,40})/i.exec(head)?.[1]
  if (label === undefined || /^utf-?(?:8|16)/i.test(label)) return decoded
  try {
    const said = decodeText(bytes, fileName, label)
    return said.text.includes('\uFFFD') ? decoded : said
  } catch {
    return decoded
  }
}
