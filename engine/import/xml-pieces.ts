/** A tag (with what else stands between `<` and `>`: comments, declarations) or the text between two. */
export interface XmlPiece {
  kind: 'open' | 'close' | 'empty' | 'text' | 'other'
  /** The tag's name as written; empty for others. */
  name: string
  source: string
}

/** Cuts XML into tags and text, in order and in linear time. Ends early where a tag never ends. */
export function* xmlPieces(xml: string): Generator<XmlPiece> {
  for (let at = 0; at < xml.length; ) {
    const end = xml[at] === '<' ? endOfTag(xml, at) : endOfText(xml, at)
    if (end === -1) return
    const source = xml.slice(at, end)
    yield pieceOf(source)
    at = end
  }
}

function pieceOf(source: string): XmlPiece {
  if (!source.startsWith('<')) return { kind: 'text', name: '', source }
  if (source[1] === '!' || source[1] === '?') return { kind: 'other', name: '', source }
  const isClose = source[1] === '/'
  const kind = isClose ? 'close' : source.endsWith('/>') ? 'empty' : 'open'
  return { kind, name: /^[^\s/>]*/.exec(source.slice(isClose ? 2 : 1))?.[0] ?? '', source }
}

function endOfText(xml: string, at: number): number {
  const end = xml.indexOf('<', at)
  return end === -1 ? xml.length : end
}

function endOfTag(xml: string, at: number): number {
  for (const [begin, end] of wrapped) if (xml.startsWith(begin, at)) return after(xml, end, at)
  let quote = ''
  for (let i = at + 1; i < xml.length; i++) {
    const c = xml[i] ?? ''
    if (quote !== '') {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i + 1
  }
  return -1
}

const wrapped = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

function after(xml: string, end: string, at: number): number {
  const found = xml.indexOf(end, at)
  return found === -1 ? -1 : found + end.length
}

/** How deep elements stand in one another at most. */
export function depthOf(xml: string): number {
  let depth = 0
  let deepest = 0
  for (const { kind } of xmlPieces(xml)) {
    if (kind === 'open') deepest = Math.max(deepest, ++depth)
    else if (kind === 'close') depth--
  }
  return deepest
}

/** True where the text refers to something by a name (`&name;`) that XML does not define by itself. */
export function hasForeignName(xml: string): boolean {
  for (const { kind, source } of xmlPieces(xml)) {
    if (kind === 'text' && /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_][\w.-]{0,60};/.test(source)) return true
  }
  return false
}
