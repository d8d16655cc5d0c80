/** A stretch of pasted text in one look. */
export interface PastedRun {
  text: string
  bold: boolean
  italic: boolean
  /** Where it leads, or null. */
  address: string | null
}

export type PastedBlock =
  | { kind: 'paragraph'; runs: PastedRun[] }
  | { kind: 'heading'; level: 1 | 2 | 3; runs: PastedRun[] }
  | { kind: 'item'; ordered: boolean; runs: PastedRun[] }
  | { kind: 'table'; rows: PastedRun[][][] }

interface Open {
  tag: string
  bold: boolean
  italic: boolean
  address: string | null
  isDropped: boolean
}

/** Whose content is never text to paste. */
const dropped = new Set([
  'style',
  'script',
  'title',
  'head',
  'xml',
  'o:p',
  'template',
  'noscript',
  'svg',
  'math',
])
const empty = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'col', 'wbr', 'base'])
const parting = new Set([
  'p',
  'div',
  'section',
  'article',
  'blockquote',
  'pre',
  'figure',
  'address',
  'dd',
  'dt',
  'header',
  'footer',
])

/**
 * What is worth keeping of pasted markup, such as Word's: headings, lists, tables, bold, italics and links to the web; all
 * else comes as its words. Markup is read here by hand, character by character: the page's policy lets nothing parse it.
 * Ends on every input. Time linear in it.
 */
export function readPasted(html: string): PastedBlock[] {
  const lower = html.toLowerCase()
  const blocks: PastedBlock[] = []
  const open: Open[] = []
  const lists: boolean[] = []
  let runs: PastedRun[] = []
  let line:
    | { kind: 'paragraph' }
    | { kind: 'heading'; level: 1 | 2 | 3 }
    | { kind: 'item'; ordered: boolean } = {
    kind: 'paragraph',
  }
  let rows: PastedRun[][][] | null = null
  const top = (): Open =>
    open.at(-1) ?? { tag: '', bold: false, italic: false, address: null, isDropped: false }
  const flush = () => {
    const said = trimmed(runs)
    runs = []
    if (said.length > 0) {
      const cell = rows?.at(-1)?.at(-1)
      if (cell) cell.push(...(cell.length > 0 ? [plain('\n')] : []), ...said)
      else if (!rows) blocks.push({ ...line, runs: said } as PastedBlock)
    }
    line = { kind: 'paragraph' }
  }
  const add = (text: string) => {
    const { bold, italic, address, isDropped } = top()
    if (isDropped || text === '') return
    const last = runs.at(-1)
    if (last && last.bold === bold && last.italic === italic && last.address === address) last.text += text
    else runs.push({ text, bold, italic, address })
  }
  const end = (tag: string) => {
    const at = open.findLastIndex(one => one.tag === tag)
    if (at >= 0) open.length = at
    if (parting.has(tag) || /^(h[1-6]|li)$/.test(tag)) flush()
    if (tag === 'ul' || tag === 'ol') {
      flush()
      lists.pop()
    }
    if (tag === 'td' || tag === 'th') flush()
    if (tag === 'table' && rows) {
      flush()
      const kept = rows.filter(row => row.length > 0)
      rows = null
      if (kept.length > 0) blocks.push({ kind: 'table', rows: kept })
    }
  }
  const begin = (tag: string, attributes: string) => {
    if (tag === 'br') return add('\n')
    if (empty.has(tag)) return
    if (parting.has(tag) || /^(h[1-6]|li|ul|ol|table|tr|td|th)$/.test(tag)) flush()
    const style = attributeOf(attributes, 'style').toLowerCase()
    const className = attributeOf(attributes, 'class')
    const above = top()
    open.push({
      tag,
      bold: weight(style) ?? (above.bold || tag === 'b' || tag === 'strong'),
      italic: /(?:^|[;\s])font-style:\s*italic/.test(style) || above.italic || tag === 'i' || tag === 'em',
      address: tag === 'a' ? webAddress(attributeOf(attributes, 'href')) : above.address,
      // Word writes the bullet of a list into the text, in a span that it says to ignore.
      isDropped:
        above.isDropped ||
        dropped.has(tag) ||
        /mso-list:\s*ignore/.test(style) ||
        /display:\s*none/.test(style),
    })
    if (/^h[1-6]$/.test(tag)) line = { kind: 'heading', level: Math.min(3, Number(tag[1])) as 1 | 2 | 3 }
    else if (tag === 'li') line = { kind: 'item', ordered: lists.at(-1) ?? false }
    else if (tag === 'ul' || tag === 'ol') lists.push(tag === 'ol')
    else if (/\bMsoListParagraph/.test(className)) line = { kind: 'item', ordered: false }
    else if (/\bMsoTitle/.test(className)) line = { kind: 'heading', level: 1 }
    else if (tag === 'table') rows ??= []
    else if (tag === 'tr') rows?.push([])
    else if (tag === 'td' || tag === 'th') rows?.at(-1)?.push([])
  }
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf('<', at)
    if (next !== at) {
      const text = next < 0 ? html.slice(at) : html.slice(at, next)
      add(decoded(text.replace(/[ \t\r\n\f]+/g, ' ')))
      if (next < 0) break
    }
    at = next
    if (html.startsWith('<!--', at)) {
      const close = html.indexOf('-->', at + 4)
      at = close < 0 ? html.length : close + 3
      continue
    }
    const close = closeOf(html, at)
    const inside = html.slice(at + 1, close)
    at = close + 1
    const [, slash = '', tag = ''] = /^(\/?)([a-z][\w:-]*)/i.exec(inside) ?? []
    if (tag === '') {
      if (!/^[!?]/.test(inside)) add(decoded(`<${inside}`))
      continue
    }
    if (slash) end(tag.toLowerCase())
    else begin(tag.toLowerCase(), inside.slice(tag.length))
    const raw = tag.toLowerCase()
    if (!slash && (raw === 'style' || raw === 'script')) {
      const stop = lower.indexOf(`</${raw}`, at)
      at = stop < 0 ? html.length : stop
    }
  }
  flush()
  end('table')
  return blocks
}

