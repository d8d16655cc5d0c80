import { TandemError } from '#shared/errors.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { Layer } from '#shared/model/coding.ts'
import type { Statement, StatementCheck, StatementRow, StatementTable } from '#shared/model/statement.ts'
import type { Theme } from '#shared/model/theme.ts'
import { listFrameworks } from '../codebook/queries.ts'
import { heirsOf } from '../codings/heirs.ts'
import { passagesOf } from '../codings/passage-count.ts'
import { keptWhileUnchanged } from '../db/kept.ts'
import { all, type Db } from '../db/sql.ts'
import { contained } from '../export/writing/legible.ts'
import { type Evidence, noDataSet } from './evidence.ts'
import { type Ground, groundOf } from './ground.ts'
import { listStatements, type StoredStatement } from './queries.ts'

/**
 * The theme × framework table for a deductive framework (null: the first) in a layer, as far as the member `me` may see
 * its codings. Sources follow from the passages, never from what somebody typed. Throws where there is no such framework.
 */
export const statementTable = (db: Db, asked: Asked): StatementTable =>
  keptWhileUnchanged(db, JSON.stringify(['statements', asked.framework, asked.layer, asked.me]), () =>
    makeTable(db, asked),
  )

interface Asked {
  framework: string | null
  layer: Layer
  me: string
}

function makeTable(db: Db, asked: Asked): StatementTable {
  const deductive = listFrameworks(db, asked.me).filter(({ kind }) => kind === 'deductive')
  const framework =
    asked.framework === null ? deductive[0] : deductive.find(({ id }) => id === asked.framework)
  if (!framework && asked.framework !== null) {
    throw new TandemError(
      'not-found',
      'There is no such deductive framework in this study.',
      deductive.length === 0
        ? 'Add one under Framework.'
        : `Known: ${deductive.map(({ name }) => name).join(', ')}.`,
    )
  }
  const codes = framework?.codes ?? []
  const known = new Map(codes.map(code => [code.id, code]))
  const ground = groundOf(db, { codes, layer: asked.layer, me: asked.me })
  const { themes } = ground
  const reading: Reading = {
    ...ground,
    byId: new Map(themes.map(theme => [theme.id, theme])),
    codes: known,
    order: new Map(codes.map(({ id }, at) => [id, at])),
    chosen: chosenCodings(db, asked.me),
    dataSets: [
      ...all<{ name: string }>(db, 'SELECT name FROM data_sets ORDER BY position, id').map(
        ({ name }) => name,
      ),
      noDataSet,
    ],
  }
  const statements = listStatements(db)
    // One that is about nothing any more is of no framework: it stands in the table of each until somebody says what it is about.
    .filter(({ codes }) => codes.length === 0 || codes.some(code => known.has(code)))
    .map(statement => asShown(reading, asked.layer, statement))
  const bands = themes
    .filter(({ parent }) => parent === null)
    .map(({ id, name }) => ({
      theme: id,
      name,
      rows: themes
        .filter(theme => lineOf(reading, theme).at(0)?.id === id)
        .map(theme => rowOf(reading, theme, statements))
        .filter(
          ({ theme, facilitators, barriers, unwritten }) =>
            theme !== id || facilitators.length + barriers.length + unwritten.length > 0,
        ),
    }))
  return {
    framework: framework ? { id: framework.id, name: framework.name } : null,
    layer: asked.layer,
    bands,
    coverage: codes.map(({ id, name, path }) => ({
      code: id,
      name,
      depth: path.length - 1,
      statements: statements.filter(({ codes }) => codes.some(code => reading.lines.get(code)?.includes(id)))
        .length,
      passages: ground.coded.get(id) ?? 0,
    })),
    checks: [
      ...ground.bare.map((theme): StatementCheck => bareCheck(theme, asked.layer)),
      ...(framework ? checksOf(reading, bands, statements) : []),
    ],
  }
}

/** A statement with what stands behind it. Throws where there is none. */
export function shownStatement(db: Db, id: string, layer: Layer, me: string): Statement {
  const stored = listStatements(db).find(statement => statement.id === id)
  const framework = listFrameworks(db, me).find(({ codes }) =>
    codes.some(code => stored?.codes.includes(code.id)),
  )
  const table = statementTable(db, { framework: framework?.id ?? null, layer, me })
  const shown = table.bands
    .flatMap(({ rows }) => rows)
    .flatMap(({ facilitators, barriers }) => [...facilitators, ...barriers])
    .find(statement => statement.id === id)
  if (shown) return shown
  throw new TandemError('not-found', 'There is no such statement in this study.', 'Choose one from Themes.')
}

