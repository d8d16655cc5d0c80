import type { agreement } from '#shared/contract/agreement.ts'
import { TandemError } from '#shared/errors.ts'
import type { AgreementReport, Unit } from '#shared/model/agreement.ts'
import { inTreeOrder } from '../codebook/queries.ts'
import { all, type Db } from '../db/sql.ts'
import { comparableRound, pairOf } from '../disagreements/in-round.ts'
import type { Going, Handlers } from '../handler-types.ts'
import { mustBe } from '../members/handlers.ts'
import { contentText } from '../sources/contents.ts'
import { segmentsOf, sourceById } from '../sources/queries.ts'
import { interviewersIn } from '../speakers/asking.ts'
import { agreementSteps } from './compute-agreement.ts'
import { inTurns } from './steps.ts'
import { studyGroups } from './study-groups.ts'
import type { AgreementSource, CountedCoding } from './tally.ts'

export const agreementHandlers: Handlers<typeof agreement> = {
  inRound({ db }, { round: id, unit, codes, withInterviewer, withQuoted, overlap }, going) {
    const round = comparableRound(db, id)
    return compare(db, going, {
      coders: pairOf(round),
      sources: round.sources,
      round: id,
      unit,
      codes,
      withInterviewer,
      withQuoted,
      overlap,
    })
  },

  between({ db }, { coders, unit, sources, codes, withInterviewer, withQuoted, overlap }, going) {
    const [a, b] = coders
    if (!a || !b || a === b)
      throw new TandemError('bad-input', 'Agreement is between two different coders.', 'Name two.')
    const names = [mustBe(db, a), mustBe(db, b)].map(m => m.initials)
    const open = all<{ title: string }>(
      db,
      `SELECT r.title FROM rounds r JOIN round_coders c ON c.round = r.id
       WHERE r.state = 'open' AND r.blind = 1 AND c.coder IN (?, ?) GROUP BY r.id`,
      a,
      b,
    )
    if (open[0]) {
      throw new TandemError(
        'blind',
        `${names.join(' and ')} cannot be compared while the blind round “${open[0].title}” is open.`,
        'They are compared when both coders of the round have submitted.',
      )
    }
    const compared = sources ?? sourcesOfBoth(db, a, b)
    if (compared.length === 0) {
      throw new TandemError(
        'not-found',
        `No source was coded by both ${names.join(' and ')}.`,
        'Open a round for them.',
      )
    }
    return compare(db, going, {
      coders: [a, b],
      sources: compared,
      round: null,
      unit,
      codes,
      withInterviewer,
      withQuoted,
      overlap,
    })
  },
}

interface Wanted {
  coders: [string, string]
  sources: readonly string[]
  /** Only codings of this round; null: all independent codings of the two. */
  round: string | null
  unit: Unit
  codes: readonly string[] | undefined
  withInterviewer: boolean
  withQuoted: boolean
  overlap: number
}

function compare(
  db: Db,
  { breathe, progress }: Going,
  { coders, sources, round, unit, codes, withInterviewer, withQuoted, overlap }: Wanted,
): Promise<AgreementReport> {
  const parents = new Map(inTreeOrder(db).map(code => [code.id, code.parent]))
  const codings = Map.groupBy(
    all<CountedCoding & { source: string; coder: string }>(
      db,
      `SELECT source, coder, start, "end", code, polarity FROM codings
       WHERE layer = 'independent' AND coder IN (?, ?) AND (? IS NULL OR round = ?)`,
      coders[0],
      coders[1],
      round,
      round,
    ),
    c => `${c.source} ${c.coder}`,
  )
  const compared: AgreementSource[] = sources.map(id => {
    const { text, revision, characters } = sourceById(db, id)
    return {
      id,
      length: characters,
      text: () => contentText(db, text),
      segments: () => segmentsOf(db, revision),
      leftOut: withInterviewer ? [] : interviewersIn(db, id, revision),
      codings: { a: codings.get(`${id} ${coders[0]}`) ?? [], b: codings.get(`${id} ${coders[1]}`) ?? [] },
    }
  })
  const used = new Set(compared.flatMap(s => [...s.codings.a, ...s.codings.b].map(c => c.code)))
  const steps = agreementSteps({
    coders: [mustBe(db, coders[0]).initials, mustBe(db, coders[1]).initials],
    unit,
    codes: codes ?? withAncestors(used, parents),
    sources: compared,
    options: {
      ancestors: ancestorsOf(parents),
      groups: studyGroups(db),
      skipAroundMail: !withQuoted,
      overlap,
    },
  })
  return inTurns(steps, {
    breathe,
    progress: done => progress(Math.round(done * 100), 100, 'Comparing'),
  })
}

/** The codes used and those above them, in the framework's order: what a report lists when no codes are asked for. */
function withAncestors(used: ReadonlySet<string>, parents: ReadonlyMap<string, string | null>): string[] {
  const listed = new Set<string>()
  for (const code of used) {
    for (let at: string | null | undefined = code; at && !listed.has(at); at = parents.get(at)) listed.add(at)
  }
  return [...parents.keys()].filter(code => listed.has(code))
}

function ancestorsOf(parents: ReadonlyMap<string, string | null>): Map<string, string[]> {
  const ancestors = new Map<string, string[]>()
  for (const code of parents.keys()) {
    const above: string[] = []
    for (let at = parents.get(code); at; at = parents.get(at)) above.push(at)
    ancestors.set(code, above)
  }
  return ancestors
}

const sourcesOfBoth = (db: Db, a: string, b: string): string[] =>
  all<{ source: string }>(
    db,
    `SELECT c.source FROM codings c JOIN sources s ON s.id = c.source
     WHERE c.layer = 'independent' AND c.coder IN (?, ?)
     GROUP BY c.source HAVING count(DISTINCT c.coder) = 2 ORDER BY min(s.created_at), c.source`,
    a,
    b,
  ).map(row => row.source)
