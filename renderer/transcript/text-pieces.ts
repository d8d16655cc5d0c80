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