interface Reading extends Ground {
  byId: ReadonlyMap<string, Theme>
  codes: ReadonlyMap<string, Code>
  /** Where each code stands in the framework. */
  order: ReadonlyMap<string, number>
  /** The codings chosen for statements that are there still, or what stands in their place. */
  chosen: ReadonlyMap<string, Chosen>
  /** Names of data sets in the study's order. */
  dataSets: readonly string[]
}

interface Chosen {
  id: string
  source: string
  start: number
  end: number
  layer: Layer
}

/** What was chosen, by the coding's id; of one that is gone, what stands in its place. */
function chosenCodings(db: Db, me: string): Map<string, Chosen> {
  const ids = all<{ coding: string }>(db, 'SELECT DISTINCT coding FROM statement_passages').map(
    ({ coding }) => coding,
  )
  const heirs = heirsOf(db, ids, me)
  const there = new Map(
    all<Chosen>(
      db,
      `SELECT c.id, c.source, c.start, c."end", c.layer FROM codings c WHERE c.id IN (SELECT value FROM json_each(?))`,
      JSON.stringify([...ids, ...[...heirs.values()].map(({ coding }) => coding)]),
    ).map(chosen => [chosen.id, chosen]),
  )
  return new Map(
    ids.flatMap(id => {
      const chosen = there.get(heirs.get(id)?.coding ?? id)
      return chosen ? [[id, chosen] as const] : []
    }),
  )
}

/** The themes from the top-level one to this one. */
function lineOf({ byId }: Reading, theme: Theme): Theme[] {
  const line: Theme[] = []
  for (let at: Theme | undefined = theme; at; at = at.parent === null ? undefined : byId.get(at.parent))
    line.unshift(at)
  return line
}

function asShown(reading: Reading, layer: Layer, stored: StoredStatement): Statement {
  const { id, theme, polarity, text, chosen, codings } = stored
  const codes = stored.codes
    .filter(code => reading.codes.has(code))
    .sort((a, b) => (reading.order.get(a) ?? 0) - (reading.order.get(b) ?? 0))
  const under = new Set(
    [...reading.lines].filter(([, line]) => line.some(code => codes.includes(code))).map(([code]) => code),
  )
  const toBoth = (reading.evidence.get(theme) ?? []).filter(({ code }) => under.has(code))
  const found = codings.flatMap(coding => reading.chosen.get(coding) ?? [])
  const there = [...new Map(found.map(passage => [passage.id, passage])).values()]
  const behind = chosen
    ? toBoth.filter(one => there.some(passage => standsFor(passage, one, layer)))
    : toBoth.filter(({ says }) => says === polarity)
  return {
    id,
    theme,
    polarity,
    codes,
    text,
    chosen: chosen ? [...new Set(codings.map(id => reading.chosen.get(id)?.id ?? id))] : null,
    passages: behind.map(({ coding }) => coding),
    counted: passagesOf(behind),
    sources: reading.dataSets.filter(name => behind.some(({ dataSet }) => dataSet === name)),
    gone: codings.length - found.length,
    astray: there.filter(passage => !behind.some(one => standsFor(passage, one, layer))).length,
  }
}

/** Passages are chosen in one layer; in another those on the same text stand in their place. */
const standsFor = (passage: Chosen, one: Evidence, layer: Layer): boolean =>
  passage.layer === layer
    ? passage.id === one.coding
    : passage.source === one.source && passage.start < one.end && one.start < passage.end

function rowOf(reading: Reading, theme: Theme, statements: readonly Statement[]): StatementRow {
  const own = statements.filter(statement => statement.theme === theme.id)
  const line = lineOf(reading, theme)
  const used = new Set(own.flatMap(({ codes }) => codes))
  return {
    theme: theme.id,
    name: (line.length === 1 ? line : line.slice(1)).map(({ name }) => name).join(' / '),
    constructs: constructsOf(reading, used),
    facilitators: own.filter(({ polarity }) => polarity === 'facilitator'),
    barriers: own.filter(({ polarity }) => polarity === 'barrier'),
    unwritten: unwrittenIn(reading, theme, own),
  }
}

