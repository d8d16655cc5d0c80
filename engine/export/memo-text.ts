import type { Memo } from '#shared/model/memo.ts'
import { footnotesIn, type MemoBlock, memoBlocks } from './memo-blocks.ts'
import { plainLook } from './styled-runs.ts'

/** A memo as plain text: a paragraph each, quotations in full with their attribution, numbers as they stand, notes last. */
export function textInWords(memo: Memo): string {
  const blocks = memoBlocks(memo, ({ text }) => [{ text, ...plainLook }])
  return [...blocks.map(words), ...footnotesIn(blocks).map(note => `[${note.number}] ${note.words}`)].join(
    '\n\n',
  )
}

function words(block: MemoBlock): string {
  if (block.kind === 'table')
    return block.rows.map(row => row.map(cell => cell.map(runText).join('')).join('\t')).join('\n')
  const said = block.runs.map(runText).join('')
  if (block.kind === 'quotation')
    return [said === '' ? '' : `“${said}”`, block.attribution, block.note]
      .filter(part => part !== '')
      .join(' ')
  return block.kind === 'item' ? `${block.ordered ? `${block.number}.` : '•'} ${said}` : said
}

const runText = ({ text, footnote }: { text: string; footnote?: { number: number } }): string =>
  footnote ? `[${footnote.number}]` : text
