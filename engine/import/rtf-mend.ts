import { least } from './raised-letters.ts'
import { bookmarkOf, itemTexts } from './rtf-lists.ts'
import { hiddenText, trackedChanges } from './word-remarks.ts'

/** Rich text in which every character is one that the library reads, and nothing stands that was deleted. */
export interface MendedRtf {
  bytes: Uint8Array
  warnings: string[]
}

/** Characters that rich text has control words for. */
const characters: Readonly<Record<string, number>> = {
  emdash: 0x2014,
  endash: 0x2013,
  bullet: 0x2022,
  lquote: 0x2018,
  rquote: 0x2019,
  ldblquote: 0x201c,
  rdblquote: 0x201d,
  emspace: 0x2003,
  enspace: 0x2002,
  qmspace: 0x2005,
  zwj: 0x200d,
  zwnj: 0x200c,
  '~': 0xa0,
  _: 0x2011,
}

/** Groups that hold no words of the text. */
const asides = new Set(
  'fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf fldinst'.split(
    ' ',
  ),
)
/** Entries of an index or a table of contents: they repeat words of the text, and no page shows them. */
const entries = new Set(['xe', 'tc', 'tcn'])
/** Groups marked as safe to pass over that hold words all the same. */
const shapes = new Set(['shpinst', 'shptxt'])
/** More characters in place of one are never skipped by the library. */
const mostInstead = 16

interface Group {
  /** How many characters follow a Unicode character for readers that do not know it. */
  instead: number
  deleted: boolean
  hidden: boolean
  aside: boolean
  entry: boolean
  /** It holds what stands before an item of a list. */
  item: boolean
  /** Letters that are raised or lowered are smaller, too. */
  smaller: boolean
}

interface Control {
  /** The control word, or the sign of a control symbol. */
  name: string
  number: number | undefined
  end: number
}

/**
 * Rewrites rich text before it is parsed, in linear time: characters by name become Unicode, a page's end between
 * words becomes a line's, deleted words go. Says what was deleted or hidden, and whether the file was cut off.
 */
export function mendRtf(bytes: Uint8Array): MendedRtf {
  const mender = new Mender(bytes)
  mender.run()
  return { bytes: mender.result(), warnings: mender.warnings() }
}

