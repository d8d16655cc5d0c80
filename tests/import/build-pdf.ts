import { deflateSync } from 'node:zlib'

/** A PDF of objects in the order given, the first its catalogue; streams as bytes with the entries of their dictionary. */
export function pdfOf(objects: readonly (string | { dictionary: string; bytes: Uint8Array })[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  const add = (part: Buffer): void => {
    parts.push(part)
    length += part.length
  }
  for (const [i, object] of objects.entries()) {
    offsets.push(length)
    add(Buffer.from(`${i + 1} 0 obj\n`))
    if (typeof object === 'string') add(Buffer.from(object, 'latin1'))
    else {
      add(Buffer.from(`<<${object.dictionary} /Length ${object.bytes.length}>>\nstream\n`))
      add(Buffer.from(object.bytes))
      add(Buffer.from('\nendstream'))
    }
    add(Buffer.from('\nendobj\n'))
  }
  const start = length
  const entries = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  add(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<</Size ${objects.length + 1} /Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

const page =
  '<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources <</Font <</F1 4 0 R>>>>>>'
const font = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>'

/** One page with this content stream, deflated; `catalogue` holds further entries of the catalogue. */
export const pageOf = (
  content: string | Uint8Array,
  catalogue = '',
  pages = '/Kids [3 0 R] /Count 1',
): Buffer =>
  pdfOf([
    `<</Type /Catalog /Pages 2 0 R ${catalogue}>>`,
    `<</Type /Pages ${pages}>>`,
    page,
    font,
    { dictionary: '/Filter /FlateDecode', bytes: deflateSync(content) },
  ])

/** Content that writes lines of text from the top of the page down. */
export const linesAt = (lines: readonly (readonly [x: number, y: number, text: string])[]): string =>
  lines
    .map(([x, y, text]) => `BT /F1 11 Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`)
    .join('\n')