/** Codes under the top-level codes they lie under, in the framework's order. */
function constructsOf(reading: Reading, used: ReadonlySet<string>): StatementRow['constructs'] {
  const found = new Map<string, StatementRow['constructs'][number]>()
  for (const [id, code] of reading.codes) {
    if (!used.has(id)) continue
    const top = reading.codes.get(reading.lines.get(id)?.at(-1) ?? id) ?? code
    const construct = found.get(top.id) ?? { code: top.id, name: top.name, components: [] }
    if (top.id !== id) construct.components.push({ code: id, name: code.name })
    found.set(top.id, construct)
  }
  return [...found.values()]
}

/** What passages under the theme's own codes say of components that none of its statements is about. */
function unwrittenIn(
  reading: Reading,
  theme: Theme,
  statements: readonly Statement[],
): StatementRow['unwritten'] {
  return (reading.own.get(theme.id) ?? [])
    .filter(
      ({ code, says }) =>
        !statements.some(
          ({ codes, polarity }) =>
            (says === null || polarity === says) &&
            codes.some(about => reading.lines.get(code)?.includes(about)),
        ),
    )
    .map(({ code, says, passages }) => ({ code, polarity: says, passages }))
    .sort((a, b) => (reading.order.get(a.code) ?? 0) - (reading.order.get(b.code) ?? 0))
}

const bareCheck = ({ id, name, codes }: Theme, layer: Layer): StatementCheck => ({
  kind: 'theme',
  theme: id,
  statement: null,
  what: `“${contained(name)}”: no ${layer === 'consensus' ? 'consensus ' : ''}passage stands behind this theme${codes.length === 0 ? ', and it has no codes of its own' : ''}.`,
})

function checksOf(
  reading: Reading,
  bands: StatementTable['bands'],
  statements: readonly Statement[],
): StatementCheck[] {
  const named = (codes: readonly string[]) =>
    codes.length === 0 ? 'no component' : codes.map(code => reading.codes.get(code)?.name ?? '').join(' and ')
  const passages = (n: number) => (n === 1 ? '1 passage' : `${n} passages`)
  const codings = (n: number) => (n === 1 ? '1 coding' : `${n} codings`)
  const checks = bands.flatMap(({ rows }) =>
    rows.flatMap(({ theme, name, facilitators, barriers, unwritten }): StatementCheck[] => [
      ...[...facilitators, ...barriers].flatMap(statement => {
        const about = `“${contained(name)}”, ${named(statement.codes)} (${statement.polarity})`
        const say = (what: string) => ({
          kind: 'statement' as const,
          theme,
          statement: statement.id,
          what: `${about}: ${what}`,
        })
        return [
          ...(statement.codes.length === 0
            ? [say('it is about no component any more. Say about which, or remove it.')]
            : []),
          ...(statement.passages.length === 0 && statement.codes.length > 0
            ? [say('no passage stands behind this statement, so it names no source.')]
            : []),
          ...(statement.gone > 0
            ? [
                say(
                  `${codings(statement.gone)} chosen for it ${statement.gone === 1 ? 'is' : 'are'} there no more.`,
                ),
              ]
            : []),
          ...(statement.astray > 0
            ? [
                say(
                  `${codings(statement.astray)} chosen for it ${statement.astray === 1 ? 'is' : 'are'} no longer coded to both.`,
                ),
              ]
            : []),
          ...(statement.sources.includes(noDataSet)
            ? [say('a passage behind it is of a source without a data set.')]
            : []),
        ]
      }),
      ...unwritten.map(({ code, polarity, passages: n }) => ({
        kind: 'unwritten' as const,
        theme,
        statement: null,
        what: `“${contained(name)}”: ${passages(n)} ${n === 1 ? 'is' : 'are'} coded to ${named([code])} (${polarity ?? 'neither facilitator nor barrier'}), and no statement speaks of it.`,
      })),
    ]),
  )
  const used = new Set(statements.flatMap(({ codes }) => codes))
  // One that was split or retired is no component to be used any more.
  const standing = [...reading.codes.values()].filter(({ status }) => status !== 'retired')
  const above = new Set(standing.map(({ parent }) => parent))
  const components = standing.filter(({ id }) => !above.has(id))
  const unused = components.filter(({ id }) => !used.has(id))
  return statements.length === 0 || unused.length === 0
    ? checks
    : [
        ...checks,
        {
          kind: 'framework',
          theme: null,
          statement: null,
          what: `${components.length - unused.length} of ${components.length} components are used. Not used: ${unused.map(({ name }) => contained(name)).join(', ')}.`,
        },
      ]
}
