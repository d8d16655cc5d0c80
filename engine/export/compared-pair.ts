import { TandemError } from '#shared/errors.ts'
import type { AgreementReport } from '#shared/model/agreement.ts'
import type { Polarity } from '#shared/model/coding.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import type { AgreementChoice } from '#shared/model/report.ts'
import type { Unblinding } from '#shared/model/round.ts'
import { type Span, unite } from '#shared/text/span.ts'
import { judgedBlind } from '../adjudication/second-judges.ts'
import { reportBetween, reportInRound } from '../agreement/handlers.ts'
import { isComparedFor, mayCompareCoders, mayCompareRound } from '../agreement/names-kept.ts'
import { spokenBy } from '../agreement/units.ts'
import { listFrameworks } from '../codebook/queries.ts'
import { comparedCode } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { comparableRound, compareRound, pairOf } from '../disagreements/in-round.ts'
import type { Going } from '../handler-types.ts'
import { mustBe } from '../members/handlers.ts'
import { listMembers } from '../members/queries.ts'
import { codedBlindAgain, meOf } from '../rounds/blinding.ts'
import { plannedUnit } from '../rounds/plan.ts'
import { type KeptRound, keptRounds } from '../rounds/queries.ts'
import { aroundMail } from '../sources/around-mail.ts'
import { contentText } from '../sources/contents.ts'
import { listSources, segmentsOf, sourceById } from '../sources/queries.ts'
import { interviewersIn } from '../speakers/asking.ts'
import type { Reading } from '../tools.ts'

/** One of the two who are compared, with what of theirs was. */
export interface ComparedCoder {
  id: string
  name: string
  initials: string
  codings: number
  /** When the first and the last of these codings were made, ISO 8601; null where there is none. */
  firstAt: string | null
  lastAt: string | null
  /** When they submitted the round; null outside rounds. */
  submittedAt: string | null
}

/** A source both were to code. */
export interface ComparedSource {
  id: string
  title: string
  dataSet: string | null
  characters: number
  words: number
  /** SHA-256 of the stored text (UTF-8), hex. */
  sha256: string
  /** The stretches of the text that are not compared: the interviewer's turns, quoted replies, signatures. */
  leftOut: Span[]
}

/** A code of the report by its names. */
export interface ComparedCode {
  id: string
  name: string
  path: string[]
  framework: string
}

/** A coding that was compared: what a person needs to count again, and not a word of the text. */
export interface ComparedCoding {
  source: string
  coder: string
  start: number
  end: number
  code: string
  polarity: Polarity | null
}

/** A round's differences with their rulings, and who ruled. */
export interface Docket {
  /** Passages on which both agreed in extent, code and polarity. */
  agreed: number
  /** As whoever asks may see them. */
  items: Disagreement[]
  reviewers: { id: string; name: string; initials: string; isCoder: boolean }[]
}

/** Two coders compared, with the facts of the study that a reader needs to judge the figures. */
export interface ComparedPair {
  report: AgreementReport
  coders: [ComparedCoder, ComparedCoder]
  round: {
    id: string
    title: string
    blind: boolean
    unblinded: Unblinding | null
    openedAt: string
    /** The frameworks of the codes compared, each with the version that was frozen when the round was opened. */
    frameworks: { name: string; version: number }[]
  } | null
  sources: ComparedSource[]
  /** The codes of the report, by id. */
  codes: Map<string, ComparedCode>
  codings: ComparedCoding[]
  /** What the whole study holds. */
  whole: { sources: number; words: number; dataSets: { name: string; sources: number }[] }
  /** Null outside rounds. */
  docket: Docket | null
}

/** In how many of the sources compared neither gave any code. */
export function bareSources({ sources, codings }: ComparedPair): number {
  const coded = new Set(codings.map(({ source }) => source))
  return sources.filter(({ id }) => !coded.has(id)).length
}

/**
 * Two coders compared as `choice` says, through the same comparison as the Compare screen, so that what a blind round
 * hides is refused with the same sentences, and what is kept from who judges without names likewise (0043).
 */
