import { countKey, readCount } from '#shared/model/live-number.ts'
import type { Memo, QuotedPassage } from '#shared/model/memo.ts'
import { type MemoNode, type Quotation, quotationsIn, readBody } from '../memos/body.ts'
import { markedRuns } from './marked-runs.ts'
import type { StyledRun } from './styled-runs.ts'

/** A stretch of text in one style. Line ends within it are `\n`. */
export interface MemoRun {
  text: string
  bold: boolean
  italic: boolean
  underline: boolean
  /** Where it leads: an address of the web or of mail; nothing else is followed. */
  address: string | null
}

export type MemoBlock =
  | { kind: 'heading'; level: number; runs: MemoRun[] }
  | { kind: 'paragraph'; runs: MemoRun[] }
  | { kind: 'quote'; runs: MemoRun[] }
  /** `level` from 0; `list` tells lists of one memo apart; `number` counts within the list, from 1. */
  | { kind: 'item'; ordered: boolean; level: number; list: number; number: number; runs: MemoRun[] }
  | { kind: 'quotation'; runs: MemoRun[]; attribution: string; note: string }

/**
 * A memo's text as a flat list of blocks, for every format. A node that is not known gives its text. `styled` gives a
 * quotation's words in the looks of the original.
 */
export function memoBlocks(memo: Memo, styled: (quoted: QuotedPassage) => StyledRun[]): MemoBlock[] {
  const numbers = new Map(memo.numbers.map(number => [countKey(number.count), number.said]))
  const words = new Map(memo.quotations.map(quoted => [placeOf(quoted), quoted]))
  const blocks: MemoBlock[] = []
  let lists = 0

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
      case 'root':
        return children(node).forEach(block)
      default:
        return withRuns(node, runs => ({ kind: 'paragraph', runs }))
    }
  }

  /** The node's own line as a block, where it has words, and what stands in it as blocks of their own. */
  const withRuns = (node: MemoNode, made: (runs: MemoRun[]) => MemoBlock): void => {
    const runs = runsOf(node, numbers)
    if (runs.some(run => run.text.trim() !== '')) blocks.push(made(runs))
    blocksWithin(node).forEach(block)
  }

  const list = (node: MemoNode, level: number): void => {
    const ordered = node['listType'] === 'number'
    const id = ++lists
    let number = typeof node['start'] === 'number' ? node['start'] : 1
    for (const item of children(node)) {
      const runs = runsOf(item, numbers)
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

const children = (node: MemoNode): MemoNode[] => node.children ?? []

const blockTypes = new Set(['paragraph', 'heading', 'quote', 'list', 'listitem', 'quotation'])
const isBlock = (node: MemoNode): boolean => blockTypes.has(node.type)

/** Blocks inside a node, not looking into blocks themselves. */
const blocksWithin = (node: MemoNode): MemoNode[] =>
  children(node).flatMap(child => (isBlock(child) ? [child] : blocksWithin(child)))

/** The node's own words, blocks within it left out, live numbers as they stand; neighbouring runs of one style are one. */
function runsOf(node: MemoNode, numbers: ReadonlyMap<string, string>): MemoRun[] {
  const runs: MemoRun[] = []
  const add = (text: string, format: number, address: string | null) => {
    const run = {
      text,
      bold: (format & 1) !== 0,
      italic: (format & 2) !== 0,
      underline: (format & 8) !== 0,
      address,
    }
    const last = runs.at(-1)
    if (last && (text === '\n' || sameStyle(last, run))) last.text += text
    else if (text !== '') runs.push(run)
  }
  const walk = (at: MemoNode, address: string | null): void => {
    if (at !== node && isBlock(at)) return
    if (at.type === 'linebreak') return add('\n', 0, address)
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
  a.bold === b.bold && a.italic === b.italic && a.underline === b.underline && a.address === b.address

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
    return { kind: 'quotation', runs: [], attribution, note: 'The quoted passage is no longer in the study.' }
  }
  const { attribution, standing } = quoted
  const runs = markedRuns(quoted.text, styled(quoted), asked?.marks ?? []).map(run => ({
    ...run,
    address: null,
  }))
  const note = [standingNotes[standing], asked?.corrected ? correctedNote : '']
    .filter(part => part !== '')
    .join(' ')
  return { kind: 'quotation', runs, attribution, note }
}
