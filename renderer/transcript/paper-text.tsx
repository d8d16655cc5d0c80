import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Mark } from '#shared/model/document.ts'
import { codeColourClass } from '../theme/palette.ts'
import { chunksOf } from './chunks.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { Highlighter } from './highlighter.ts'
import type { LookOf } from './painted.ts'
import styles from './paper-text.module.css'
import { RowList } from './row-list.tsx'
import { type Row, rowAt } from './rows.ts'

export interface PaperTextProps<T extends Coded> {
  text: string
  /** As of `Transcript`. */
  rows: readonly Row[]
  marks: readonly Mark[]
  codings: CodingSet<T>
  look: LookOf<T>
  /** Whose a coding is, where that is said; the same function while it is the same. */
  coderOf: ((coding: T) => string) | null
}

/** How wide running text stands on a usual page, in em: a wider table is drawn as lines. */
const paperRoom = 38

/**
 * A whole text as it stands on paper: every row is there, with all codings underlined, and named under the turn they
 * begin in. Nothing in it can be chosen.
 */
export function PaperText<T extends Coded>(props: PaperTextProps<T>) {
  const { text, rows, marks, codings, look, coderOf } = props
  const list = useRef<HTMLDivElement>(null)
  const chunks = useMemo(() => chunksOf(rows, text), [rows, text])
  const all = useMemo(() => ({ from: 0, to: chunks.length }), [chunks])
  const under = useMemo(() => {
    const begun = begunByRow(rows, codings)
    return ({ index }: Row) => {
      const own = begun.get(index)
      return own && <CodingsBegun codings={own} look={look} coderOf={coderOf} />
    }
  }, [rows, codings, look, coderOf])
  useLayoutEffect(() => {
    if (!list.current) return
    const painter = new Highlighter<T>()
    const every = { from: 0, to: rows.length }
    const drawn = { ...every, start: 0, end: text.length, chunks: all, near: every, opening: false }
    painter.paint(list.current, { rows, marks }, drawn, codings, look)
    return () => painter.dispose()
  }, [text, rows, marks, codings, look, all])
  return (
    <div ref={list} className={styles.text}>
      <RowList
        list={list}
        text={text}
        rows={rows}
        chunks={chunks}
        marks={marks}
        room={paperRoom}
        near={all}
        opening={false}
        wanted={null}
        whole
        under={under}
      />
    </div>
  )
}

/** Codings in the order of the text, by the last row of the turn that they begin in. */
export function begunByRow<T extends Coded>(rows: readonly Row[], codings: CodingSet<T>): Map<number, T[]> {
  const begun = new Map<number, T[]>()
  for (const coding of codings) {
    let last = rowAt(rows, coding.start)
    if (!last) continue
    for (let next = rows[last.index + 1]; next?.number === last.number; next = rows[next.index + 1])
      last = next
    const own = begun.get(last.index)
    if (own) own.push(coding)
    else begun.set(last.index, [coding])
  }
  return begun
}

/** Names codings, each beside a line as it is drawn under the words. */
function CodingsBegun<T extends Coded>({
  codings,
  look,
  coderOf,
}: Pick<PaperTextProps<T>, 'look' | 'coderOf'> & { codings: readonly T[] }) {
  return (
    <div className={styles.begun}>
      {codings.map(coding => {
        const { colour, label, line, polarity } = look(coding)
        return (
          <span key={coding.id} className={`${styles.coding} ${codeColourClass(colour)}`} data-line={line}>
            <bdi>{label}</bdi>
            {polarity && `, ${polarity}`}
            {coderOf && ` (${coderOf(coding)})`}
          </span>
        )
      })}
    </div>
  )
}