/** Where a tag ends, quoted attributes passed over; the end of the text where it does not. */
function closeOf(html: string, from: number): number {
  let quote = ''
  for (let at = from + 1; at < html.length; at++) {
    const c = html[at] ?? ''
    if (quote !== '') {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '>') return at
  }
  return html.length
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  )
  return decoded(found?.[1] ?? found?.[2] ?? found?.[3] ?? '')
}

/** True or false where a style says how heavy the words are; undefined where it does not. */
function weight(style: string): boolean | undefined {
  const [, said] = /(?:^|[;\s])font-weight:\s*(\w+)/.exec(style) ?? []
  if (said === undefined) return undefined
  return said === 'bold' || said === 'bolder' || Number(said) >= 600
}

const webAddress = (address: string): string | null =>
  /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(address.trim()) ? address.trim() : null

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
}

const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,10}));/gi,
    (whole, decimal, hex, name: string | undefined) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
      return code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : ' '
    },
  )

const plain = (text: string): PastedRun => ({ text, bold: false, italic: false, address: null })

/** Runs without white space at their ends, and none of nothing. */
function trimmed(runs: readonly PastedRun[]): PastedRun[] {
  const kept = runs.map(run => ({
    ...run,
    text: run.text.replaceAll('\u00a0', ' ').replace(/ *\n */g, '\n'),
  }))
  while (kept[0]?.text.trim() === '') kept.shift()
  while (kept.at(-1)?.text.trim() === '') kept.pop()
  const [first] = kept
  const last = kept.at(-1)
  if (first) first.text = first.text.trimStart()
  if (last) last.text = last.text.trimEnd()
  return kept
}
