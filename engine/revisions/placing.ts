import { TandemError } from '#shared/errors.ts'
import { codeById } from '../codebook/queries.ts'
import { first, type Row } from '../db/sql.ts'
import { changed, made, removed } from '../history/changes.ts'
import { withAgreedLayers } from '../rounds/agreed-layer.ts'
import { openRoundOf } from '../rounds/queries.ts'
import { passageOf } from '../sources/passage.ts'
import { sourceById } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'
import { type Listed, mine } from './waiting.ts'

/** Kinds of the journal's entries, so that blind rounds hide a coder's placing as they hide their coding. */
const nouns: Record<Listed['what'], string> = {
  coding: 'coding',
  annotation: 'annotation',
  ruling: 'ruling',
  quotation: 'memo',
}

/** Takes items off the list as they stand. Refuses what has nothing left to stand on. */
export function accept(tools: Tools, ids: readonly string[]): { accepted: number } {
  const rows = [...new Set(ids)].map(id => mine(tools, id))
  for (const row of rows) if (isMark(row) && row.why === 'gone') throw nothingLeft()
  const [only] = rows
  if (!only) return { accepted: 0 }
  const one = rows.every(row => row.what === only.what)
  tools.record(
    `${nouns[one ? only.what : 'coding']}.placed`,
    rows.length === 1
      ? `Accepted where ${inWords(only)} stands in “${only.title}”`
      : `Accepted where ${rows.length} things stand`,
    withAgreedLayers(
      tools,
      rows.map(({ id }) => removed(tools.db, 'to_place', id)),
      new Set(rows.map(({ source }) => source)),
    ),
    { isDone: true },
  )
  return { accepted: rows.length }
}

/** Places a coding or an annotation on other words, and takes it off the list. */
export function place(tools: Tools, id: string, start: number, end: number): null {
  const { db, record } = tools
  const row = mine(tools, id)
  if (!isMark(row)) throw notByHand(row)
  const source = sourceById(db, row.source)
  passageOf(db, source, start, end)
  const table = row.what === 'coding' ? 'codings' : 'annotations'
  const changes = [
    row.kept === null
      ? changed(db, table, row.row, { start, end })
      : made(table, row.row, backAgain(tools, row, { revision: source.revision, start, end })),
    removed(db, 'to_place', id),
  ]
  record(
    `${nouns[row.what]}.placed`,
    `Placed ${inWords(row)} in “${row.title}”`,
    withAgreedLayers(tools, changes, new Set([source.id])),
    { isDone: true },
  )
  return null
}

/** Drops a coding or an annotation that waits. Submitted work goes only where nothing is left of its words. */
export function drop(tools: Tools, id: string): null {
  const { db, record } = tools
  const row = mine(tools, id)
  if (!isMark(row)) throw notByHand(row)
  if (row.why === 'touched' && (row.submitted === 1 || row.layer === 'consensus')) {
    throw new TandemError(
      'not-allowed',
      row.layer === 'consensus'
        ? 'What was settled is not dropped while its words are there.'
        : 'This work was submitted in its round: it is placed, but not dropped.',
      'Accept where it stands, or place it on other words.',
    )
  }
  record(`${nouns[row.what]}.placed`, `Dropped ${inWords(row)} from “${row.title}”`, [
    row.kept === null ? removed(db, row.what === 'coding' ? 'codings' : 'annotations', row.row) : null,
    removed(db, 'to_place', id),
  ])
  return null
}

/** The row of what is gone as it comes back, in the round its maker works in now where it belonged to none. */
function backAgain({ db }: Tools, { kept, source, coder, round }: Listed, place: Row): Row {
  const row = JSON.parse(kept ?? '{}') as Row
  if (row.code !== undefined && !codeById(db, String(row.code))) {
    throw new TandemError('conflict', 'Its code was removed since.', 'Drop it, and code the words anew.')
  }
  const ruling = row.ruling ?? null
  if (ruling !== null && !first(db, 'SELECT 1 FROM rulings WHERE id = ?', ruling)) {
    throw new TandemError('conflict', 'Its ruling was withdrawn since.', 'Drop it, and rule again.')
  }
  const now = round ?? (coder === null ? null : (openRoundOf(db, coder, source) ?? null))
  return { ...row, ...place, round: now }
}

const isMark = (row: Listed): row is Listed & { what: 'coding' | 'annotation' } =>
  row.what === 'coding' || row.what === 'annotation'

function inWords({ what, name }: Listed): string {
  if (what === 'coding') return `“${name ?? ''}”`
  if (what === 'annotation') return 'an annotation'
  return what === 'ruling' ? 'a ruling' : `a quotation in the memo “${name ?? ''}”`
}

const nothingLeft = (): TandemError =>
  new TandemError(
    'conflict',
    'Nothing is left of the words that this stood on.',
    'Place it on other words, or drop it.',
  )

const notByHand = ({ what }: Listed): TandemError =>
  what === 'ruling'
    ? new TandemError(
        'conflict',
        'A ruling is not placed by hand.',
        'Accept it, or rule again under Adjudicate.',
      )
    : new TandemError(
        'conflict',
        'A quotation is not placed by hand.',
        'Accept it, or quote again in the memo.',
      )
