/** What travels when a passage is dragged out of a transcript: its span, as JSON. */
export const passageDragType = 'application/x-tandem-passage'

/** What travels when codes are dragged onto a transcript: their ids, a line each. */
export const codeDragType = 'application/x-tandem-code'

/** The ids of the codes that were dragged, in their order. */
export const draggedCodes = (data: string): string[] => data.split('\n').filter(Boolean)
