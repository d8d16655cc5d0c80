import type { ReactNode } from 'react'
import type { Span } from '#shared/text/span.ts'
import { coderAccentClass } from '../../theme/palette.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './marked-text.module.css'

interface MarkedTextProps {
  /** The words of `start..start + text.length`. */
  text: string
  start: number
  /** What each coder marked, united, in the source's offsets. */
  a: readonly Span[]
  b: readonly Span[]
  /** The coders' accents; without them the lines are drawn in ink. */
  accents?: readonly [number, number] | undefined
}

/** Words with both coders' marks: the first underlined solid, the second dashed below it, shared words washed. */
export function MarkedText({ text, start, a, b, accents }: MarkedTextProps) {
  return piecesOf(text.length, start, a, b).map(piece => (
    <MarkedPiece key={piece.from} a={piece.a} b={piece.b} accents={accents}>
      {text.slice(piece.from, piece.to)}
    </MarkedPiece>
  ))
}

interface MarkedPieceProps {
  a: boolean
  b: boolean
  accents?: readonly [number, number] | undefined
  children: ReactNode
}

/** Words with the mark of one coder, of both, or none. */
export function MarkedPiece({ a, b, accents, children }: MarkedPieceProps) {
  if (!a && !b) return children
  const inner = b ? (
    <span className={classNames(styles.b, accents && coderAccentClass(accents[1]))}>{children}</span>
  ) : (
    children
  )
  return (
    <span className={a && b ? styles.both : styles.one} data-marked={a && b ? 'both' : a ? 'a' : 'b'}>
      {a ? (
        <span className={classNames(styles.a, accents && coderAccentClass(accents[0]))}>{inner}</span>
      ) : (
        inner
      )}
    </span>
  )
}

interface Piece {
  from: number
  to: number
  a: boolean
  b: boolean
}

/** The words cut wherever a mark begins or ends; `from` and `to` count from the first word. */
export function piecesOf(length: number, start: number, a: readonly Span[], b: readonly Span[]): Piece[] {
  const cuts = new Set([0, length])
  for (const span of [...a, ...b]) {
    for (const at of [span.start - start, span.end - start]) if (at > 0 && at < length) cuts.add(at)
  }
  const sorted = [...cuts].sort((x, y) => x - y)
  const under = (spans: readonly Span[], at: number) =>
    spans.some(span => span.start - start <= at && at < span.end - start)
  return sorted.slice(0, -1).flatMap((from, index) => {
    const to = sorted[index + 1]
    return to === undefined ? [] : [{ from, to, a: under(a, from), b: under(b, from) }]
  })
}
