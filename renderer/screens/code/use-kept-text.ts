import { useState } from 'react'
import type { SourceText } from '#shared/model/source.ts'
import { buildRows, type Row } from '../../transcript/rows.ts'
import { useRead } from '../../use-engine.ts'

/** A source opened for reading, with its rows. */
export interface ReadText extends SourceText {
  rows: readonly Row[]
}

/**
 * A source's text with its rows, the same objects for as long as the text is the same revision: a new title or
 * date does not draw the transcript again.
 */
export function useKeptText(source: string) {
  const { data, failure, loading } = useRead('sources.open', { source })
  const [kept, setKept] = useState<ReadText | null>(null)
  if (data && (kept?.revision !== data.revision || kept.title !== data.title)) {
    const isSame = kept?.revision === data.revision
    setKept({
      ...data,
      ...(isSame && kept
        ? { text: kept.text, rows: kept.rows, marks: kept.marks }
        : { rows: buildRows(data.text, data.parts) }),
    })
  }
  return { text: kept?.id === source ? kept : null, failure, loading }
}
