import { type ItemSign, written } from './item-numbers.ts'
import { attribute, isOn, numberIn } from './word-attributes.ts'
import { xmlPieces } from './xml-pieces.ts'

/** The part of a Word file that says how its lists are numbered. */
export const numberingPart = /^word\/numbering\d*\.xml$/

/** How the lists of a Word document are numbered; levels from 0. */
export interface Numbering {
  /**
   * Counts an item as Word does. Asked once for each, in the order of the text, with the id of its list; null where
   * the document has no such list, as of what was taken out of one.
   */
  next(list: string, level: number): ItemSign | null
  /** The level of a list that is a paragraph style's own; undefined where none is. */
  levelOf(list: string, style: string): number | undefined
}

interface Level {
  start: number
  format: string
  /** Its own number and those of the levels above, as in `%1.%2`. */
  text: string
  /** Items of this many levels make it begin anew. */
  restarts: number
  isDecimal: boolean
  /** The paragraph style that is of this level. */
  style: string
}

/** A list: one of the ways of numbering, with what it alone does otherwise. */
interface List {
  numbering: string
  levels: Map<number, Level>
  starts: Map<number, number>
  /** Levels that have begun at a start of the list's own. */
  begun: Set<number>
}

/** How the document's lists are numbered, from the part of its file that says so. */
export function numberingOf(xml: string): Numbering {
  const { numberings, lists } = readNumbering(xml)
  const counts = new Map<string, (number | undefined)[]>()
  return { next, levelOf }

  function levelOf(id: string, style: string): number | undefined {
    const list = lists.get(id)
    const levels = numberings.get(list?.numbering ?? '')
    for (let at = 0; at <= deepestLevel; at++) {
      if ((list?.levels.get(at) ?? levels?.get(at))?.style === style) return at
    }
    return undefined
  }

  function next(id: string, level: number): ItemSign | null {
    const at = Math.min(Math.max(0, level), deepestLevel)
    const list = lists.get(id)
    const levels = list && numberings.get(list.numbering)
    if (!list || !levels) return null
    const levelAt = (n: number): Level => list.levels.get(n) ?? levels.get(n) ?? plainLevel(n)
    const startOf = (n: number): number => list.starts.get(n) ?? levelAt(n).start
    // Lists that are numbered in one way are one list: the second goes on where the first ended.
    const count = counts.get(list.numbering) ?? []
    counts.set(list.numbering, count)
    if (list.starts.has(at) && !list.begun.has(at)) count[at] = undefined
    list.begun.add(at)
    const before = count[at]
    const number = before === undefined ? startOf(at) : before + 1
    count[at] = number
    for (let below = at + 1; below < count.length; below++) {
      if (at < levelAt(below).restarts) count[below] = undefined
    }
    const { format, text, isDecimal } = levelAt(at)
    if (format === 'bullet') return {}
    const sign = text
      .replace(/%([1-9])/g, (_, place: string) => {
        const n = Number(place) - 1
        return written(count[n] ?? startOf(n), isDecimal ? 'decimal' : levelAt(n).format)
      })
      .trim()
    return sign === `${number}.` ? { number } : { number, sign }
  }
}

const plainLevel = (level: number): Level => ({
  start: 1,
  format: 'decimal',
  text: `%${level + 1}.`,
  restarts: level,
  isDecimal: false,
  style: '',
})

function readNumbering(xml: string) {
  const numberings = new Map<string, Map<number, Level>>()
  const lists = new Map<string, List>()
  /** Numberings that say their levels elsewhere, with the name of the list style that has them; and where that is. */
  const elsewhere = new Map<string, string>()
  const styled = new Map<string, Map<number, Level>>()
  let numbering = ''
  let levels = new Map<number, Level>()
  let level = plainLevel(0)
  let list: List | null = null
  let override = 0
  for (const { kind, name, source } of xmlPieces(xml)) {
    if (kind !== 'open' && kind !== 'empty') continue
    if (name === 'w:abstractNum') {
      levels = new Map()
      numbering = attribute(source, 'abstractNumId')
      numberings.set(numbering, levels)
    } else if (name === 'w:numStyleLink') elsewhere.set(numbering, attribute(source, 'val'))
    else if (name === 'w:styleLink') styled.set(attribute(source, 'val'), levels)
    else if (name === 'w:num') {
      list = { numbering: '', levels: new Map(), starts: new Map(), begun: new Set() }
      lists.set(attribute(source, 'numId'), list)
      levels = list.levels
    } else if (name === 'w:abstractNumId' && list) list.numbering = attribute(source, 'val')
    else if (name === 'w:lvlOverride') override = numberIn(source, 'ilvl', 0)
    else if (name === 'w:startOverride') list?.starts.set(override, numberIn(source, 'val', 1))
    else if (name === 'w:lvl') {
      const at = numberIn(source, 'ilvl', 0)
      level = plainLevel(at)
      levels.set(at, level)
    } else if (name === 'w:pStyle') level.style = attribute(source, 'val')
    else if (name === 'w:start') level.start = numberIn(source, 'val', 1)
    else if (name === 'w:numFmt') level.format = attribute(source, 'val')
    else if (name === 'w:lvlText') level.text = attribute(source, 'val').slice(0, longestText)
    else if (name === 'w:lvlRestart') level.restarts = numberIn(source, 'val', level.restarts)
    else if (name === 'w:isLgl') level.isDecimal = isOn(source)
  }
  for (const [id, style] of elsewhere) numberings.set(id, styled.get(style) ?? new Map())
  return { numberings, lists }
}

const longestText = 40
/** Word has nine levels; whatever a file says of a deeper one. */
const deepestLevel = 8
