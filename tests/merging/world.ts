import Database from 'better-sqlite3'
import fc from 'fast-check'
import { annotationHandlers } from '#engine/annotations/handlers.ts'
import { caseHandlers } from '#engine/cases/handlers.ts'
import { codebookHandlers } from '#engine/codebook/handlers.ts'
import { codingHandlers } from '#engine/codings/handlers.ts'
import { idFrom } from '#engine/db/ids.ts'
import { migrate, readMigrations } from '#engine/db/migrate.ts'
import { all, type Db, run, value } from '#engine/db/sql.ts'
import { exploreHandlers } from '#engine/explore/handlers.ts'
import { type Change, type FoldedTable, foldedTables, made } from '#engine/history/changes.ts'
import { historyHandlers } from '#engine/history/handlers.ts'
import { append, byCopy, type Operation } from '#engine/history/journal.ts'
import { memoHandlers } from '#engine/memos/handlers.ts'
import { handedOut, reachOf } from '#engine/merging/handed-out.ts'
import { type Merged, merge } from '#engine/merging/merge.ts'
import { ownWork } from '#engine/merging/own-work.ts'
import type { Parcel } from '#engine/merging/parcel.ts'
import { revisionHandlers } from '#engine/revisions/handlers.ts'
import { keep } from '#engine/sources/contents.ts'
import { sourceById } from '#engine/sources/queries.ts'
import { checks, runCheck } from '#engine/studies/check.ts'
import { themeHandlers } from '#engine/themes/handlers.ts'
import type { Tools } from '#engine/tools.ts'
import { TandemError } from '#shared/errors.ts'
import type { Member } from '#shared/model/member.ts'

/*
 * A study and copies of it that work apart, on real SQLite in memory, through the engine's own handlers: the lead's, a
 * second lead's, and one for each of two coders.
 */

/** Words enough to code in, with characters that are several units long. */
const someText = (turns: number): string =>
  Array.from(
    { length: turns },
    (_, n) =>
      `Interviewer: How did week ${n + 2} go?\nMentor: We walked to the shop and back, day ${n}. 👩‍👩‍👧 Café über Ångström.`,
  ).join('\n')

const id = (...parts: (string | number)[]): string => idFrom('test', ...parts)

const member = (initials: string, roles: Member['roles']): Member =>
  ({
    id: id('member', initials),
    name: `Member ${initials}`,
    initials,
    roles,
    accent: 1,
  }) as Member

export const people = {
  LD: member('LD', ['lead', 'reviewer']),
  KM: member('KM', ['coder']),
  TS: member('TS', ['coder']),
}

export const round = id('round')
const handouts = { KM: id('handout', 'KM'), TS: id('handout', 'TS') }
const now = 1_700_000_000_000

/** One folder's copy of the study, with whoever works in it. */
export interface Copy {
  db: Db
  copy: string
  who: Member
}

let made_ = 0
const newId = (): string => id('row', ++made_)

/** Runs work in a copy as one transaction, as one write of the engine does. */
export function write<T>(
  { db, copy, who }: Copy,
  work: (tools: Tools) => T,
  look?: (o: Operation) => void,
): T {
  return db.transaction(() =>
    work({
      db,
      study: { copy, db } as unknown as Tools['study'],
      asking: { member: who, manages: false },
      now,
      newId,
      record(kind, summary, changes, { undoes, undoable = true, isDone } = {}) {
        const real = changes.filter((change): change is Change => change !== null)
        if (real.length === 0) return
        const operation = append(db, copy, now, {
          kind,
          summary,
          actor: who.id,
          changes: real,
          undoable,
          ...(undoes === undefined ? {} : { undoes }),
          ...(isDone ? { isDone } : {}),
        })
        look?.(operation)
      },
    }),
  )()
}

let template: Buffer | undefined

