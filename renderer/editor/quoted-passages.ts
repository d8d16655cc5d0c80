import { createCommand, type LexicalCommand, type NodeKey } from 'lexical'
import { createContext, useContext } from 'react'
import type { QuotedPassage } from '#shared/model/memo.ts'
import { useRead } from '../use-engine.ts'
import type { QuotationPlace } from './quotation-place.ts'

/** The words that came with the memo, by place; a quotation added since asks for its own. */
export const QuotedPassages = createContext<ReadonlyMap<string, QuotedPassage>>(new Map())

/** One key per place. */
export const quotedKey = ({ source, start, end, coding, revision }: QuotationPlace): string =>
  `${source} ${revision} ${start} ${end} ${coding}`

/** Opens a quotation, so that words of it can be left out or put in. */
export const EDIT_QUOTATION: LexicalCommand<NodeKey> = createCommand('EDIT_QUOTATION')

/** The words at a place and whose they are, once they are known, or why they are not to be had. */
export function useQuoted({ source, start, end, coding, revision }: QuotationPlace) {
  const place = { source, start, end, coding, revision }
  const known = useContext(QuotedPassages).get(quotedKey(place))
  const { data, failure } = useRead('memos.quote', known || source === '' ? null : place)
  return { quoted: known ?? data, failure }
}