export async function comparedPair(
  reading: Reading,
  choice: AgreementChoice,
  going: Going,
): Promise<ComparedPair> {
  const { db, asking } = reading
  const { withInterviewer, withQuoted } = choice
  const round = choice.round === null && choice.coders !== null ? null : roundFor(reading, choice.round)
  if (round) mayCompareRound(reading, round.id)
  else mayCompareCoders(reading, choice.coders ?? [])
  const unit = choice.unit ?? (round ? plannedUnit(db, round.id) : 'character')
  const counted = { unit, withInterviewer, withQuoted, overlap: 0.5 }
  const report = round
    ? await reportInRound(db, going, { round: round.id, ...counted })
    : await reportBetween(db, going, { coders: [...(choice.coders ?? [])], ...counted })
  const [a = '', b = ''] = round ? pairOf(round) : (choice.coders ?? [])
  const listed = new Map(listSources(db, meOf(asking)).map(source => [source.id, source]))
  const sources = report.sources.map(({ source: id }): ComparedSource => {
    const source = listed.get(id)
    return {
      id,
      title: source?.title ?? '',
      dataSet: source?.dataSet?.name ?? null,
      characters: source?.characters ?? 0,
      words: source?.words ?? 0,
      sha256: source?.sha256 ?? '',
      leftOut: leftOutOf(db, id, choice),
    }
  })
  const reported = new Set(report.codes.map(({ code }) => code))
  const frameworks = listFrameworks(db, meOf(asking))
  const codes = new Map(
    frameworks.flatMap(framework =>
      framework.codes
        .filter(({ id }) => reported.has(id))
        .map(({ id, name, path }) => [id, { id, name, path, framework: framework.name }]),
    ),
  )
  const codings = codingsOf(db, [a, b], round?.id ?? null, new Set(sources.map(({ id }) => id)))
  const sets = Map.groupBy(listed.values(), ({ dataSet }) => dataSet?.name ?? '')
  return {
    report,
    coders: [coderOf(db, a, round, codings), coderOf(db, b, round, codings)],
    round: round && {
      id: round.id,
      title: round.title,
      blind: round.blind,
      unblinded: round.unblinded,
      openedAt: round.openedAt,
      frameworks: frameworks
        .filter(framework => framework.codes.some(({ id }) => reported.has(id)))
        .map(({ id, name }) => ({ name, version: versionAt(db, id, round.openedAt) })),
    },
    sources,
    codes,
    codings: codings.map(({ created_at, ...coding }) => coding),
    whole: {
      sources: listed.size,
      words: [...listed.values()].reduce((sum, { words }) => sum + words, 0),
      dataSets: [...sets].map(([name, of]) => ({ name, sources: of.length })),
    },
    docket: round && docketOf(reading, round),
  }
}

/** The round asked for, else the latest that can be compared for who asks; refuses with the sentence of what is in the way. */
function roundFor(reading: Reading, id: string | null): KeptRound {
  const { db } = reading
  if (id !== null) return comparableRound(db, id)
  const latest = keptRounds(db).toReversed()
  const round =
    latest.find(
      ({ id: one, state }) =>
        state !== 'open' && codedBlindAgain(db, one) === undefined && isComparedFor(reading, one),
    ) ?? latest[0]
  if (round) return comparableRound(db, round.id)
  throw new TandemError(
    'not-found',
    'The study has no round to compare.',
    'Open a round, or name two people who coded the same sources.',
  )
}

type StoredCoding = ComparedCoding & { created_at: number }

/** The codings compared, source by source in the order of the text. */
const codingsOf = (
  db: Db,
  [a, b]: readonly [string, string],
  round: string | null,
  sources: ReadonlySet<string>,
): StoredCoding[] =>
  all<StoredCoding>(
    db,
    `SELECT source, coder, start, "end", ${comparedCode('c')} AS code, polarity, created_at FROM codings c
     WHERE layer = 'independent' AND coder IN (?, ?) AND (? IS NULL OR round = ?)
     ORDER BY source, start, "end", 5, coder, id`,
    a,
    b,
    round,
    round,
  ).filter(({ source }) => sources.has(source))

function coderOf(
  db: Db,
  id: string,
  round: KeptRound | null,
  codings: readonly StoredCoding[],
): ComparedCoder {
  const { name, initials } = mustBe(db, id)
  const times = codings.filter(({ coder }) => coder === id).map(coding => coding.created_at)
  const at = (time: number): string | null => (times.length > 0 ? new Date(time).toISOString() : null)
  return {
    id,
    name,
    initials,
    codings: times.length,
    firstAt: at(times.reduce((least, time) => Math.min(least, time), Infinity)),
    lastAt: at(times.reduce((most, time) => Math.max(most, time), -Infinity)),
    submittedAt: round?.coders.find(coder => coder.id === id)?.submittedAt ?? null,
  }
}

/** What of a source is not compared, united. */
function leftOutOf(db: Db, id: string, { withInterviewer, withQuoted }: AgreementChoice): Span[] {
  const { text, revision, characters } = sourceById(db, id)
  const segments = segmentsOf(db, revision)
  const spoken = spokenBy({
    id,
    length: characters,
    text: () => contentText(db, text),
    segments: () => segments,
    leftOut: withInterviewer ? [] : interviewersIn(db, id, revision),
  })
  return unite([...spoken, ...(withQuoted ? [] : aroundMail(segments, characters))])
}

/** The number of a framework's newest version when a round was opened; 0 where none was frozen. */
export const versionAt = (db: Db, framework: string, openedAt: string): number =>
  all<{ number: number | null }>(
    db,
    'SELECT max(number) AS number FROM framework_versions WHERE framework = ? AND created_at <= ?',
    framework,
    Date.parse(openedAt),
  )[0]?.number ?? 0

function docketOf({ db, asking }: Reading, round: KeptRound): Docket {
  const compared = compareRound(db, round)
  const disagreements = judgedBlind(db, round, compared.disagreements, asking.member?.id ?? null)
  const ruled = new Set(disagreements.flatMap(({ ruling }) => (ruling ? [ruling.reviewer] : [])))
  const coders = new Set(round.coders.map(({ id }) => id))
  return {
    agreed: compared.agreed.length,
    items: disagreements,
    reviewers: listMembers(db)
      .filter(({ id }) => ruled.has(id))
      .map(({ id, name, initials }) => ({ id, name, initials, isCoder: coders.has(id) })),
  }
}