class Mender {
  readonly #bytes: Uint8Array
  readonly #out: Uint8Array[] = []
  #kept = 0
  readonly #outer: Group[] = []
  #group: Group = {
    instead: 1,
    deleted: false,
    hidden: false,
    aside: false,
    entry: false,
    item: false,
    smaller: false,
  }
  /** What stands before the item that is being read. */
  #sign = ''
  /** Nothing stands in the group yet but, perhaps, the sign that it may be passed over. */
  #begins = false
  #skip = 0
  /** Words stand on the line so far. */
  #ink = false
  #tracked = false
  #hidden = false

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  run(): void {
    const bytes = this.#bytes
    for (let at = 0; at < bytes.length; ) {
      const byte = bytes[at]
      if (byte === open || byte === close) {
        this.#skip = 0
        if (byte === open) {
          this.#outer.push(this.#group)
          this.#group = { ...this.#group }
        } else this.#close(at + 1)
        this.#begins = byte === open
        at++
      } else if (byte === backslash) at = this.#control(at)
      else if (byte === 10 || byte === 13) at++
      else at = this.#words(at)
    }
  }

  result(): Uint8Array {
    if (this.#out.length === 0) return this.#bytes
    return Buffer.concat([...this.#out, this.#bytes.subarray(this.#kept)])
  }

  warnings(): string[] {
    const isCut = this.#outer.length > 0
    return [
      ...(this.#tracked ? [trackedChanges] : []),
      ...(this.#hidden ? [hiddenText] : []),
      ...(isCut ? ['The file was cut off: it ends in the middle, and what came after is missing.'] : []),
    ]
  }

  #replace(from: number, to: number, text: string): void {
    if (from > this.#kept) this.#out.push(this.#bytes.subarray(this.#kept, from))
    if (text !== '') this.#out.push(Buffer.from(text, 'latin1'))
    this.#kept = to
  }

  #close(end: number): void {
    const { item } = this.#group
    this.#group = this.#outer.pop() ?? this.#group
    if (!item || this.#group.item) return
    this.#replace(end, end, bookmarkOf(this.#sign))
    this.#sign = ''
  }

  /** Text up to the next sign of the format, or what stands in place of a Unicode character. */
  #words(from: number): number {
    let end = from + 1
    if (this.#skip > 0) {
      this.#skip--
      if (this.#group.deleted || this.#group.entry) this.#replace(from, end, '')
      return end
    }
    while (end < this.#bytes.length && !signs.has(this.#bytes[end] ?? 0)) end++
    this.#text(from, end)
    this.#begins = false
    return end
  }

  /** Something that shows: goes where it was deleted. */
  #text(from: number, end: number): void {
    if (this.#group.item && this.#sign.length < longestSign) this.#sign += latin(this.#bytes, from, end)
    if (this.#group.deleted) {
      this.#replace(from, end, '')
      this.#tracked = true
      return
    }
    if (this.#group.entry) {
      this.#replace(from, end, '')
      return
    }
    if (this.#group.aside) return
    this.#ink = true
    if (this.#group.hidden) this.#hidden = true
  }

  #control(from: number): number {
    const control = readControl(this.#bytes, from)
    const { name, number, end } = control
    if (this.#skip > 0) {
      this.#skip--
      if (this.#group.deleted || this.#group.entry) this.#replace(from, end, '')
      return end
    }
    // The bytes of a picture may look like anything.
    if (name === 'bin' && number !== undefined && number > 0) return end + number
    this.#place(name)
    const code = Object.hasOwn(characters, name) ? characters[name] : undefined
    if (code !== undefined) this.#character(from, end, code)
    else if (name === 'u' && number !== undefined) {
      this.#text(from, end)
      this.#skip = this.#group.instead
    } else if (isText.has(name)) this.#text(from, end)
    else if (name === '-') this.#replace(from, end, '')
    else if (isBreak.has(name)) this.#break(from, control)
    else if (isRaised.has(name)) this.#raise(from, control)
    else if (name === 'striked') this.#replace(from, end, number === 0 ? '\\strike0 ' : '\\strike ')
    else this.#property(name, number)
    return end
  }

  /** Whether the group that begins here is one beside the text. */
  #place(name: string): void {
    if (!this.#begins) return
    if (name === '*') {
      this.#group.aside = true
      return
    }
    this.#begins = false
    if (itemTexts.has(name)) this.#group.item = true
    else if (entries.has(name)) this.#group.entry = true
    else if (asides.has(name)) this.#group.aside = true
    else if (shapes.has(name)) this.#group.aside = this.#outer.at(-1)?.aside ?? false
  }

  #character(from: number, end: number, code: number): void {
    this.#text(from, end)
    if (!this.#group.deleted && !this.#group.entry)
      this.#replace(from, end, `\\u${code} ${'?'.repeat(this.#group.instead)}`)
  }

  #break(from: number, { name, end }: Control): void {
    const isOwn = name === 'page' || name === 'column' || name === 'sect'
    if (isOwn && this.#ink) this.#replace(from, end, name === 'sect' ? '\\par ' : '\\line ')
    this.#ink = false
  }

  /** Letters that stand above or below the line by some half points, or smaller ones by any, are superscript or subscript to the library. */
  #raise(from: number, { name, number = usual, end }: Control): void {
    const word =
      number === 0
        ? 'nosupersub'
        : Math.abs(number) < least && !this.#group.smaller
          ? ''
          : (name === 'up') === number > 0
            ? 'super'
            : 'sub'
    if (word !== '') this.#replace(from, end, `\\${word} `)
  }

  #property(name: string, number: number | undefined): void {
    const group = this.#group
    if (name === 'deleted') group.deleted = number !== 0
    else if (name === 'revised') this.#tracked ||= number !== 0 && !group.aside
    else if (name === 'v') group.hidden = number !== 0
    else if (name === 'updnprop') {
      const outer = this.#outer.at(-1)
      if (outer) outer.smaller = number !== undefined && number < ownSize
    } else if (name === 'plain') {
      group.smaller = false
      group.deleted = false
      group.hidden = false
    } else if (name === 'uc' && number !== undefined && number >= 0)
      group.instead = Math.min(number, mostInstead)
  }
}

const open = 0x7b
const close = 0x7d
const backslash = 0x5c
const signs = new Set([open, close, backslash, 10, 13])
const isText = new Set(["'", '{', '}', '\\', 'tab'])
const isRaised = new Set(['up', 'dn'])
/** Half points that letters are raised by where the file does not say. */
const usual = 6
/** The size of letters that are as large as those about, in hundredths of a per cent. */
const ownSize = 10_000
/** More than stands before any item, in characters of the file. */
const longestSign = 200
const isBreak = new Set([
  'par',
  'line',
  'row',
  'nestrow',
  'cell',
  'nestcell',
  'page',
  'column',
  'sect',
  '\n',
  '\r',
])

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a))
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** The control that begins with the backslash at `at`. */
function readControl(bytes: Uint8Array, at: number): Control {
  let end = at + 1
  while (isLetter(bytes[end])) end++
  if (end === at + 1) {
    const name = String.fromCharCode(bytes[end] ?? 0)
    return { name, number: undefined, end: Math.min(bytes.length, end + (name === "'" ? 3 : 1)) }
  }
  const name = latin(bytes, at + 1, end)
  const first = end
  if (bytes[end] === 0x2d && isDigit(bytes[end + 1])) end++
  while (isDigit(bytes[end])) end++
  const number = end > first ? Number.parseInt(latin(bytes, first, end), 10) : undefined
  if (bytes[end] === 0x20) end++
  return { name, number, end }
}

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(to - from, 64)).toString('latin1')
