import { namedIn } from '#shared/model/attribution.ts'
import type { GoesWith } from '#shared/model/codebook.ts'
import type { SavedFilter } from '#shared/model/source-filter.ts'
import { listFrameworks } from '../codebook/queries.ts'
import { all, column, type Db, value } from '../db/sql.ts'
import { attributionStyle } from '../memos/attribution.ts'
import { quotationsIn, readBody } from '../memos/body.ts'
import { touchedMemos } from '../memos/go-with.ts'
import { countsIn } from '../memos/live-numbers.ts'
import { type StoredMemo, visibleMemos } from '../memos/visible.ts'
import { listQueries } from '../queries/stored.ts'
import { meOf } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'
import { statementTable } from '../statements/table.ts'
import type { Reading } from '../tools.ts'

/**
 * What becomes of what goes by a data set where that is removed, as far as the asker may know of it: its sources, the statements
 * that name it, what is written of it under Explore, the memos that count in it or attribute by it, and what asks for it. A
 * confirmed memo that would say something else refuses the removal.
 */
export function dataSetGoesWith(
  { db, asking }: Reading,
  { id, name }: { id: string; name: string },
): GoesWith {
  const me = meOf(asking)
  const sources = value<number>(db, 'SELECT count(*) AS n FROM sources WHERE data_set = ?', id)
  const statements = statementsNaming(db, name, me)
  const notes = value<number>(db, 'SELECT count(*) AS n FROM grid_notes WHERE about = ?', id)
  const queries = listQueries(db, me).filter(({ asks }) => asks.dataSets.includes(id))
  const asked = queries.length + filtersFor(db, id)
  const isAttributed = attributionStyle(db).templates.some(({ dataSet }) => dataSet === id)
  const memos = touchedMemos(
    memosGoingBy(db, { id, queries: new Set(queries.map(one => one.id)), me }),
    'change',
  )
  return {
    codings: 0,
    children: sources,
    sentence: [
      sources === 0
        ? `No source is in “${name}”.`
        : sources === 1
          ? 'Its source stays, in no data set.'
          : `Its ${sources.toLocaleString('en-GB')} sources stay, in no data set.`,
      ...said(
        statements,
        ['statement names', 'statements name'],
        'it as a source of data and will name it no more.',
      ),
      ...said(notes, ['cell', 'cells'], `written of it under Explore ${notes === 1 ? 'goes' : 'go'}.`),
      ...(memos.count > 0
        ? [`${memos.words} ${memos.count === 1 ? 'has' : 'have'} numbers or attributions that go by it.`]
        : []),
      ...said(asked, ['saved query or filter asks', 'saved queries and filters ask'], 'for it.'),
      ...(isAttributed ? ['Its own attribution is used no more.'] : []),
    ].join(' '),
    refused: memos.refused,
  }
}

const said = (count: number, [one, several]: readonly [string, string], rest: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several} ${rest}`]

/** How many statements name the data set as a source of data, on the consensus. */
const statementsNaming = (db: Db, name: string, me: string): number =>
  listFrameworks(db, me)
    .filter(({ kind }) => kind === 'deductive')
    .flatMap(({ id }) => statementTable(db, { framework: id, layer: 'consensus', me }).bands)
    .flatMap(({ rows }) => rows)
    .flatMap(({ facilitators, barriers }) => [...facilitators, ...barriers])
    .filter(({ sources }) => sources.includes(name)).length

const filtersFor = (db: Db, id: string): number =>
  column<string>(db, 'SELECT asks FROM saved_filters').filter(asks =>
    Object.values((JSON.parse(asks) as SavedFilter['asks']).facets).some(values => values.includes(id)),
  ).length

interface GoneBy {
  /** The data set. */
  id: string
  /** The saved queries that ask for it. */
  queries: ReadonlySet<string>
  me: string
}

/** The memos with a number that counts in the data set, or with a quotation from it that is attributed by it; by title. */
function memosGoingBy(db: Db, { id, queries, me }: GoneBy): StoredMemo[] {
  const { templates } = attributionStyle(db)
  const own = new Set(templates.filter(({ dataSet }) => dataSet === id).map(({ kind }) => kind))
  const naming = new Set(
    templates.filter(({ template }) => namedIn(template).includes('set')).map(({ kind }) => kind),
  )
  const attributed = new Set(
    all<{ id: string; kind: (typeof templates)[number]['kind'] }>(
      db,
      'SELECT id, kind FROM sources WHERE data_set = ?',
      id,
    )
      .filter(({ kind }) => own.has(kind) || naming.has(kind))
      .map(source => source.id),
  )
  return visibleMemos(db, me)
    .filter(({ body }) => {
      const root = readBody(contentText(db, body))
      return (
        countsIn(root).some(
          ({ among, behind }) => among === id || (behind.kind === 'query' && queries.has(behind.id)),
        ) || quotationsIn(root).some(({ source }) => attributed.has(source))
      )
    })
    .sort((a, b) => a.title.localeCompare(b.title))
}
