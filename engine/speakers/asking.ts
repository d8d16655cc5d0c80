import { asksIn } from '#shared/model/interviewer.ts'
import { all, type Db } from '../db/sql.ts'

/** Tells for a speaker of a source whether they ask the questions. */
export function asksInSource(db: Db, source: string): (speaker: string) => boolean {
  const said = all<{ name: string; interviewer: number }>(
    db,
    'SELECT name, interviewer FROM source_speakers WHERE source = ? AND interviewer IS NOT NULL',
    source,
  ).map(({ name, interviewer }) => [name, interviewer === 1] as const)
  let labels: string[] | undefined
  return asksIn(new Map(said), () => {
    labels ??= labelsOf(db, source)
    return labels
  })
}

const labelsOf = (db: Db, source: string): string[] =>
  all<{ speaker: string }>(
    db,
    `SELECT DISTINCT g.speaker FROM segments g JOIN revisions r ON r.id = g.revision
     WHERE r.source = ? AND g.speaker IS NOT NULL`,
    source,
  ).map(({ speaker }) => speaker)

/** The speakers of a source who ask the questions, in no order. */
export const interviewersIn = (db: Db, source: string, revision: string): string[] =>
  all<{ speaker: string }>(
    db,
    'SELECT DISTINCT speaker FROM segments WHERE revision = ? AND speaker IS NOT NULL',
    revision,
  )
    .map(({ speaker }) => speaker)
    .filter(asksInSource(db, source))
