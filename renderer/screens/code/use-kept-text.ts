import { useState } from 'react'
import type { SourceText } from '#shared/model/source.ts'
import { buildRows, type Row } from '../../transcript/rows.ts'
import { useRead } from '../../use-engine.ts'

/** A source opened for reading, with its rows. */
export interface ReadText extends SourceText {
  rows: readonly Row[]
}

/**
 * A source's text with its rows, the same objects for as long as the text is the same revision, cut and spoken by the
 * same people: a new title or date does not draw the transcript again.
 */
export function useKeptText(source: string) {
  const { data, failure, loading } = useRead('sources.open', { source })
  const [kept, setKept] = useState<ReadText | null>(null)
  const isSame = data !== undefined && kept !== null && drawnFrom(kept) === drawnFrom(data)
  if (data && !(isSame && kept?.title === data.title)) {
    setKept({
      ...data,
      ...(isSame && kept
        ? { text: kept.text, rows: kept.rows, marks: kept.marks }
        : { rows: buildRows(data.text, data.parts, data.interviewers) }),
    })
  }
  return { text: kept?.id === source ? kept : null, failure, loading }
}

/** What the rows follow from. */
const drawnFrom = ({ revision, structure, interviewers }: SourceText): string =>
  JSON.stringify([revision, structure, interviewers])
