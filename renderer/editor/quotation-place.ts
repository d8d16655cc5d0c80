/** Where the words of a quotation stand: ids and offsets into a source, no words. */
export interface QuotationPlace {
  source: string
  start: number
  end: number
  /** The coding it was taken from, or null. */
  coding: string | null
}

/** What travels when a passage is dragged into a memo: its place, as JSON. */
export const quotationDragType = 'application/x-tandem-quotation'

/** Reads a place from JSON that came from elsewhere; null where it is none. */
export function readPlace(json: string): QuotationPlace | null {
  try {
    return placeOf(JSON.parse(json))
  } catch {
    return null
  }
}

/** The place an unknown value holds; null where it holds none. */
export function placeOf(value: unknown): QuotationPlace | null {
  if (typeof value !== 'object' || value === null) return null
  const { source, start, end, coding } = value as Record<string, unknown>
  if (typeof source !== 'string' || typeof start !== 'number' || typeof end !== 'number' || start >= end) {
    return null
  }
  return { source, start, end, coding: typeof coding === 'string' ? coding : null }
}
