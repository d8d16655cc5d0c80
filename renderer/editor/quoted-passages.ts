import { createContext } from 'react'
import type { QuotedPassage } from '#shared/model/memo.ts'
import type { QuotationPlace } from './quotation-place.ts'

/** The words that came with the memo, by place; a quotation added since asks for its own. */
export const QuotedPassages = createContext<ReadonlyMap<string, QuotedPassage>>(new Map())

/** One key per place. */
export const quotedKey = ({ source, start, end, coding, revision }: QuotationPlace): string =>
  `${source} ${revision} ${start} ${end} ${coding}`
