import { letterStyles } from '#shared/model/document.ts'
import { countKey, readCount } from '#shared/model/live-number.ts'
import type { Memo, QuotedPassage } from '#shared/model/memo.ts'
import { type MemoNode, type Quotation, quotationsIn, readBody } from '../memos/body.ts'
import { markedRuns } from './marked-runs.ts'
import { plainLook, type StyledRun } from './styled-runs.ts'
import { dayOf } from './words.ts'

/** A stretch of text in one style. Line ends within it are `\n`. */
export interface MemoRun extends StyledRun {
  /** Where it leads: an address of the web or of mail; nothing else is followed. */
  address: string | null
  /** A footnote that stands here instead of words; numbered on from those before. */
  footnote?: { number: number; words: string }
}

export type MemoBlock =
  | { kind: 'heading'; level: number; runs: MemoRun[] }
  | { kind: 'paragraph'; runs: MemoRun[] }
  | { kind: 'quote'; runs: MemoRun[] }
  /** `level` from 0; `list` tells lists of one memo apart; `number` counts within the list, from 1. */
  | { kind: 'item'; ordered: boolean; level: number; list: number; number: number; runs: MemoRun[] }
  /** The first row is its head. A cell's paragraphs are parted by `\n`. */
  | { kind: 'table'; rows: MemoRun[][][] }
  | { kind: 'quotation'; runs: MemoRun[]; attribution: string; note: string }

/**
 * A memo's text as a flat list of blocks, for every format. A node that is not known gives its text. `styled` gives a
 * quotation's words in the looks of the original; footnotes are counted on from `footnotesBefore`.
 */
export function memoBlocks(
  memo: Memo,
  styled: (quoted: QuotedPassage) => StyledRun[],
  footnotesBefore = 0,
): MemoBlock[] {
  const numbers = new Map(memo.numbers.map(number => [countKey(number.count), number.said]))
  const words = new Map(memo.quotations.map(quoted => [placeOf(quoted), quoted]))
  let blocks: MemoBlock[] = []
  let lists = 0
  let footnotes = footnotesBefore
  const inlines: Inlines = { numbers, nextFootnote: () => ++footnotes }

  const block = (node: MemoNode): void => {
    switch (node.type) {
      case 'heading':
        return withRuns(node, runs => ({ kind: 'heading', level: levelOf(node['tag']), runs }))
      case 'quote':
        return withRuns(node, runs => ({ kind: 'quote', runs }))
      case 'list':
        return list(node, 0)
      case 'quotation':
        blocks.push(quotation(quotationsIn(node)[0], words.get(placeOf(node)), styled))
        return
      case 'table':
        blocks.push({ kind: 'table', rows: children(node).map(row => children(row).map(cellRuns)) })
        return
      case 'root':
        return children(node).forEach(block)
      default:
        return withRuns(node, runs => ({ kind: 'paragraph', runs }))
    }
  }

  /** The node's own line as a block, where it has words, and what stands in it as blocks of their own. */
  const withRuns = (node: MemoNode, made: (runs: MemoRun[]) => MemoBlock): void => {
    const runs = runsOf(node, inlines)
    if (runs.some(run => run.footnote || run.text.trim() !== '')) blocks.push(made(runs))
    blocksWithin(node).forEach(block)
  }

  /** What stands in a cell, as one line of runs. */
  const cellRuns = (cell: MemoNode): MemoRun[] => {
    const outside = blocks
    blocks = []
    children(cell).forEach(block)
    const inside = blocks
    blocks = outside
    return inside.flatMap((each, n) => [...(n > 0 ? [plainRun('\n')] : []), ...runsOfBlock(each)])
  }

  const list = (node: MemoNode, level: number): void => {
    const ordered = node['listType'] === 'number'
    const id = ++lists
    let number = typeof node['start'] === 'number' ? node['start'] : 1
    for (const item of children(node)) {
      const runs = runsOf(item, inlines)
      if (runs.length > 0) blocks.push({ kind: 'item', ordered, level, list: id, number: number++, runs })
      for (const within of blocksWithin(item)) {
        if (within.type === 'list') list(within, level + 1)
        else block(within)
      }
    }
  }

  block(readBody(memo.body))
  return blocks.map(raised(blocks))
}

/** Headings begin at level 1 whichever the memo begins with, so that none is skipped under its title. */
function raised(blocks: readonly MemoBlock[]): (block: MemoBlock) => MemoBlock {
  const highest = Math.min(3, ...blocks.map(block => (block.kind === 'heading' ? block.level : 3)))
  return block => (block.kind === 'heading' ? { ...block, level: block.level - highest + 1 } : block)
}

/** The footnotes of a memo, in order. */
export const footnotesIn = (blocks: readonly MemoBlock[]): { number: number; words: string }[] =>
  blocks
    .flatMap(block => (block.kind === 'table' ? block.rows.flat(2) : block.runs))
    .flatMap(({ footnote }) => footnote ?? [])

const plainRun = (text: string): MemoRun => ({ text, ...plainLook, address: null })

