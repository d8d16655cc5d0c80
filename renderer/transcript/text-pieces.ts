/** About how long a piece is, in code units: three or four lines. */
const usual = 250

/**
 * A long run of text in pieces, each a text node of its own: what the browser does to paint a line grows with how many
 * codings its text node has. Cut only after a space, so no word, letter or ligature is; what has none stays whole.
 */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let from = 0
  while (text.length - from > usual * 1.5) {
    const to = text.indexOf(' ', from + usual) + 1
    if (to === 0) break
    pieces.push(text.slice(from, to))
    from = to
  }
  pieces.push(text.slice(from))
  return pieces
}

/**
 * Cuts an element's one text node into its pieces. In the page alone: a piece that React knew of would take more memory
 * than its words, and React writes the whole text anew where it is another. What is cut already stays as it is.
 */
export function cutIntoPieces(element: Element): void {
  let { firstChild: node } = element
  if (!(node instanceof Text) || node.nextSibling) return
  for (const piece of piecesOf(node.data).slice(0, -1)) node = (node as Text).splitText(piece.length)
}
