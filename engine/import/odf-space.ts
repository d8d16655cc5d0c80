import { xmlPieces } from './xml-pieces.ts'

/**
 * The content of an OpenDocument text with its white space as the standard reads it (ODF 1.3, part 3, 6.1.3): within a
 * paragraph any run of spaces, tabs and line ends is one space, and none stands at its beginning or end. Spaces, tabs
 * and line breaks that are meant are elements.
 */
export function collapseSpace(xml: string): string {
  const out: string[] = []
  const outer: Paragraph[] = []
  let inner: Paragraph | undefined
  let seen = 0
  for (const { kind, name, source } of xmlPieces(xml)) {
    seen += source.length
    const isParagraph = name === 'text:p' || name === 'text:h'
    if (kind === 'text' && inner) {
      const single = source.replace(/[ \t\r\n]+/g, ' ')
      const text = inner.space !== null && single.startsWith(' ') ? single.slice(1) : single
      if (text === '') continue
      out.push(text)
      inner.space = text.endsWith(' ') ? out.length - 1 : null
      continue
    }
    if (isParagraph && kind === 'close' && inner) {
      const { space } = inner
      if (space !== null && space >= 0) out[space] = out[space]?.slice(0, -1) ?? ''
      inner = outer.pop()
    }
    out.push(source)
    if (isParagraph && kind === 'open') {
      if (inner) outer.push(inner)
      inner = { space: beginning }
    } else if (meant.has(name) && inner) inner.space = null
  }
  // A tag that never ends: the reader of the file says what is wrong with it.
  return seen === xml.length ? out.join('') : xml
}

/** Where the space stands that ends the paragraph so far: the piece's index, `beginning`, or null for none. */
interface Paragraph {
  space: number | null
}
const beginning = -1
const meant = new Set(['text:s', 'text:tab', 'text:line-break'])
