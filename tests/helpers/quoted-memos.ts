import type { Client } from '#shared/contract/client.ts'
import type { Memo } from '#shared/model/memo.ts'

/** A block of a memo's text; a quotation is told from others by what it was made of. */
type Block = Record<string, unknown> & { type: string; made?: string }

/** A memo's text of these blocks. */
export const bodyOf = (...children: object[]): string => JSON.stringify({ root: { type: 'root', children } })

export const paragraph = (text: string): Block => ({
  type: 'paragraph',
  children: [{ type: 'text', text }],
})

/** The blocks of a memo as it reads now. */
export const blocksOf = ({ body }: Pick<Memo, 'body'>): Block[] =>
  (JSON.parse(body) as { root: { children: Block[] } }).root.children

/** A quotation of words as they stand in the source now, as a window makes one; it remembers the words. */
export async function quotationOf(client: Client, source: string, words: string): Promise<Block> {
  const { text, revision } = await client.sources.open({ source })
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`“${words}” is not there`)
  return { type: 'quotation', source, start, end: start + words.length, coding: null, revision, made: words }
}

/** Puts words in the place of others in the newest text of a source. */
export async function correct(client: Client, source: string, words: string, by: string): Promise<void> {
  const { text, revision } = await client.sources.open({ source })
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`“${words}” is not there`)
  await client.revisions.correct({
    source,
    revision,
    edits: [{ start, end: start + words.length, text: by }],
  })
}

/** What the quotations of a memo show: their words, or that nothing is left, and whether they say that the text was corrected. */
export async function shownIn(client: Client, memo: string): Promise<string[]> {
  const opened = await client.memos.open({ memo })
  return blocksOf(opened)
    .filter(({ type }) => type === 'quotation')
    .map(({ corrected }, n) => {
      const text = opened.quotations[n]?.text ?? ''
      return `${text === '' ? '(gone)' : text}${corrected === true ? ' (corrected)' : ''}`
    })
}

/** The quotations of all memos that show other words than they were made of, and do not say so. */
export async function misquotes(client: Client): Promise<string[]> {
  const wrong: string[] = []
  for (const { id } of await client.memos.list({})) {
    const opened = await client.memos.open({ memo: id })
    const quotations = blocksOf(opened).filter(({ type }) => type === 'quotation')
    for (const [n, { made, corrected }] of quotations.entries()) {
      const { text } = opened.quotations[n] ?? { text: '' }
      if (text !== '' && text !== made && corrected !== true) wrong.push(`“${text}” for “${made}”`)
    }
  }
  return wrong
}
