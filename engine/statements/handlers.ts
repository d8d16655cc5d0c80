import { isDeepStrictEqual } from 'node:util'
import type { statements } from '#shared/contract/statements.ts'
import { TandemError } from '#shared/errors.ts'
import type { Polarity } from '#shared/model/coding.ts'
import { type CandidatePassage, type Statement, type StatementSaid, saidIn } from '#shared/model/statement.ts'
import { listFrameworks } from '../codebook/queries.ts'
import { codedPassages } from '../codings/queries.ts'
import { keptWhileUnchanged, throughThemes } from '../db/kept.ts'
import { placedBetween } from '../db/place-between.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import { listThemes, themesUnder } from '../themes/queries.ts'
import type { Reading, Tools } from '../tools.ts'
import { evidenceUnder } from './evidence.ts'
import { listStatements, type StoredStatement, statementById } from './queries.ts'
import { withoutStatements } from './removal.ts'
import { shownStatement, statementTable } from './table.ts'

export const statementHandlers: Handlers<typeof statements> = {
  table: ({ db, asking }, { framework, layer }) => statementTable(db, { framework, layer, me: meOf(asking) }),

  candidates(reading, { theme, codes, layer }) {
    const { db, asking } = reading
    themeNamed(db, theme)
    const components = componentsUnder(reading, codes)
    const me = meOf(asking)
    return keptWhileUnchanged(
      db,
      JSON.stringify(['candidates', theme, codes, layer, me]),
      () => {
        const under = new Set(themesUnder(db, theme))
        const themes = listThemes(db).filter(({ id }) => under.has(id))
        const evidence = new Map(
          evidenceUnder(db, { layer, components, themes, me }).map(one => [one.coding, one] as const),
        )
        return codedPassages(db, { layer, ids: [...evidence.keys()] }, me).flatMap(
          (passage): CandidatePassage[] => {
            const one = evidence.get(passage.id)
            return one ? [{ ...passage, dataSet: one.dataSet, says: one.says }] : []
          },
        )
      },
      throughThemes,
    )
  },

  add(tools, { theme, polarity, codes, text, passages }) {
    someone(tools)
    const { db, now, newId, record, asking } = tools
    const name = themeNamed(db, theme)
    const about = [...new Set(codes)]
    ofOneFramework(tools, about)
    const id = newId()
    record('theme.stated', `Wrote a ${polarity} statement under “${name}”`, [
      made('statements', id, {
        theme,
        polarity,
        text,
        chosen: passages === null ? 0 : 1,
        position: lastPosition(db, theme, polarity) + 1,
        created_at: now,
      }),
      ...about.map(code => made('statement_codes', newId(), { statement: id, code })),
      ...chosenFor(tools, id, passages ?? []),
    ])
    return shownStatement(db, id, 'consensus', meOf(asking))
  },

  update(tools, { statement, polarity, codes, text, passages, from }) {
    someone(tools)
    const { db, record, asking } = tools
    const before = statementById(db, statement)
    if (from) staysAsItWas(shownStatement(db, statement, 'consensus', meOf(asking)), from)
    if (codes) ofOneFramework(tools, codes)
    record('theme.stated', `Changed a statement under “${themeNamed(db, before.theme)}”`, [
      changed(db, 'statements', statement, {
        ...(text === undefined ? {} : { text }),
        ...(passages === undefined ? {} : { chosen: passages === null ? 0 : 1 }),
        ...(polarity === undefined || polarity === before.polarity
          ? {}
          : { polarity, position: lastPosition(db, before.theme, polarity) + 1 }),
      }),
      ...(codes ? aboutOther(tools, before, codes) : []),
      ...(passages === undefined ? [] : chosenAnew(tools, before, passages ?? [])),
    ])
    return shownStatement(db, statement, 'consensus', meOf(asking))
  },

  move(tools, { statement, before }) {
    someone(tools)
    const { db, record } = tools
    const moved = statementById(db, statement)
    const others = listStatements(db).filter(
      ({ id, theme, polarity }) => id !== statement && theme === moved.theme && polarity === moved.polarity,
    )
    const at = before === null ? others.length : others.findIndex(({ id }) => id === before)
    if (at < 0)
      throw new TandemError('not-found', 'The statement to put it before is not there.', 'Look again.')
    record(
      'theme.stated',
      `Moved a statement under “${themeNamed(db, moved.theme)}”`,
      placedBetween(others, at, [statement]).map(({ id, position }) =>
        changed(db, 'statements', id, { position }),
      ),
    )
    return null
  },

  remove(tools, { statement }) {
    someone(tools)
    const { theme } = statementById(tools.db, statement)
    tools.record(
      'theme.stated',
      `Removed a statement under “${themeNamed(tools.db, theme)}”`,
      withoutStatements(tools.db, [statement]),
    )
    return null
  },
}

