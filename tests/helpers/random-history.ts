import fc from 'fast-check'
import { all, value } from '#engine/db/sql.ts'
import { contentText } from '#engine/sources/contents.ts'
import { sourceById } from '#engine/sources/queries.ts'
import type { Client } from '#shared/contract/client.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { Coding } from '#shared/model/coding.ts'
import {
  contentOf,
  type Initials,
  makeEngine,
  makeStudy,
  outcomeOf,
  someText,
  studyAt,
  type TestStudy,
} from './study.ts'

/** One thing somebody does; the numbers choose among what there is at that moment. */
export interface Step {
  what: (typeof kinds)[number] | 'correct'
  who: number
  a: number
  b: number
  c: number
}

const kinds = [
  'code',
  'code',
  'code many',
  'recode',
  'uncode',
  'add code',
  'add code',
  'rename code',
  'move code',
  'merge code',
  'separate code',
  'split code',
  'judge',
  'remove code',
  'annotate',
  'change note',
  'remove note',
  'theme',
  'collate',
  'move theme',
  'remove theme',
  'memo',
  'write memo',
  'remove memo',
  'case',
  'attribute',
  'cells',
  'link case',
  'sum up',
  'contact',
  'merge cases',
  'remove case',
  'round',
  'submit',
  'keep a result',
  'rule',
  'say who speaks',
  'undo',
  'undo',
  'redo',
  'reopen',
] as const

export const steps: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...kinds),
  who: fc.nat(3),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
  c: fc.nat(10_000),
})

/** A history of a few dozen steps. */
export const aHistory = fc.array(steps, { minLength: 10, maxLength: 40 })

/** One in which texts are corrected too: what stands in them moves, whosever it is. */
export const aCorrectedHistory: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: steps },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('correct' as const),
        who: fc.constant(3),
        a: fc.nat(10_000),
        b: fc.nat(10_000),
        c: fc.nat(10_000),
      }),
    },
  ),
  { minLength: 10, maxLength: 40 },
)

/** What came of one step. */
export interface Outcome {
  step: Step
  /** The member who acted; empty for the command line. */
  who: string
  outcome: ErrorCode | 'done'
  /** Journal entries it made. */
  entries: number
  /** Whether any table is other than before. */
  changed: boolean
  /** Every independent coding before and after. */
  before: Coding[]
  now: Coding[]
}

export interface World {
  study: TestStudy
  /** The same study, closed and opened by a new engine. */
  reopened(): Promise<World>
}

/** Lives a history in a study of two sources and four codes, through the client; faults of ours end it. */
export async function live(
  history: readonly Step[],
  { after }: { after?: (outcome: Outcome) => void } = {},
  start?: World,
): Promise<World> {
  let study = start?.study ?? (await furnished())
  for (const step of history) {
    if (step.what === 'reopen') {
      study = await again(study)
      continue
    }
    const initials: Initials | undefined = (['KM', 'TS', 'RV'] as const)[step.who]
    const client = initials ? await study.as(initials) : study.setUp
    const seen = after ? look(study) : undefined
    const outcome = await attempt(study, () => act(study, client, step))
    if (after && seen) {
      const now = look(study)
      after({
        step,
        who: initials ? study.people[initials] : '',
        outcome,
        entries: now.entries - seen.entries,
        changed: now.content !== seen.content,
        before: seen.codings,
        now: now.codings,
      })
    }
  }
  const world = (here: TestStudy): World => ({
    study: here,
    reopened: async () => world(await again(here)),
  })
  return world(study)
}

async function furnished(): Promise<TestStudy> {
  const study = await makeStudy()
  await study.source('Interview 1', someText(8))
  await study.source('Interview 2', someText(5))
  for (const name of ['Waiting', 'Walking', 'Forms', 'Family']) await study.code(name)
  return study
}

async function again(study: TestStudy): Promise<TestStudy> {
  study.close()
  return studyAt(makeEngine(study.base), study.path)
}

const look = (study: TestStudy) => ({
  entries: value<number>(study.db(), 'SELECT count(*) AS n FROM operations'),
  content: contentOf(study.db()),
  codings: all<Coding>(study.db(), "SELECT * FROM codings WHERE layer = 'independent' ORDER BY id"),
})

async function attempt(study: TestStudy, work: () => Promise<unknown>): Promise<ErrorCode | 'done'> {
  const outcome = await outcomeOf(work())
  if (outcome === 'internal') throw new Error(`A fault of the engine's own: ${study.faults()}`)
  return outcome
}

