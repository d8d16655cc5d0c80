import { TandemError } from '#shared/errors.ts'
import type { GoesWith } from '#shared/model/codebook.ts'
import { all, type Db, first, value } from '../db/sql.ts'
import { type Change, type FoldedTable, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { memosGoing } from '../memos/go-with.ts'
import { withoutMemosAbout } from '../memos/removal.ts'
import { meOf } from '../rounds/blinding.ts'
import type { Reading, Tools } from '../tools.ts'
import { sourceById } from './queries.ts'

/** Takes sources with all that hangs on them out of the study: one journal entry. Refuses all where one must stay. */
export function removeSources(tools: Tools, sources: readonly string[]): void {
  const { db, asking, record } = tools
  if (!asking.manages) signedIn(asking)
  const going = [...new Set(sources)]
  const { refused } = goesWith(tools, going)
  if (refused)
    throw new TandemError(
      'conflict',
      refused,
      'Sources of a round stay, so that its figures stay true; confirmed memos stay until they are set back to draft.',
    )
  const [only = ''] = going
  record(
    'source.removed',
    going.length === 1 ? `Removed “${sourceById(db, only).title}”` : `Removed ${going.length} sources`,
    going.flatMap(source => removal(db, source)),
  )
}

const removal = (db: Db, source: string): Change[] => {
  const rows = (table: FoldedTable) =>
    all<{ id: string }>(db, `SELECT id FROM ${table} WHERE source = ?`, source).map(({ id }) =>
      removed(db, table, id),
    )
  const corrections = all<{ id: string }>(
    db,
    'SELECT id FROM corrections WHERE revision IN (SELECT id FROM revisions WHERE source = ?)',
    source,
  ).map(({ id }) => removed(db, 'corrections', id))
  return [
    ...rows('to_place'),
    ...rows('codings'),
    ...rows('annotations'),
    ...rows('source_cases'),
    ...rows('source_speakers'),
    ...rows('speaker_choices'),
    ...withoutMemosAbout(db, 'source', [source]),
    ...rows('attachments'),
    ...rows('records'),
    ...rows('source_tags'),
    ...corrections,
    ...rows('revisions'),
    removed(db, 'sources', source),
  ]
}

/** What goes with sources when they are removed, and which of them cannot be, by name. */
export function goesWith({ db, asking }: Reading, sources: readonly string[]): GoesWith {
  const going = [...new Set(sources)].map(id => ({ id, title: sourceById(db, id).title }))
  const inRound = going.filter(
    ({ id }) => first(db, 'SELECT 1 FROM round_sources WHERE source = ?', id) !== undefined,
  )
  const codings = going.reduce(
    (sum, { id }) =>
      sum + value<number>(db, 'SELECT count(*) AS n FROM codings WHERE source = ? AND round IS NULL', id),
    0,
  )
  const mayAll = asking.manages || asking.member?.roles.includes('lead')
  const others = mayAll
    ? []
    : going.filter(({ id }) =>
        first(
          db,
          'SELECT 1 FROM codings WHERE source = ? AND round IS NULL AND coder IS NOT ?',
          id,
          meOf(asking),
        ),
      )
  const [only] = going
  const them =
    going.length === 1 ? `“${only?.title}”` : `these ${going.length.toLocaleString('en-GB')} sources`
  const count = codings.toLocaleString('en-GB')
  const memos = memosGoing(
    db,
    'source',
    going.map(({ id }) => id),
    meOf(asking),
  )
  const coded =
    codings === 0
      ? `Nothing is coded in ${them}.`
      : codings === 1
        ? `1 coding goes with ${them}.`
        : `${count} codings go with ${them}.`
  return {
    codings,
    children: 0,
    sentence:
      memos.count === 0
        ? coded
        : `${coded} ${memos.words} about ${going.length === 1 ? 'it' : 'them'} ${memos.count === 1 ? 'goes' : 'go'} too.`,
    refused:
      inRound.length > 0
        ? `${named(inRound)} ${inRound.length === 1 ? 'belongs' : 'belong'} to a round and cannot be removed.`
        : others.length > 0
          ? `Other coders have coded ${named(others)}; only a lead can remove ${others.length === 1 ? 'it' : 'them'}.`
          : memos.refused,
  }
}

/** More titles than this are counted. */
const mostNamed = 6

function named(sources: readonly { title: string }[]): string {
  const titles = sources.map(({ title }) => `“${title}”`)
  const all =
    titles.length > mostNamed
      ? [...titles.slice(0, mostNamed - 1), `${titles.length - mostNamed + 1} others`]
      : titles
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