/** A fresh lead's copy: two sources, four codes, a theme, and a round handed out to KM and TS. */
export function leadCopy(): Copy {
  template ??= firstCopy().serialize()
  return opened(template, 'lead', people.LD)
}

export const cloned = ({ db, who }: Copy, name: string, as: Member = who): Copy =>
  opened(db.serialize(), name, as)

/** The same folder once more, to see what else might have become of it. */
export const same = ({ db, copy, who }: Copy): Copy => ({ db: reopened(db.serialize()), copy, who })

const open: Db[] = []

/** Closes every copy: one try opens dozens, and their memory is not the collector's to give back. */
export function closeAll(): void {
  for (const db of open.splice(0)) db.close()
}

function reopened(bytes: Buffer): Db {
  const db = new Database(bytes)
  open.push(db)
  db.pragma('foreign_keys = ON')
  return db
}

function opened(bytes: Buffer, name: string, who: Member): Copy {
  const db = reopened(bytes)
  const copy = id('copy', name)
  run(db, "INSERT OR REPLACE INTO local (key, value) VALUES ('copy', ?)", copy)
  return { db, copy, who }
}

function firstCopy(): Db {
  const db = new Database(':memory:')
  migrate(db, readMigrations(), 0)
  db.pragma('foreign_keys = ON')
  const copy = id('copy', 'lead')
  run(db, "INSERT INTO local (key, value) VALUES ('copy', ?), ('study', ?)", copy, id('study'))
  const lead: Copy = { db, copy, who: people.LD }
  const rows = (kind: string, changes: Change[]) =>
    write(lead, tools => tools.record(kind, kind, changes, { undoable: false }))
  rows('study.made', [made('studies', id('study'), { title: 'S', stance: 'codebook', created_at: 0 })])
  rows(
    'member.added',
    Object.values(people).map(({ id: one, name, initials, roles }) =>
      made('members', one, {
        name,
        initials,
        accent: 1,
        is_coder: roles.includes('coder') ? 1 : 0,
        is_reviewer: roles.includes('reviewer') ? 1 : 0,
        is_lead: roles.includes('lead') ? 1 : 0,
        created_at: 0,
      }),
    ),
  )
  const sources = [6, 4].map((turns, n) => {
    const text = someText(turns)
    const source = id('source', n)
    const structure = keep(db, 'structure', JSON.stringify({ segments: [], marks: [], mail: null }))
    rows('sources.imported', [
      made('sources', source, {
        title: `Interview ${n}`,
        kind: 'interview',
        data_set: null,
        format: 'txt',
        file_name: 'x.txt',
        imported: null,
        date: null,
        warnings: '[]',
        created_at: 0,
      }),
      made('revisions', id('text', n), {
        source,
        number: 1,
        text: keep(db, 'text', text),
        structure,
        characters: text.length,
        words: 1,
      }),
    ])
    return source
  })
  rows('framework.added', [
    made('frameworks', id('framework'), { name: 'F', kind: 'inductive', description: '', position: 1 }),
  ])
  for (const name of ['Waiting', 'Walking', 'Forms', 'Family'])
    write(lead, tools => codebookHandlers.addCode(tools, { name } as never, {} as never))
  for (const name of ['OT 1', 'OT 2'])
    write(lead, tools =>
      caseHandlers.add(tools, { kind: 'person', name, site: null, note: '' } as never, {} as never),
    )
  write(lead, tools =>
    themeHandlers.add(tools, { name: 'Theme', parent: null, summary: '' } as never, {} as never),
  )
  rows('round.opened', [
    made('rounds', round, { title: 'Round 1', state: 'open', blind: 1, version: 1, opened_at: 0 }),
    ...sources.map((source, position) =>
      made('round_sources', id('part', position), { round, source, position }),
    ),
    ...(['KM', 'TS'] as const).map((coder, position) =>
      made('round_coders', id('coder', position), {
        round,
        coder: people[coder].id,
        position,
        submitted_at: null,
      }),
    ),
  ])
  const lamport = value<number>(db, 'SELECT max(lamport) AS top FROM operations')
  rows(
    'handout.made',
    (['KM', 'TS'] as const).map(coder =>
      made('handouts', handouts[coder], {
        round,
        coder: people[coder].id,
        made_at: 0,
        sources: 2,
        lamport,
        public_key: '0'.repeat(64),
        protection: 'open',
      }),
    ),
  )
  return db
}

