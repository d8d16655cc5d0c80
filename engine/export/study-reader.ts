import type { CaseTable } from '#shared/model/case.ts'
import type { CodeExample, Framework } from '#shared/model/codebook.ts'
import type { CodedPassage, Layer } from '#shared/model/coding.ts'
import type { Contact, ContactTable } from '#shared/model/contact.ts'
import type { AgreedPassage, Disagreement, LeftRuling } from '#shared/model/disagreement.ts'
import type { Discussion } from '#shared/model/discussion.ts'
import type { Grid, GridAsked } from '#shared/model/grid.ts'
import type { JournalChoice } from '#shared/model/journal.ts'
import type { Matrix, MatrixAsked } from '#shared/model/matrix.ts'
import type { Member } from '#shared/model/member.ts'
import type { Memo, QuotedPassage } from '#shared/model/memo.ts'
import type { HistoryEntry } from '#shared/model/operation.ts'
import type {
  AgreementChoice,
  ContactsChoice,
  PackChoice,
  ParticipantsChoice,
  SummariesChoice,
} from '#shared/model/report.ts'
import type { Round, RoundPlan } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { StatementTable } from '#shared/model/statement.ts'
import type { OpenStudy } from '#shared/model/study.ts'
import type { Saturation, Theme } from '#shared/model/theme.ts'
import { localDay } from '#shared/text/day.ts'
import type { Span } from '#shared/text/span.ts'
import { discussionOf } from '../adjudication/discussion.ts'
import { type RulingInStudy, rulingsInStudy } from '../adjudication/given-rulings.ts'
import { asJudged, namesAreHidden } from '../adjudication/judging.ts'
import { type MeetingRuling, ruledInMeetings } from '../adjudication/ruled-in-meetings.ts'
import { judgedBlind } from '../adjudication/second-judges.ts'
import { caseTable } from '../cases/queries.ts'
import { listExamples } from '../codebook/examples.ts'
import { listFrameworks } from '../codebook/queries.ts'
import {
  type LoggedChange,
  loggedChanges,
  type VersionStep,
  versionSteps,
} from '../codebook/version-steps.ts'
import { codedPassages } from '../codings/queries.ts'
import { listContacts } from '../contacts/queries.ts'
import { studyTable } from '../contacts/study-table.ts'
import { all, first } from '../db/sql.ts'
import { compareRound, pairOf } from '../disagreements/in-round.ts'
import { type KeptRuling, madeByRulings } from '../disagreements/kept-rulings.ts'
import { codingsInGrid, gridOf } from '../explore/grid.ts'
import { matrixOf } from '../explore/matrix.ts'
import type { Going } from '../handler-types.ts'
import { type GivenReason, journalEntries, reasonsGiven } from '../history/entries.ts'
import { listMembers } from '../members/queries.ts'
import { type MovedNumber, movedNumbers } from '../memos/exported-numbers.ts'
import { listMemos, openMemo } from '../memos/handlers.ts'
import { quoter } from '../memos/quotations.ts'
import { keyOfStudy } from '../pseudonyms/key-of-study.ts'
import { codedBlindAgain, mayShowCode, meOf, somethingIsBlind } from '../rounds/blinding.ts'
import { listRounds } from '../rounds/list-rounds.ts'
import { namelessFor } from '../rounds/nameless.ts'
import { planOf } from '../rounds/plan.ts'
import { keptRound, keptRounds } from '../rounds/queries.ts'
import { contentStructure, contentText } from '../sources/contents.ts'
import { listSources, sourceById } from '../sources/queries.ts'
import { statementTable } from '../statements/table.ts'
import { listThemes } from '../themes/queries.ts'
import { bareThemes } from '../themes/reach.ts'
import { saturationOf } from '../themes/saturation.ts'
import type { Reading } from '../tools.ts'
import { type ComparedPair, comparedPair, versionAt } from './compared-pair.ts'
import type { MatrixChoice } from './matrix.ts'
import { printedQueries } from './printed-queries.ts'
import type { PrintedQuery, QueryChoice } from './queries.ts'
import { type Looks, looksOf, type StyledRun, styledRuns } from './styled-runs.ts'