const pick = <T>(things: readonly T[], n: number): T | undefined => things[n % Math.max(1, things.length)]
const absent = '00000000-0000-7000-8000-000000000000'

async function act(study: TestStudy, client: Client, { what, a, b, c }: Step): Promise<unknown> {
  const ids = (table: string) =>
    all<{ id: string }>(study.db(), `SELECT id FROM ${table} ORDER BY id`).map(row => row.id)
  const some = (table: string, n: number) => pick(ids(table), n) ?? absent
  const passage = () => {
    const source = some('sources', a)
    const { characters } = { characters: 400 }
    const start = b % characters
    return { source, start, end: start + 1 + (c % 60) }
  }
  switch (what) {
    case 'code':
      return client.codings.add({
        ...passage(),
        code: some('codes', c),
        polarity: ([null, 'facilitator', 'barrier'] as const)[a % 3] ?? null,
        comment: b % 3 === 0 ? `Comment ${c}` : '',
      })
    case 'code many':
      return client.codings.addMany({
        codings: [0, 1, 2].map(n => {
          const { source, start, end } = passage()
          return { source, start: start + n * 25, end: end + n * 25, code: some('codes', c + (n % 2)) }
        }),
      })
    case 'recode':
      return client.codings.update({
        coding: some("codings WHERE layer = 'independent'", a),
        ...(b % 2 === 0 ? { end: 100 + (c % 300), start: c % 100 } : { code: some('codes', c) }),
      })
    case 'uncode':
      return client.codings.remove({ codings: [some("codings WHERE layer = 'independent'", a)] })
    case 'add code':
      return client.codebook.addCode({
        name: `Code ${a % 50}`,
        ...(b % 2 === 0 ? { parent: some('codes', c) } : {}),
      })
    case 'rename code':
      return client.codebook.updateCode({
        code: some('codes', a),
        name: `Name ${b % 40}`,
        definition: `${c}`,
      })
    case 'move code':
      return client.codebook.moveCode({
        code: some('codes', a),
        parent: b % 3 === 0 ? null : some('codes', b),
      })
    case 'merge code':
      return client.codebook.mergeCodes({ codes: [some('codes', a)], into: some('codes', b) })
    case 'separate code':
      return client.codebook.separateCode({
        code: some('codes WHERE id IN (SELECT code FROM code_merges)', a),
      })
    case 'split code':
      return client.codebook.splitCode({
        code: some('codes', a),
        into: [{ code: some('codes', b) }, { name: `Part ${c}` }],
      })
    case 'judge': {
      const code = some('codes WHERE id IN (SELECT code FROM split_parts)', a)
      const of = b % 2 === 0 ? 'mine' : 'consensus'
      const passages = await client.codebook.splitPassages({ code, of }).catch(() => [])
      const parts = all<{ part: string }>(
        study.db(),
        'SELECT part FROM split_parts WHERE code = ?',
        code,
      ).map(({ part }) => part)
      return client.codebook.judgeSplit({
        code,
        judgements: [
          {
            coding: pick(passages, c)?.coding ?? absent,
            parts: c % 3 === 0 && parts.length > 0 ? parts : [pick([...parts, code], b) ?? absent],
          },
        ],
      })
    }
    case 'remove code':
      return client.codebook.removeCode({ code: some('codes', a) })
    case 'annotate':
      return client.annotations.add({ ...passage(), text: `Note ${a}` })
    case 'change note':
      return client.annotations.update({ annotation: some('annotations', a), text: `Note ${b}` })
    case 'remove note':
      return client.annotations.remove({ annotation: some('annotations', a) })
    case 'theme':
      return client.themes.add({ name: `Theme ${a % 30}`, parent: b % 2 === 0 ? null : some('themes', c) })
    case 'collate':
      return client.themes.addCodes({ theme: some('themes', a), codes: [some('codes', b), some('codes', c)] })
    case 'move theme':
      return client.themes.move({
        themes: [some('themes', a)],
        parent: b % 3 === 0 ? null : some('themes', b),
      })
    case 'remove theme':
      return client.themes.remove({ theme: some('themes', a) })
    case 'memo':
      return client.memos.add({
        title: `Memo ${a % 30}`,
        about:
          b % 3 === 0
            ? { kind: 'study', id: null }
            : b % 3 === 1
              ? { kind: 'theme', id: some('themes', c) }
              : { kind: 'case', id: some('cases', c) },
      })
    case 'write memo':
      return client.memos.save({
        memo: some('memos', a),
        body: JSON.stringify({
          root: {
            type: 'root',
            children: [{ type: 'paragraph', children: [{ type: 'text', text: `W ${b}` }] }],
          },
        }),
      })
    case 'remove memo':
      return client.memos.remove({ memo: some('memos', a) })
    case 'case':
      return b % 2 === 0
        ? client.cases.add({ kind: 'site', name: `Site ${a % 20}` })
        : client.cases.add({ kind: 'person', name: `P${a % 20}`, site: some("cases WHERE kind = 'site'", c) })
    case 'attribute':
      return client.cases.addAttribute({
        about: b % 3 === 0 ? 'site' : 'person',
        name: `Attribute ${a % 10}`,
        type: (['text', 'number', 'yes-no'] as const)[c % 3] ?? 'text',
      })
    case 'cells':
      return client.cases.setCells({
        cells: [0, 1, 2].map(n => ({
          case: some('cases', a + n),
          column: c % 4 === 0 ? 'note' : some('attributes', b + n),
          value: (['1', '0', ''] as const)[(b + n) % 3] ?? '',
        })),
      })
    case 'link case':
      return client.cases.link({
        links: [
          { source: some('sources', a), case: some('cases', b) },
          { source: some('sources', a), speaker: 'Mentor 1', case: some('cases', c) },
        ],
      })
    case 'sum up':
      return client.explore.note({
        theme: some('themes', a),
        about: some('cases', b),
        text: c % 4 === 0 ? '' : `Says ${c}`,
      })
    case 'contact': {
      const site = (n: number, attended: boolean) => ({
        case: some("cases WHERE kind = 'site'", n),
        attended,
        reason: attended ? '' : `Reason ${n % 3}`,
      })
      return client.contacts.add({
        date: '2019-01-14',
        mode: 'phone',
        minutes: c,
        sites: [site(a, c % 2 === 0), site(b, c % 3 === 0)],
      })
    }
    case 'merge cases':
      return client.cases.merge({ from: some('cases', a), into: some('cases', b) })
    case 'remove case':
      return client.cases.remove({ cases: [some('cases', a), some('cases', b)] })
    case 'round':
      return study.setUp.rounds.open({
        title: `Round ${a % 20}`,
        sources: [some('sources', b)],
        coders: [study.people.KM, study.people.TS],
        blind: c % 2 === 0,
      })
    case 'submit': {
      const { member } = await client.session.current({})
      return client.rounds.submit({
        round: some("rounds WHERE state = 'open'", a),
        coder: member?.id ?? absent,
      })
    }
    case 'keep a result':
      return client.agreement.keep({
        round: some("rounds WHERE state <> 'open'", a),
        unit: (['segment', 'source', 'sentence'] as const)[b % 3] ?? 'source',
        withInterviewer: c % 2 === 0,
      })
    case 'rule': {
      const round = some("rounds WHERE state = 'submitted'", a)
      const item = pick(await client.adjudication.disagreements({ round }), b)
      return client.adjudication.rule({
        round,
        disagreement: item?.id ?? 'none',
        outcome: (['a', 'b', 'both', 'neither'] as const)[c % 4] ?? 'a',
      })
    }
    case 'say who speaks':
      return client.speakers.choose({
        source: some('sources', a),
        choice: {
          find: ([{ by: 'automatic' }, { by: 'pattern', pattern: 'colon' }, { by: 'nobody' }] as const)[
            b % 3
          ] ?? {
            by: 'automatic',
          },
          not: c % 2 === 0 ? ['Mentor 0'] : [],
          names: [{ label: 'Mentor 1', name: ['Mentor 1', 'Mentor 2', 'Interviewer'][c % 3] ?? '' }],
          asks: [{ name: 'Mentor 2', asks: a % 2 === 0 }],
        },
      })
    case 'correct': {
      const source = some('sources', a)
      const { revision, text } = sourceById(study.db(), source)
      const start = b % 400
      const end = Math.min(contentText(study.db(), text).length, start + (c % 3) * 4)
      const words = ['', 'x', ' and so '][b % 3] ?? ''
      return client.revisions.correct({ source, revision, edits: [{ start, end, text: words }] })
    }
    case 'undo':
      return client.history.undo({})
    case 'redo':
      return client.history.redo({})
    case 'reopen':
      return null
  }
}