/** One thing somebody does; the numbers choose among what there is in their copy at that moment. */
export interface Step {
  who: 'lead' | 'other' | 'KM' | 'TS'
  what: (typeof does)[number]
  a: number
  b: number
  c: number
}

const does = [
  'code',
  'code',
  'code',
  'recode',
  'move',
  'comment',
  'uncode',
  'annotate',
  'rewrite',
  'propose',
  'rename',
  'nest',
  'drop',
  'memo',
  'undo',
  'redo',
  'theme',
  'link',
  'correct',
] as const

export const aStep = (who: readonly Step['who'][]): fc.Arbitrary<Step> =>
  fc.record({
    who: fc.constantFrom(...who),
    what: fc.constantFrom(...does),
    a: fc.nat(1000),
    b: fc.nat(1000),
    c: fc.nat(1000),
  })

const pick = <T>(things: readonly T[], n: number): T | undefined => things[n % Math.max(1, things.length)]

/** What somebody does in their copy; nothing where the engine refuses it, or it goes beyond a coder's own work. */
export function act(copy: Copy, step: Step): void {
  const coder = step.who === 'KM' || step.who === 'TS' ? step.who : null
  const look = (operation: Operation): void => {
    if (coder) ownWork(reachOf(copy.db, handedOut(copy.db, handouts[coder])))({ ...operation })
  }
  try {
    write(copy, tools => (coder ? codersAct(tools, step) : leadsAct(tools, step)), look)
  } catch (error) {
    if (!(error instanceof TandemError) && !String(error).includes('UNIQUE constraint') && !isGuarded(error))
      throw error
  }
}

const isGuarded = (error: unknown): boolean => String(error).includes('invariant:')

function codersAct(tools: Tools, { what, a, b, c }: Step): unknown {
  const { db, asking } = tools
  const me = asking.member?.id ?? ''
  const some = (sql: string, n: number, ...given: unknown[]) =>
    pick(
      all<{ id: string }>(db, sql, ...given).map(row => row.id),
      n,
    )
  const source = some('SELECT id FROM sources ORDER BY id', a) ?? ''
  const code = some('SELECT id FROM codes ORDER BY id', c) ?? ''
  const person = some('SELECT id FROM cases ORDER BY id', b) ?? ''
  const coding = some('SELECT id FROM codings WHERE coder = ? ORDER BY id', b, me)
  const own = some('SELECT id FROM codes WHERE created_by = ? ORDER BY id', b, me)
  const note = some('SELECT id FROM annotations WHERE author = ? ORDER BY id', b, me)
  const place = { source, start: b % 350, end: (b % 350) + 1 + (a % 40) }
  const call = (handler: unknown, input: object) =>
    (handler as (t: Tools, i: object) => unknown)(tools, input)
  switch (what) {
    case 'code':
      return call(codingHandlers.add, { ...place, code, polarity: null, comment: c % 3 ? '' : `c${a}` })
    case 'recode':
      return coding && call(codingHandlers.update, { coding, code })
    case 'move':
      return coding && call(codingHandlers.update, { coding, start: place.start, end: place.end })
    case 'comment':
      return coding && call(codingHandlers.update, { coding, comment: `comment ${a}` })
    case 'uncode':
      return coding && call(codingHandlers.remove, { codings: [coding] })
    case 'annotate':
      return call(annotationHandlers.add, { ...place, text: `note ${a}` })
    case 'rewrite':
      return note && call(annotationHandlers.update, { annotation: note, text: `note ${c}` })
    case 'propose':
      return call(codebookHandlers.addCode, { name: `P${me.slice(0, 3)}${a}`, parent: b % 2 ? code : null })
    case 'rename':
      return own && call(codebookHandlers.updateCode, { code: own, name: `N${a}` })
    case 'nest':
      return own && call(codebookHandlers.moveCode, { code: own, parent: a % 3 ? code : null })
    case 'drop':
      return own && call(codebookHandlers.removeCode, { code: own })
    case 'memo':
      return call(memoHandlers.add, {
        title: `M${a}`,
        kind: 'analytic',
        about: a % 2 ? { kind: 'code', id: code } : { kind: 'case', id: person },
      })
    case 'undo':
      return call(historyHandlers.undo, {})
    case 'redo':
      return call(historyHandlers.redo, {})
    default:
      return null
  }
}

