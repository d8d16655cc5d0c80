import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import { mostMarks, type QuoteMark } from '#shared/text/quote-marks.ts'
import { countWords } from '#shared/text/words.ts'

/** A memo's text as Lexical keeps it: a tree of nodes; what is not known here is left as it is. */
export interface MemoNode {
  type: string
  text?: string | undefined
  children?: MemoNode[] | undefined
  [field: string]: unknown
}

/** Where in the study a quotation's words stand: ids and offsets, no words. */
export interface QuotedPlace {
  source: string
  start: number
  end: number
  coding: string | null
}

/** A quotation in a memo. */
export interface Quotation extends QuotedPlace {
  /** The text of the source, by its revision, that `start` and `end` are places of. Null: kept before quotations said so. */
  revision: string | null
  /** Edits on the quotation, never on the source. */
  marks: QuoteMark[]
  /** Whether its words were corrected in the source since it was quoted and nobody has looked. */
  corrected: boolean
}

const deepest = 60
const node: z.ZodType<MemoNode> = z.looseObject({
  type: z.string().max(100),
  text: z.string().optional(),
  get children() {
    return z.array(node).optional()
  },
})
const state = z.object({ root: node })
const quotation = z.object({
  source: z.uuid(),
  start: z.int().min(0),
  end: z.int().min(1),
  coding: z.uuid().nullable().default(null),
  revision: z.uuid().nullable().default(null).catch(null),
  marks: z
    .array(z.object({ start: z.int().min(0), end: z.int().min(0), text: z.string().max(500) }))
    .default([]),
  corrected: z.boolean().default(false),
})

/** An empty memo. */
export const emptyBody = JSON.stringify({
  root: {
    type: 'root',
    version: 1,
    direction: null,
    format: '',
    indent: 0,
    children: [
      {
        type: 'paragraph',
        version: 1,
        direction: null,
        format: '',
        indent: 0,
        textFormat: 0,
        textStyle: '',
        children: [],
      },
    ],
  },
})

/** A memo that begins with headings to write under. */
export function bodyUnder(headings: readonly string[]): string {
  if (headings.length === 0) return emptyBody
  const { root } = JSON.parse(emptyBody) as { root: { children: object[] } }
  const [paragraph] = root.children
  root.children = headings.flatMap(words => [
    {
      type: 'heading',
      version: 1,
      direction: null,
      format: '',
      indent: 0,
      textFormat: 0,
      textStyle: '',
      tag: 'h2',
      children: [{ type: 'text', version: 1, detail: 0, format: 0, mode: 'normal', style: '', text: words }],
    },
    ...(paragraph ? [paragraph] : []),
  ])
  return JSON.stringify({ root })
}

/** The root of a memo's text. Refuses what is no memo, and one nested absurdly deep. */
export function readBody(body: string): MemoNode {
  let raw: unknown
  try {
    raw = JSON.parse(body)
  } catch {
    throw notAMemo()
  }
  if (depthOf(raw) > deepest) throw notAMemo()
  const parsed = state.safeParse(raw)
  if (!parsed.success) throw notAMemo()
  return parsed.data.root
}

/** The root of a text that is to be kept. Refuses besides a quotation with more edits than one may have. */
export function writtenBody(body: string): MemoNode {
  const root = readBody(body)
  if (quotationsIn(root).every(({ marks }) => marks.length <= mostMarks)) return root
  throw new TandemError(
    'bad-input',
    `A quotation has more than ${mostMarks} edits; nothing was saved.`,
    'Take some of them back, or quote a shorter passage.',
  )
}

/** Every quotation in a memo, in order. */
export function quotationsIn(root: MemoNode): Quotation[] {
  const found: Quotation[] = []
  walk(root, current => {
    if (current.type !== 'quotation') return
    const parsed = quotation.safeParse(current)
    if (parsed.success) found.push(parsed.data)
  })
  return found
}

/** A memo with its quotations changed as `place` says; null as a place leaves one, null as the answer all. */
export function requoted(
  root: MemoNode,
  place: (quotation: Quotation) => Partial<Omit<Quotation, 'source' | 'coding'>> | null,
): MemoNode | null {
  let moved = false
  const again = (current: MemoNode): MemoNode => {
    const quoting = current.type === 'quotation' ? quotation.safeParse(current) : undefined
    const to = quoting?.success ? place(quoting.data) : null
    if (to) moved = true
    return {
      ...current,
      ...to,
      ...(current.children ? { children: current.children.map(again) } : {}),
    }
  }
  const all = again(root)
  return moved ? all : null
}

/** Words a person wrote in a memo: quotations, which are the participants’, are not counted. */
export function wordsIn(root: MemoNode): number {
  const texts: string[] = []
  walk(root, current => {
    if (typeof current.text === 'string') texts.push(current.text)
  })
  return countWords(texts.join(' '))
}

/** Visits a node and all within it, in order. */
export function walk(at: MemoNode, visit: (node: MemoNode) => void): void {
  visit(at)
  for (const child of at.children ?? []) walk(child, visit)
}

function depthOf(raw: unknown): number {
  let depth = 0
  let level: unknown[] = [raw]
  while (level.length > 0 && depth <= deepest + 1) {
    depth++
    level = level.flatMap(thing => (thing && typeof thing === 'object' ? Object.values(thing) : []))
  }
  return depth / 2
}

const notAMemo = (): TandemError =>
  new TandemError(
    'bad-input',
    'That is not the text of a memo; nothing was saved over it.',
    'Open the memo again.',
  )
