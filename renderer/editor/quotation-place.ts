import type { QuoteMark } from '#shared/text/quote-marks.ts'

/** Where the words of a quotation stand: ids and offsets into a text of a source, no words. */
export interface QuotationPlace {
  source: string
  start: number
  end: number
  /** The coding it was taken from, or null. */
  coding: string | null
  /** The text of the source, by its revision; null in a memo that was written before quotations said so. */
  revision: string | null
}

/** A quotation in a memo: its place, the edits on it, and whether its text was corrected since it was quoted. */
export interface EditedQuotation extends QuotationPlace {
  marks: QuoteMark[]
  corrected: boolean
}

/** What travels when a passage is dragged into a memo: its place, as JSON. */
export const quotationDragType = 'application/x-tandem-quotation'

/** Reads a place from JSON that came from elsewhere; null where it is none. */
export function readPlace(json: string): QuotationPlace | null {
  try {
    const place = placeOf(JSON.parse(json))
    return place && place.start < place.end ? place : null
  } catch {
    return null
  }
}

/** The place an unknown value holds; null where it holds none. */
function placeOf(value: unknown): QuotationPlace | null {
  if (typeof value !== 'object' || value === null) return null
  const { source, start, end, coding, revision } = value as Record<string, unknown>
  if (typeof source !== 'string' || typeof start !== 'number' || typeof end !== 'number') return null
  // A quotation of whose words a correction left nothing has no extent; it says so where it is shown.
  if (start > end) return null
  return { source, start, end, coding: idOf(coding), revision: idOf(revision) }
}

const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The quotation an unknown value holds, with its edits; null where it holds none. */
export function quotationOf(value: unknown): EditedQuotation | null {
  const place = placeOf(value)
  if (!place) return null
  const { marks, corrected } = value as Record<string, unknown>
  return {
    ...place,
    marks: Array.isArray(marks) ? marks.filter(isMark) : [],
    corrected: corrected === true,
  }
}

function isMark(value: unknown): value is QuoteMark {
  if (typeof value !== 'object' || value === null) return false
  const { start, end, text } = value as Record<string, unknown>
  return typeof start === 'number' && typeof end === 'number' && typeof text === 'string'
}