/**
 * What comparing a round's two coders gave, each difference with its ruling where it has one and whoever asks may see it; where
 * names are hidden, with whose reading comes first.
 */
export interface ComparedRound {
  id: string
  title: string
  /** Ids of the round's coders in order. */
  coderIds: [string, string]
  /** Names of the round's coders in order: a, then b. */
  coders: [string, string]
  agreed: AgreedPassage[]
  differences: Disagreement[]
  /** The rulings whose difference is there no longer; none for somebody who is still to judge again without knowing them. */
  left: readonly LeftRuling[]
  namesHidden: boolean
}

/** A compared round with what is talked over in it. */
export interface SettledRound extends ComparedRound {
  discussion: Discussion
  /** The consensus codings that each ruling made, by its id. */
  made: ReadonlyMap<string, KeptRuling['passages']>
  /** What its meetings ruled, whatever became of it since. Reads the journal. */
  inMeetings(): readonly MeetingRuling[]
}

/** All an export sees of a study: what the person asking may see, and nothing else. */
export interface StudyReader {
  study: OpenStudy
  /** The id of the member who asks; null where nobody is signed in. */
  asker: string | null
  /** The layer asked for; null where the export should take its own default. */
  layer: Layer | null
  /** The round whose plan or minutes are asked for; null: the latest, or all. */
  round: string | null
  /** The deductive framework that the theme table is for; null: the first. */
  framework: string | null
  /** What the matrix is of; null: as usual. */
  matrixChoice: MatrixChoice | null
  /** Which query is asked for; null: every saved one. */
  queryChoice: QueryChoice | null
  /** Of whom the framework matrix has summaries. */
  summaries: SummariesChoice
  /** What the participants table is to show. */
  participants: ParticipantsChoice
  /** What the agreement report is to compare. */
  agreement: AgreementChoice
  /** Which steps the audit trail is to show. */
  audit: JournalChoice
  /** Up to which day the contact table is to count. */
  contactsChoice: ContactsChoice
  /** What the report pack is to hold. */
  pack: PackChoice
  /** When the export is made. */
  madeAt: Date
  /** Which version of Tandem makes it. */
  madeBy: string
  /** True where an open blind round keeps codings out of what is exported: the export says so. */
  withheld: boolean
  /** True where a round is judged with its coders’ names kept from whoever asks. */
  namesHidden: boolean
  /** True where the study has a key of pseudonyms, kept apart from it. */
  hasPseudonyms: boolean
  members(): Member[]
  frameworks(): Framework[]
  sources(): SourceSummary[]
  cases(): CaseTable
  /** The contact log, by date. */
  contacts(): Contact[]
  /** The per-site table up to the cut-off that was chosen, else the study's. */
  contactTable(): ContactTable
  rounds(): Round[]
  /** How a round was planned, or null. */
  plan(round: string): RoundPlan | null
  /** The frameworks with the versions that were frozen when a round was opened. */
  frameworksOf(round: Round): { name: string; version: number }[]
  /** Every round whose coders have both submitted. */
  comparedRounds(): ComparedRound[]
  /** The compared rounds that nothing hides, with what is talked over in them. */
  settledRounds(): SettledRound[]
  /** How each version of a framework differs from the one before, the newest first. */
  versionSteps(framework: string): VersionStep[]
  /** What was done to a framework's codes and why. */
  codeChanges(framework: string): LoggedChange[]
  /** The passages that rulings made examples of codes. */
  examples(): CodeExample[]
  /** The names of codes that were merged and count as another, which `frameworks` does not list, by id. */
  mergedCodes(): ReadonlyMap<string, string>
  /** The words of a source's newest text. */
  words(source: string, span: Span): string
  /** Codings with their words, in the order of sources and text, of the codes that `frameworks` lists. */
  passages(layer: Layer): CodedPassage[]
  /** How a passage is attributed where it is quoted: `[OT 18, Site 10]`. */
  attribution(passage: CodedPassage): string
  /** A coded passage in stretches of one look: bold, italic and underline as the original has them. */
  styled(passage: CodedPassage): StyledRun[]
  /** The same of a passage quoted from a source's newest text. */
  styledQuotation(quoted: QuotedPassage): StyledRun[]
  themes(): Theme[]
  /** Those that no consensus passage stands behind. */
  bareThemes(): Theme[]
  matrix(asked: MatrixAsked): Matrix
  /** The queries asked for, each with all it finds. */
  queries(): Promise<PrintedQuery[]>
  /** Themes against cases or data sets, with what was written of each cell. */
  grid(asked: GridAsked): Grid
  /** The ids of the codings behind each cell of a grid, by `THEME ABOUT` ids, in the order of sources and text. */
  codingsInGrid(asked: GridAsked): Map<string, string[]>
  /** The theme × framework table in the layer asked for, else of the consensus. */
  statements(): StatementTable
  /** How the codes that are not deductive grew from source to source. */
  newCodes(layer: Layer): Saturation
  memos(): Memo[]
  /** Live numbers of a memo that say something else than when it was last taken out; null where none does. */
  moved(memo: Memo): { since: Date; moved: MovedNumber[] } | null
  /** The steps of the journal that are asked for, oldest first. */
  journal(choice: JournalChoice): HistoryEntry[]
  /** The reasons given for steps, by the step's id. */
  reasons(): Map<string, GivenReason[]>
  /** Every ruling that stands, oldest first, but those that a blind round hides. */
  rulings(): RulingInStudy[]
  /** The two coders that `agreement` asks for, compared; refuses while a blind round hides them. */
  comparedPair(): Promise<ComparedPair>
}

