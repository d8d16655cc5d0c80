import type { Span } from '#shared/text/span.ts'
import { type Db, first, value } from '../db/sql.ts'
import type { Change } from './changes.ts'

/** Where a ruling stands: no words of a transcript. */
export interface RulingPlace {
  /** The title of its source; empty where that is gone. */
  source: string
  kind: string
  /** From where to where what it was given on reaches in the text; null where that was not kept. */
  at: Span | null
}

/** Where each ruling of an entry stands, by its id, as the entry says it or else the study. */
export function rulingPlaces(db: Db, entry: string): Map<string, RulingPlace> {
  const changes = JSON.parse(
    value<string>(db, 'SELECT changes FROM operations WHERE id = ?', entry),
  ) as Change[]
  const readings = new Map(
    changes.flatMap(({ table, after }) =>
      table === 'ruled_readings' && after ? [[String(after.ruling), String(after.readings)] as const] : [],
    ),
  )
  return new Map(
    changes.flatMap(({ table, id, after }) => {
      if (table !== 'rulings' || after === null) return []
      const kept = first<{ source: string; kind: string; readings: string | null }>(
        db,
        `SELECT g.source, g.kind, r.readings FROM rulings g LEFT JOIN ruled_readings r ON r.ruling = g.id WHERE g.id = ?`,
        id,
      )
      const source = first<{ title: string }>(
        db,
        'SELECT title FROM sources WHERE id = ?',
        after.source ?? kept?.source ?? '',
      )
      const read = readings.get(id) ?? kept?.readings ?? null
      return [
        [
          id,
          {
            source: source?.title ?? '',
            kind: String(after.kind ?? kept?.kind ?? ''),
            at: read === null ? null : reachOf(read),
          },
        ] as const,
      ]
    }),
  )
}

/** From where to where readings reach, as they are kept with a ruling. */
function reachOf(readings: string): Span | null {
  const read = JSON.parse(readings) as [id: string, revision: string, start: number, end: number][]
  if (read.length === 0) return null
  return {
    start: Math.min(...read.map(([, , start]) => start)),
    end: Math.max(...read.map(([, , , end]) => end)),
  }
}
