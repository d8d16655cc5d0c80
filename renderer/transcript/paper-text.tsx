import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Mark } from '#shared/model/document.ts'
import { chunksOf } from './chunks.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import { Highlighter } from './highlighter.ts'
import type { LookOf } from './painted.ts'
import styles from './paper-text.module.css'
import { RowList } from './row-list.tsx'
import type { Row } from './rows.ts'

export interface PaperTextProps<T extends Coded> {
  text: string
  /** As of `Transcript`. */
  rows: readonly Row[]
  marks: readonly Mark[]
  codings: CodingSet<T>
  look: LookOf<T>
}

/** How wide running text stands on a usual page, in em: a wider table is drawn as lines. */
const paperRoom = 38

/** A whole text as it stands on paper: every row is there, with all codings underlined. Nothing in it can be chosen. */
export function PaperText<T extends Coded>({ text, rows, marks, codings, look }: PaperTextProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  const chunks = useMemo(() => chunksOf(rows, text), [rows, text])
  const all = useMemo(() => ({ from: 0, to: chunks.length }), [chunks])
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
      />
    </div>
  )
}