/** What an export is asked to show, and when and by what it is made. */
export type Asked = Pick<
  StudyReader,
  | 'round'
  | 'layer'
  | 'framework'
  | 'matrixChoice'
  | 'queryChoice'
  | 'summaries'
  | 'participants'
  | 'agreement'
  | 'audit'
  | 'contactsChoice'
  | 'pack'
  | 'madeAt'
  | 'madeBy'
>

/**
 * The study as the person asking may see it. Each question is looked up once, whoever asks: a pack asks the same of it for
 * every file.
 */
export function studyReader(reading: Reading, asked: Asked, going: Going): StudyReader {
  const { db, asking, study } = reading
  const me = meOf(asking)
  const known = new Map<string, unknown>()
  const once = <T>(question: string, find: () => T): T => {
    if (!known.has(question)) known.set(question, find())
    return known.get(question) as T
  }
  const listed = () => once('frameworks', () => listFrameworks(db, me))
  const looks = new Map<string, Looks>()
  const looksIn = (structure: string): Looks => {
    const known = looks.get(structure) ?? looksOf(contentStructure(db, structure).marks)
    looks.set(structure, known)
    return known
  }
  const structureOf = (sql: string, id: string) => first<{ structure: string }>(db, sql, id)?.structure
  const attributions = new Map<string, string>()
  let quote: ReturnType<typeof quoter> | undefined
  return {
    ...asked,
    study: study.describe(),
    asker: asking.member?.id ?? null,
    withheld: somethingIsBlind(db),
    namesHidden: namelessFor(db, me).size > 0,
    hasPseudonyms: keyOfStudy(db) !== null,
    members: () => once('members', () => listMembers(db)),
    frameworks: listed,
    sources: () => once('sources', () => listSources(db, me)),
    cases: () => once('cases', () => caseTable(db)),
    contacts: () => once('contacts', () => listContacts(db)),
    contactTable: () =>
      once('contact table', () =>
        studyTable(db, localDay(asked.madeAt), asked.contactsChoice.cutOff ?? undefined),
      ),
    rounds: () => once('rounds', () => listRounds(db, me)),
    plan: round => planOf(db, round),
    frameworksOf: ({ openedAt }) =>
      listed()
        .map(({ id, name }) => ({ name, version: versionAt(db, id, openedAt) }))
        .filter(({ version }) => version > 0),
    comparedRounds: () =>
      once('compared', () =>
        keptRounds(db)
          .filter(round => round.state !== 'open')
          .map((round): ComparedRound => {
            const { agreed, disagreements, left } = compareRound(db, round)
            const differences = judgedBlind(
              db,
              round,
              asJudged(db, round, disagreements),
              asking.member?.id ?? null,
            )
            const [a, b] = round.coders
            return {
              id: round.id,
              title: round.title,
              coderIds: pairOf(round),
              coders: [a?.name ?? '', b?.name ?? ''],
              agreed,
              differences,
              left: differences.some(({ again }) => again?.isOpen) ? [] : left,
              namesHidden: namesAreHidden(db, round),
            }
          }),
      ),
    settledRounds() {
      return this.comparedRounds()
        .filter(({ id }) => codedBlindAgain(db, id) === undefined)
        .map(round => {
          const kept = keptRound(db, round.id)
          if (!kept) throw new Error(`No round ${round.id}`)
          return {
            ...round,
            discussion: discussionOf(db, kept, round.differences),
            inMeetings: () => ruledInMeetings(db, round.id, round.differences, me),
            made: madeByRulings(db, round.id),
          }
        })
    },
    versionSteps: framework => versionSteps(db, framework, listExamples(reading, {}), me),
    codeChanges: framework => loggedChanges(db, framework, me),
    examples: () => once('examples', () => listExamples(reading, {})),
    mergedCodes: () =>
      new Map(
        all<{ id: string; name: string }>(
          db,
          `SELECT c.id, c.name FROM code_merges m JOIN codes c ON c.id = m.code WHERE ${mayShowCode('c', '?')}`,
          me,
        ).map(({ id, name }) => [id, name]),
      ),
    words: (source, { start, end }) =>
      once(`text ${source}`, () => contentText(db, sourceById(db, source).text)).slice(start, end),
    passages: which =>
      once(`passages ${which}`, () => {
        const codes = new Set(listed().flatMap(framework => framework.codes.map(code => code.id)))
        return codedPassages(db, { layer: which }, me).filter(passage => codes.has(passage.code))
      }),
    attribution(passage) {
      const { source, start, end, coding, speaker } = { ...passage, coding: passage.id }
      // What an email quotes may be of several people.
      const isQuoted = passage.sourceKind === 'email' && speaker === null
      const place = JSON.stringify([source, speaker, ...(isQuoted ? [start, end] : [])])
      quote ??= quoter(db, me)
      const known = attributions.get(place) ?? quote({ source, start, end, coding }).attribution
      attributions.set(place, known)
      return known
    },
    styled({ id, text, start }) {
      const structure = structureOf(
        'SELECT r.structure FROM codings c JOIN revisions r ON r.id = c.revision WHERE c.id = ?',
        id,
      )
      return styledRuns(text, start, structure === undefined ? looksOf([]) : looksIn(structure))
    },
    styledQuotation({ source, text, start }) {
      const structure = structureOf(
        'SELECT structure FROM revisions WHERE source = ? ORDER BY number DESC LIMIT 1',
        source,
      )
      return styledRuns(text, start, structure === undefined ? looksOf([]) : looksIn(structure))
    },
    themes: () => once('themes', () => listThemes(db)),
    bareThemes: () => once('bareThemes', () => bareThemes(db, { layer: 'consensus', me })),
    matrix: of => matrixOf(db, of, me),
    queries: () => once('queries', () => printedQueries(db, asked.queryChoice, me, going)),
    grid: of => gridOf(db, of, me),
    codingsInGrid: of => codingsInGrid(db, of, me),
    statements: () =>
      once('statements', () =>
        statementTable(db, { framework: asked.framework, layer: asked.layer ?? 'consensus', me }),
      ),
    newCodes: layer => once(`new codes ${layer}`, () => saturationOf(db, { codes: null, layer, me })),
    memos: () =>
      once('memos', () =>
        listMemos(db, me)
          .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1))
          .map(({ id }) => openMemo(db, id, me)),
      ),
    moved: memo => movedNumbers(db, memo, asking.member?.id ?? null),
    journal: choice =>
      once(`journal ${JSON.stringify(choice)}`, () =>
        journalEntries(db, me, choice, { before: null, limit: null }).reverse(),
      ),
    reasons: () => once('reasons', () => reasonsGiven(db, me)),
    rulings: () => once('rulings', () => rulingsInStudy(reading)),
    comparedPair: () => once('pair', () => comparedPair(reading, asked.agreement, going)),
  }
}
