/** What travels when a passage is dragged out of a transcript: its span, as JSON. */
export const passageDragType = 'application/x-tandem-passage'

/** What travels when a code is dragged onto a transcript: the code's id. */
export const codeDragType = 'application/x-tandem-code'