function leadsAct(tools: Tools, { what, a, b, c }: Step): unknown {
  const { db, record, newId } = tools
  const rows = (table: FoldedTable) => all<{ id: string }>(db, `SELECT id FROM ${table} ORDER BY id`)
  const code = pick(rows('codes'), a)?.id ?? ''
  const second = pick(rows('codes'), b)?.id ?? ''
  const theme = pick(rows('themes'), c)?.id ?? ''
  const edit = (table: FoldedTable, row: string, column: string, to: string | null): void => {
    const [was] = all<Record<string, string | null>>(
      db,
      `SELECT ${column} AS now FROM ${table} WHERE id = ?`,
      row,
    )
    if (was && was.now !== to)
      record('code.changed', 'Changed', [
        { table, id: row, before: { [column]: was.now ?? null }, after: { [column]: to } },
      ])
  }
  const call = (handler: unknown, input: object) =>
    (handler as (t: Tools, i: object) => unknown)(tools, input)
  switch (what) {
    case 'rename':
    case 'recode':
      return edit('codes', code, 'name', `L${a}${b}`)
    case 'nest':
    case 'move':
      return second !== code && edit('codes', code, 'parent', c % 3 ? second : null)
    case 'drop':
    case 'uncode':
      return removeCode(tools, code)
    case 'theme':
      return call(themeHandlers.add, { name: `T${a}`, parent: b % 2 ? theme : null, summary: '' })
    case 'annotate':
    case 'rewrite':
      return call(exploreHandlers.note, {
        theme,
        about: pick(rows('cases'), b)?.id ?? '',
        judgement: null,
        text: a % 4 === 0 ? '' : `Says ${a}`,
      })
    case 'link':
      return record('theme.collated', 'Collated', [
        made('theme_codes', newId(), { theme, code, position: 1 }),
      ])
    case 'memo':
      return b % 2
        ? call(caseHandlers.remove, { cases: [pick(rows('cases'), a)?.id ?? ''] })
        : call(caseHandlers.merge, { from: pick(rows('cases'), a)?.id, into: pick(rows('cases'), c)?.id })
    case 'correct':
    case 'code': {
      const source = pick(rows('sources'), a)?.id ?? ''
      const { revision } = sourceById(db, source)
      const start = b % 300
      const text = ['', 'x', ' and so '][c % 3] ?? ''
      return call(revisionHandlers.correct, {
        source,
        revision,
        edits: [{ start, end: start + (c % 12), text }],
        note: '',
      })
    }
    case 'undo':
      return call(historyHandlers.undo, {})
    case 'redo':
      return call(historyHandlers.redo, {})
    default:
      return null
  }
}

