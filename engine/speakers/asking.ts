import { asksIn } from '#shared/model/interviewer.ts'
import { all, type Db } from '../db/sql.ts'

/** Tells for a speaker of a source whether they ask the questions. */
export const asksInSource = (db: Db, source: string): ((speaker: string) => boolean) =>
  asksIn(
    new Map(
      all<{ name: string; interviewer: number }>(
        db,
        'SELECT name, interviewer FROM source_speakers WHERE source = ? AND interviewer IS NOT NULL',
        source,
      ).map(({ name, interviewer }) => [name, interviewer === 1]),
    ),
  )

/** The speakers of a source who ask the questions, in no order. */
export const interviewersIn = (db: Db, source: string, revision: string): string[] =>
  all<{ speaker: string }>(
    db,
    'SELECT DISTINCT speaker FROM segments WHERE revision = ? AND speaker IS NOT NULL',
    revision,
  )
    .map(({ speaker }) => speaker)
    .filter(asksInSource(db, source))