/** A block that stands in a cell of a table, as runs; a quotation, which has no block of its own there, between quotation marks. */
function runsOfBlock(block: MemoBlock): MemoRun[] {
  switch (block.kind) {
    case 'item':
      return [plainRun(block.ordered ? `${block.number}. ` : '• '), ...block.runs]
    case 'quotation':
      return [
        ...(block.runs.length === 0 ? [] : [plainRun('“'), ...block.runs, plainRun('” ')]),
        plainRun([block.attribution, block.note].filter(part => part !== '').join(' ')),
      ]
    case 'table':
      return block.rows.flat(2)
    default:
      return block.runs
  }
}

const children = (node: MemoNode): MemoNode[] => node.children ?? []

const blockTypes = new Set(['paragraph', 'heading', 'quote', 'list', 'listitem', 'quotation', 'table'])
const isBlock = (node: MemoNode): boolean => blockTypes.has(node.type)

/** Blocks inside a node, not looking into blocks themselves. */
const blocksWithin = (node: MemoNode): MemoNode[] =>
  children(node).flatMap(child => (isBlock(child) ? [child] : blocksWithin(child)))

/** The node's own words, blocks within it left out, live numbers as they stand; neighbouring runs of one style are one. */
interface Inlines {
  /** What live numbers say, by what they count. */
  numbers: ReadonlyMap<string, string>
  nextFootnote(): number
}

function runsOf(node: MemoNode, { numbers, nextFootnote }: Inlines): MemoRun[] {
  const runs: MemoRun[] = []
  const add = (text: string, format: number, address: string | null) => {
    const run = {
      text,
      bold: (format & 1) !== 0,
      italic: (format & 2) !== 0,
      strikethrough: (format & 4) !== 0,
      underline: (format & 8) !== 0,
      subscript: (format & 32) !== 0,
      superscript: (format & 64) !== 0,
      address,
    }
    const last = runs.at(-1)
    if (last && !last.footnote && (text === '\n' || sameStyle(last, run))) last.text += text
    else if (text !== '') runs.push(run)
  }
  const walk = (at: MemoNode, address: string | null): void => {
    if (at !== node && isBlock(at)) return
    if (at.type === 'linebreak') return add('\n', 0, address)
    if (at.type === 'footnote') {
      const words = typeof at['words'] === 'string' ? at['words'] : ''
      runs.push({
        ...plainRun(''),
        footnote: { number: nextFootnote(), words },
      })
      return
    }
    if (at.type === 'live-number') {
      const count = readCount(at)
      return add((count && numbers.get(countKey(count))) ?? '', 0, address)
    }
    if (typeof at.text === 'string')
      add(at.text, typeof at['format'] === 'number' ? at['format'] : 0, address)
    const leads = at.type === 'link' || at.type === 'autolink' ? followable(at['url']) : address
    for (const child of children(at)) walk(child, leads)
  }
  walk(node, null)
  return runs
}

const sameStyle = (a: MemoRun, b: MemoRun): boolean =>
  letterStyles.every(style => a[style] === b[style]) && a.address === b.address

/** An address a reader may be sent to: http, https or mailto. */
function followable(url: unknown): string | null {
  if (typeof url !== 'string' || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null
}

const levelOf = (tag: unknown): 1 | 2 | 3 => (tag === 'h1' ? 1 : tag === 'h2' ? 2 : 3)

const placeOf = (place: QuotedPassage | MemoNode): string => {
  const { source, start, end, coding } = place as Record<string, unknown>
  return JSON.stringify([source, start, end, coding ?? null])
}

/** What is said of a quotation whose source was corrected since. */
export const correctedNote = 'The text of its source has been corrected since it was quoted.'

/** What is said in place of a quotation whose words are no longer in the study. */
export const goneNote = (quoted: QuotedPassage | undefined): string =>
  quoted?.sourceRemoved === undefined
    ? 'The quoted passage is no longer in the study.'
    : `The source was removed on ${dayOf(new Date(quoted.sourceRemoved))}, and its words with it.`

/** What is said of a quotation whose coding is other than it was. */
export const standingNotes: Record<QuotedPassage['standing'], string> = {
  present: '',
  uncoded: '',
  changed: 'The coding it was taken from has changed since.',
  removed: 'The coding it was taken from is no longer there.',
}

function quotation(
  asked: Quotation | undefined,
  quoted: QuotedPassage | undefined,
  styled: (quoted: QuotedPassage) => StyledRun[],
): MemoBlock {
  if (!quoted || quoted.text === '') {
    const attribution = quoted?.attribution ?? ''
    return { kind: 'quotation', runs: [], attribution, note: goneNote(quoted) }
  }
  const { attribution, standing } = quoted
  const runs = markedRuns(quoted.text, styled(quoted), asked?.marks ?? []).map(run => ({
    ...run,
    address: null,
  }))
  const note = [standingNotes[standing], quoted.recoded ?? '', asked?.corrected ? correctedNote : '']
    .filter(part => part !== '')
    .join(' ')
  return { kind: 'quotation', runs, attribution, note }
}