/** As a lead did before it was refused in a blind round, or does in an open one: with what hangs on the code. */
function removeCode({ db, record }: Tools, code: string): void {
  const under = all<{ id: string }>(
    db,
    `WITH RECURSIVE under (id) AS (SELECT ? UNION SELECT codes.id FROM codes JOIN under ON codes.parent = under.id)
     SELECT id FROM under`,
    code,
  ).map(row => row.id)
  const list = JSON.stringify(under)
  const gone = (table: FoldedTable, where: string): Change[] =>
    all<{ id: string }>(db, `SELECT * FROM ${table} WHERE ${where}`, list).map(({ id: row, ...before }) => ({
      table,
      id: row,
      before: before as Change['before'],
      after: null,
    }))
  record('code.removed', 'Removed', [
    ...gone('codings', 'code IN (SELECT value FROM json_each(?))'),
    ...gone('theme_codes', 'code IN (SELECT value FROM json_each(?))'),
    ...gone('memos', "about_kind = 'code' AND about IN (SELECT value FROM json_each(?))"),
    ...gone('codes', 'id IN (SELECT value FROM json_each(?))').sort(
      (x, y) => under.indexOf(y.id) - under.indexOf(x.id),
    ),
  ])
}

/** A study taken apart: who worked in which copy, and what each did. */
export interface World {
  lead: Copy
  other: Copy
  KM: Copy
  TS: Copy
}

/** Copies of one study, each after its own history. */
export function worked(history: readonly Step[]): World {
  const lead = leadCopy()
  const world: World = {
    lead,
    other: cloned(lead, 'other'),
    KM: cloned(lead, 'KM', people.KM),
    TS: cloned(lead, 'TS', people.TS),
  }
  for (const step of history) act(world[step.who], step)
  return world
}

/** What a coder's copy sends: its own operations, the first `share` of them (0 to 1), or all. */
export function returned(
  world: World,
  who: 'KM' | 'TS',
  { share = 1, submits = false, name = '' } = {},
): Parcel {
  const { db, copy } = world[who]
  const operations = [...byCopy(db)].filter(operation => operation.copy === copy)
  return parcel(world[who], `${who} ${share} ${submits} ${name}`, {
    kind: 'return',
    handout: handouts[who],
    submits,
    operations: operations.slice(0, Math.ceil(operations.length * share)),
  })
}

/** What another copy of the study sends: all it holds. */
export const copied = (from: Copy, name: string): Parcel =>
  parcel(from, `copy ${name}`, {
    kind: 'copy',
    handout: null,
    submits: false,
    operations: [...byCopy(from.db)],
  })

function parcel(
  { db }: Copy,
  name: string,
  given: Pick<Parcel, 'kind' | 'handout' | 'submits' | 'operations'>,
): Parcel {
  return {
    ...given,
    id: id('package', name),
    madeAt: now + name.length,
    sha256: id('package', name).replaceAll('-', '').padEnd(64, '0'),
    contents: all<{ kind: 'text'; bytes: Buffer }>(db, 'SELECT kind, bytes FROM contents'),
  }
}

export const mergeInto = (copy: Copy, ...parcels: Parcel[]): Merged[] =>
  write(copy, tools => merge(tools, parcels))

/** Undo or redo by whoever works in the copy; false where it is refused. */
export function takeBack(copy: Copy, way: 'undo' | 'redo'): boolean {
  try {
    write(copy, tools => historyHandlers[way](tools, {}, {} as never))
    return true
  } catch (error) {
    if (error instanceof TandemError) return false
    throw error
  }
}

/** Every row but of `returns`, which says when and in which order packages came, and of `left`. */
export const contentOf = ({ db }: Copy, ...left: FoldedTable[]): string =>
  JSON.stringify(
    foldedTables
      .filter(table => !['returns', ...left].includes(table))
      .map(table => [table, all(db, `SELECT * FROM ${table} ORDER BY id`)]),
    null,
    1,
  )

/** What merging makes in whatever order: all but the results kept when the last coder's work came, which have ids of their own. */
export const yielded = (copy: Copy): string => contentOf(copy, 'kept_results')

export const breaches = ({ db }: Copy) => checks.flatMap(check => runCheck(check, db))
