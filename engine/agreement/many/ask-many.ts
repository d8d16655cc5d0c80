import type { agreement } from '#shared/contract/agreement.ts'
import type { InputOf } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'
import type { ManyCodersReport } from '#shared/model/many-coders.ts'
import { inTreeOrder } from '../../codebook/queries.ts'
import { comparedCode } from '../../codebook/standing.ts'
import { all, type Db } from '../../db/sql.ts'
import { contentText } from '../../sources/contents.ts'
import { segmentsOf, sourceById } from '../../sources/queries.ts'
import { interviewersIn } from '../../speakers/asking.ts'
import { comparableCoders } from '../comparable-coders.ts'
import { withAncestors } from '../listed-codes.ts'
import { inSlices, letOthers } from '../slices.ts'
import type { CountedCoding } from '../tally.ts'
import { computeMany } from './compute-many.ts'
import { inWords } from './explain-many.ts'
import type { ManySource } from './tally-many.ts'

/** How many draws the intervals take: as between two coders. */
const replicates = 2000

type Asked = InputOf<(typeof agreement)['among']>

/** Compares members outside rounds. Refuses as `between` does, and where no source was read by two of them. */
export async function agreementAmong(db: Db, asked: Asked): Promise<ManyCodersReport> {
  const coders = comparableCoders(db, asked.coders)
  const { sources, unread } = readSources(db, asked)
  const used = new Set(sources.flatMap(source => source.codings.flatMap(own => own?.map(c => c.code) ?? [])))
  const parents = new Map(inTreeOrder(db).map(code => [code.id, code.parent]))
  const steps = computeMany({
    coders: coders.map(coder => coder.initials),
    unit: asked.unit,
    codes: asked.codes ? [...new Set(asked.codes)] : withAncestors(used, parents),
    sources,
    skipAroundMail: !asked.withQuoted,
    resampling: { replicates, seed: asked.seed },
  })
  return { ...(await inSlices(steps, letOthers)), unread }
}

/** What is read of a study to compare several coders. */
type Read = Pick<Asked, 'coders' | 'sources' | 'withInterviewer'>

/**
 * The sources that at least two of the coders have read, of those asked for, with what each coded; and those fewer have
 * read. A coder has read a source where they have a coding of their own in it, or were a coder of a submitted round that
 * holds it. Throws `not-found` where there is none.
 */
export function readSources(
  db: Db,
  { coders, sources, withInterviewer }: Read,
): { sources: ManySource[]; unread: string[] } {
  const list = JSON.stringify(coders)
  const readers = Map.groupBy(
    all<{ source: string; coder: string }>(
      db,
      `SELECT source, coder FROM codings
       WHERE layer = 'independent' AND coder IN (SELECT value FROM json_each($list))
       UNION SELECT s.source, c.coder FROM rounds r JOIN round_sources s ON s.round = r.id
       JOIN round_coders c ON c.round = r.id
       WHERE r.state <> 'open' AND c.coder IN (SELECT value FROM json_each($list))`,
      { list },
    ),
    row => row.source,
  )
  const named = sources && [...new Set(sources)]
  const among =
    named ??
    all<{ id: string }>(db, 'SELECT id FROM sources ORDER BY created_at, id').map(source => source.id)
  const isRead = (source: string) => (readers.get(source)?.length ?? 0) >= 2
  const read = among.map(id => sourceById(db, id)).filter(source => isRead(source.id))
  if (read.length === 0) {
    const names = comparableCoders(db, coders).map(coder => coder.initials)
    throw new TandemError(
      'not-found',
      names.length === 2
        ? `${named ? 'None of the sources named' : 'No source'} was read by both ${inWords(names)}.`
        : `${named ? 'None of the sources named' : 'No source'} was read by two of ${inWords(names)}.`,
      'A source is read by who coded something in it, or was a coder of a submitted round on it.',
    )
  }
  const codings = Map.groupBy(
    all<CountedCoding & { source: string; coder: string }>(
      db,
      `SELECT source, coder, start, "end", ${comparedCode('c')} AS code FROM codings c
       WHERE layer = 'independent' AND coder IN (SELECT value FROM json_each(?))`,
      list,
    ),
    coding => `${coding.source} ${coding.coder}`,
  )
  return {
    sources: read.map(({ id, text, revision, characters }) => {
      const readBy = new Set(readers.get(id)?.map(row => row.coder))
      return {
        id,
        length: characters,
        text: () => contentText(db, text),
        segments: () => segmentsOf(db, revision),
        leftOut: withInterviewer ? [] : interviewersIn(db, id, revision),
        codings: coders.map(coder => (readBy.has(coder) ? (codings.get(`${id} ${coder}`) ?? []) : null)),
      }
    }),
    unread: named ? among.filter(id => !isRead(id)) : [],
  }
}
