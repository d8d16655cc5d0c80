import { createHash } from 'node:crypto'
import type { Unit } from '#shared/model/agreement.ts'
import { comparedCode } from '../../codebook/standing.ts'
import { all, type Db } from '../../db/sql.ts'
import { pairOf } from '../../disagreements/in-round.ts'
import type { KeptRound } from '../../rounds/queries.ts'
import { interviewersIn } from '../../speakers/asking.ts'

/** A source as it was compared: digests that tell what of it is other than it was. */
export interface SourceThen {
  id: string
  text: string
  codings: string
  /** Of its segments, and of who asks the questions where they were left out; empty where neither bears on the figures. */
  aside: string
}

/** A code as it stood. */
export interface CodeThen {
  id: string
  parent: string | null
  name: string
}

/** Everything that the figures of a round are computed from. */
export interface State {
  /** SHA-256 over all of it. Ids of codings, names and who asks are not part of it. */
  hash: string
  sources: SourceThen[]
  /** The codes used or asked for, and all above them. */
  codes: CodeThen[]
}

/** What decides which parts of a study bear on the figures. */
export interface Bearing {
  unit: Unit
  withInterviewer: boolean
  withQuoted: boolean
  codes: readonly string[] | null
}

interface Compared {
  source: string
  side: number
  start: number
  end: number
  code: string
  polarity: string | null
}

/**
 * What a round's figures would be computed from at this moment: of every source the text, both coders' codings with
 * extent, code and polarity, and what else bears on the figures asked for; and where the codes stand.
 */
export function stateOf(db: Db, round: KeptRound, bearing: Bearing): State {
  const [a, b] = pairOf(round)
  const rows = all<Compared>(
    db,
    `SELECT source, coder = ? AS side, start, "end", ${comparedCode('c')} AS code, polarity FROM codings c
     WHERE layer = 'independent' AND round = ? AND coder IN (?, ?)
     ORDER BY source, side, start, "end", 5, polarity`,
    b,
    round.id,
    a,
    b,
  )
  const codings = Map.groupBy(rows, row => row.source)
  const texts = new Map(
    all<{ source: string; revision: string; text: string; structure: string }>(
      db,
      `SELECT source, id AS revision, text, structure FROM revisions r
       WHERE source IN (SELECT source FROM round_sources WHERE round = ?)
         AND number = (SELECT max(number) FROM revisions WHERE source = r.source)`,
      round.id,
    ).map(row => [row.source, row]),
  )
  const whole = round.sources.map(source => {
    const text = texts.get(source)
    return {
      id: source,
      text: text?.text ?? '',
      codings: digest((codings.get(source) ?? []).map(c => [c.side, c.start, c.end, c.code, c.polarity])),
      aside: text ? asideOf(db, source, text, bearing) : '',
    }
  })
  const codes = codesAbove(db, [...rows.map(row => row.code), ...(bearing.codes ?? [])])
  return {
    hash: digest([
      [a, b],
      whole.map(source => [source.id, source.text, source.codings, source.aside]),
      codes.map(code => [code.id, code.parent]),
    ]),
    sources: whole.map(({ id, text, codings: coded, aside }) => ({
      id,
      text: short(text),
      codings: short(coded),
      aside: short(aside),
    })),
    codes,
  }
}

function asideOf(
  db: Db,
  source: string,
  { revision, structure }: { revision: string; structure: string },
  { unit, withInterviewer, withQuoted }: Bearing,
): string {
  const segments = unit === 'segment' || !withQuoted || !withInterviewer ? structure : ''
  const asking = withInterviewer ? [] : interviewersIn(db, source, revision).sort()
  return segments === '' ? '' : digest([segments, asking])
}

/** The codes and all above them, by id. */
function codesAbove(db: Db, codes: readonly string[]): CodeThen[] {
  const known = new Map(
    all<CodeThen>(db, 'SELECT id, parent, name FROM codes').map(code => [code.id, code] as const),
  )
  const found = new Map<string, CodeThen>()
  for (const id of new Set(codes)) {
    for (let at = known.get(id); at && !found.has(at.id); at = known.get(at.parent ?? ''))
      found.set(at.id, at)
  }
  return [...found.values()].sort((x, y) => (x.id < y.id ? -1 : 1))
}

const digest = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('hex')

/** Enough of a digest to tell one source's state from its next: the whole is in the state's own. */
const short = (sha: string): string => sha.slice(0, 12)