/** Throws where the statement says something else by now than when one began to change it. */
function staysAsItWas(now: Statement, from: StatementSaid): void {
  if (isDeepStrictEqual(saidIn(now), from)) return
  throw new TandemError(
    'conflict',
    now.text === from.text
      ? 'The statement was changed elsewhere while you were changing it.'
      : `The statement was changed elsewhere while you were changing it. It now says: “${now.text}”`,
    'Open it again and say which stays.',
  )
}

/** The codes with those under them. Throws where they are not of one deductive framework. */
function componentsUnder(reading: Reading, codes: readonly string[]): ReadonlySet<string> {
  const framework = ofOneFramework(reading, codes)
  const wanted = new Set(codes)
  for (const { id, parent } of framework.codes) if (parent !== null && wanted.has(parent)) wanted.add(id)
  return wanted
}

function ofOneFramework({ db, asking }: Reading, codes: readonly string[]) {
  const framework = listFrameworks(db, meOf(asking)).find(({ kind, codes: known }) => {
    const ids = new Set(known.map(({ id }) => id))
    return kind === 'deductive' && codes.every(code => ids.has(code))
  })
  if (framework) return framework
  throw new TandemError(
    'bad-input',
    'A statement is about components of one deductive framework.',
    'Choose constructs or components of the framework the table is for.',
  )
}

/** Throws where a passage is not there or may not be seen. */
function chosenFor(tools: Tools, statement: string, passages: readonly string[]): Change[] {
  const { db, newId } = tools
  const wanted = [...new Set(passages)]
  const there = value<number>(
    db,
    "SELECT count(*) AS n FROM codings WHERE layer = 'consensus' AND id IN (SELECT value FROM json_each(?))",
    JSON.stringify(wanted),
  )
  if (there !== wanted.length) {
    throw new TandemError(
      'not-found',
      'A passage chosen for the statement is not in the consensus.',
      'Choose again from the passages that are.',
    )
  }
  return wanted.map(coding => made('statement_passages', newId(), { statement, coding }))
}

/** What was chosen and is there no more stays where it is named among `passages`, as does what its member may not see. */
function chosenAnew(tools: Tools, { id, codings }: StoredStatement, passages: readonly string[]): Change[] {
  const wanted = new Set(passages)
  const had = new Set(codings)
  return [
    ...all<{ id: string; coding: string }>(
      tools.db,
      'SELECT id, coding FROM statement_passages WHERE statement = ? ORDER BY id',
      id,
    )
      .filter(({ coding }) => !wanted.has(coding))
      .map(row => removed(tools.db, 'statement_passages', row.id)),
    ...chosenFor(
      tools,
      id,
      [...wanted].filter(coding => !had.has(coding)),
    ),
  ]
}

/** Codes that a statement keeps keep their rows, those merged into one of them included. */
function aboutOther(
  { db, newId }: Tools,
  { id, codes: had }: StoredStatement,
  codes: readonly string[],
): Change[] {
  const wanted = new Set(codes)
  const rows = all<{ id: string; code: string; counts: string }>(
    db,
    `SELECT a.id, a.code, coalesce((SELECT k.parent FROM code_merges m JOIN codes k ON k.id = m.code
       WHERE m.code = a.code), a.code) AS counts FROM statement_codes a WHERE a.statement = ? ORDER BY a.id`,
    id,
  )
  return [
    ...rows.filter(({ counts }) => !wanted.has(counts)).map(row => removed(db, 'statement_codes', row.id)),
    ...[...wanted]
      .filter(code => !had.includes(code))
      .map(code => made('statement_codes', newId(), { statement: id, code })),
  ]
}

function themeNamed(db: Db, theme: string): string {
  const found = first<{ name: string }>(db, 'SELECT name FROM themes WHERE id = ?', theme)
  if (found) return found.name
  throw new TandemError('not-found', 'There is no such theme in this study.', 'Choose one from Themes.')
}

const lastPosition = (db: Db, theme: string, polarity: Polarity): number =>
  value<number>(
    db,
    'SELECT coalesce(max(position), 0) AS top FROM statements WHERE theme = ? AND polarity = ?',
    theme,
    polarity,
  )

function someone({ asking }: Tools): void {
  if (!asking.manages) signedIn(asking)
}
