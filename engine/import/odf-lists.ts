import { type ItemSign, written } from './item-numbers.ts'
import { xmlPieces } from './xml-pieces.ts'

/** The parts of an OpenDocument file that say how its lists are numbered. */
export const listParts = /^(?:content|styles)\.xml$/

/** What stands before an item: the style of its list, its level and its place in the list, both from 0. */
export type OdfLists = (style: string, level: number, index: number) => ItemSign | null

interface Level {
  isBullet: boolean
  format: string
  before: string
  after: string
  start: number
  /** Its own number and those of so many levels, itself among them. */
  shown: number
}

const formats: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '': 'none',
}
/** OpenDocument has ten levels; texts around a number are short. */
const mostLevels = 10
const longestText = 40
const highestNumber = 32_767

/**
 * How the lists of an OpenDocument text are numbered, from the parts of its file that say so. Asked once for each
 * item, in the order of the text; null for a style that they do not know.
 */
export function odfListsOf(xml: string): OdfLists {
  const styles = readStyles(xml)
  const counts = new Map<string, number[]>()
  return (style, level, index) => {
    const levels = styles.get(style)
    const own = levels?.get(level)
    if (!levels || !own) return null
    const count = counts.get(style) ?? []
    counts.set(style, count)
    const number = own.start + index
    count[level] = number
    if (own.isBullet) return {}
    const numbers = []
    for (let at = Math.max(0, level + 1 - own.shown); at <= level; at++) {
      const { start = 1, format = 'decimal' } = levels.get(at) ?? {}
      numbers.push(written(count[at] ?? start, format))
    }
    const sign = `${own.before}${numbers.filter(Boolean).join('.')}${own.after}`.trim()
    return sign === `${number}.` ? { number } : { number, sign }
  }
}

function readStyles(xml: string): Map<string, Map<number, Level>> {
  const styles = new Map<string, Map<number, Level>>()
  let levels = new Map<number, Level>()
  for (const { kind, name, source } of xmlPieces(xml)) {
    if (kind !== 'open' && kind !== 'empty') continue
    if (name === 'text:list-style') {
      levels = new Map()
      styles.set(attribute(source, 'style:name'), levels)
    }
    if (!/^text:list-level-style-(?:number|bullet|image)$/.test(name)) continue
    const level = numberIn(source, 'text:level', 1)
    if (level > mostLevels) continue
    levels.set(level - 1, {
      isBullet: name !== 'text:list-level-style-number',
      format: formats[attribute(source, 'style:num-format')] ?? 'decimal',
      before: attribute(source, 'style:num-prefix').slice(0, longestText),
      after: attribute(source, 'style:num-suffix').slice(0, longestText),
      start: numberIn(source, 'text:start-value', 1),
      shown: numberIn(source, 'text:display-levels', 1),
    })
  }
  return styles
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

function numberIn(tag: string, name: string, otherwise: number): number {
  const number = Number.parseInt(attribute(tag, name), 10)
  return number >= 1 && number <= highestNumber ? number : otherwise
}
