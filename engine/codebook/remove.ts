import type { CodesGoWith } from '#shared/model/codebook.ts'
import { all, first, value } from '../db/sql.ts'
import { type Change, type FoldedTable, removed } from '../history/changes.ts'
import { memosGoing } from '../memos/go-with.ts'
import { withoutMemosAbout } from '../memos/removal.ts'
import { meOf, somethingIsBlind } from '../rounds/blinding.ts'
import { statementsAbout, withoutStatementsAbout } from '../statements/removal.ts'
import type { Reading, Tools } from '../tools.ts'
import { because } from './changes.ts'
import { codesUnder, outermost, type StoredCode, visibleAmong } from './queries.ts'

/** What would go with codes that are removed together, as far as the asker may know of it. */
export function goesWith(reading: Reading, codes: readonly StoredCode[]): CodesGoWith {
  const { db, asking } = reading
  const named = new Set(codes.map(({ id }) => id))
  const going = codesUnder(db, [...named])
  const me = meOf(asking)
  const mine = value<number>(
    db,
    'SELECT count(*) AS n FROM codings WHERE coder = ? AND code IN (SELECT value FROM json_each(?))',
    me,
    JSON.stringify(going),
  )
  const children = visibleAmong(db, going, me).filter(id => !named.has(id)).length
  const [one] = codes
  const what = named.size === 1 && one ? `“${one.name}”` : `these ${named.size} codes`
  const them = named.size === 1 ? 'it' : 'them'
  const statements = statementsAbout(db, going)
  const memos = memosGoing(db, 'code', going, me)
  const parts = [
    ...(mine > 0 ? [mine === 1 ? '1 of your codings' : `${mine} of your codings`] : []),
    ...(children > 0 ? [`${children} ${children === 1 ? 'code' : 'codes'} under ${them}`] : []),
    ...(statements.going.length > 0 ? [inWords(statements.going.length, 'statement')] : []),
    ...(statements.losing.length > 0
      ? [
          `${named.size === 1 ? 'its' : 'their'} place in ${inWords(statements.losing.length, 'other statement')}`,
        ]
      : []),
    ...(memos.count > 0 ? [memos.words] : []),
  ]
  const isOne =
    parts.length === 1 &&
    mine + children + statements.going.length + memos.count + Math.min(1, statements.losing.length) === 1
  return {
    codings: mine,
    children,
    parts,
    sentence:
      parts.length > 0
        ? `With ${what} ${isOne ? 'goes' : 'go'} ${listed(parts)}. This can be undone.`
        : 'This can be undone.',
    refused: codes.length === 1 || refusal(reading, codes) !== null ? firstRefusal(reading, codes) : null,
  }
}

const inWords = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`

const listed = (parts: readonly string[]): string =>
  parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

/** The changes that remove codes with all that goes with them; of each code that goes, that it was removed and why is logged. */
export function removal(tools: Tools, codes: readonly StoredCode[], why: string): (Change | null)[] {
  const { db } = tools
  const going = codesUnder(
    db,
    outermost(
      db,
      codes.map(({ id }) => id),
    ),
  )
  const list = JSON.stringify(going)
  const removedRows = (table: FoldedTable, ...columns: string[]) =>
    all<{ id: string }>(
      db,
      `SELECT id FROM ${table} WHERE ${columns
        .map(column => `${column} IN (SELECT value FROM json_each($list))`)
        .join(' OR ')}`,
      { list },
    ).map(({ id }) => removed(db, table, id))
  return [
    ...all<{ id: string }>(
      db,
      `SELECT id FROM to_place WHERE what = 'coding' AND (kept ->> 'code' IN (SELECT value FROM json_each($list))
         OR "row" IN (SELECT id FROM codings WHERE code IN (SELECT value FROM json_each($list))))`,
      { list },
    ).map(({ id }) => removed(db, 'to_place', id)),
    ...removedRows('codings', 'code'),
    ...withoutStatementsAbout(db, going),
    ...removedRows('theme_codes', 'code'),
    ...withoutMemosAbout(db, 'code', going),
    ...removedRows('code_merges', 'code'),
    ...removedRows('split_judgements', 'split', 'part'),
    ...removedRows('split_parts', 'code', 'part'),
    ...removedRows('codes_apart', 'code', 'other'),
    ...removedRows('code_examples', 'code'),
    ...going.toReversed().map(id => removed(db, 'codes', id)),
    ...all<StoredCode>(
      db,
      'SELECT c.* FROM json_each(?) l JOIN codes c ON c.id = l.value ORDER BY l.key',
      list,
    ).map(code => because(tools, 'removed', code, why)),
  ]
}

/** The refusal of the first of the codes that cannot be removed. */
function firstRefusal(reading: Reading, codes: readonly StoredCode[]): string | null {
  for (const code of codes) {
    const refused = refusal(reading, [code])
    if (refused !== null) return refused
  }
  return null
}

/** Why the codes cannot be removed, in words of the first of them; null where they can. */
function refusal({ db, study, asking }: Reading, codes: readonly StoredCode[]): string | null {
  // While a blind round is open the answer must not depend on what others did, or it would tell.
  const isOwnProposal = (code: StoredCode) =>
    code.created_by === asking.member?.id && code.proposed_in !== null
  if (somethingIsBlind(db) && !codes.every(isOwnProposal)) {
    return 'While a blind round is open, codes are not removed.'
  }
  if (study.handout && !codes.every(isOwnProposal)) {
    return 'The framework stays as it was handed out; only codes you have added are removed.'
  }
  const going = codesUnder(
    db,
    codes.map(({ id }) => id),
  )
  const list = JSON.stringify(going)
  const others = first(
    db,
    `SELECT 1 FROM codings WHERE coder IS NOT $me AND code IN (SELECT value FROM json_each($list))
     UNION ALL SELECT 1 FROM to_place WHERE coder IS NOT $me AND kept ->> 'code' IN (SELECT value FROM json_each($list))
     UNION ALL SELECT 1 FROM split_judgements
       WHERE made_by IS NOT $me AND part IN (SELECT value FROM json_each($list))
     LIMIT 1`,
    { me: meOf(asking), list },
  )
  const settled = first(
    db,
    `SELECT 1 FROM codings c JOIN round_coders p ON p.round = c.round AND p.coder = c.coder
     WHERE p.submitted_at IS NOT NULL AND c.code IN (SELECT value FROM json_each($list))
     UNION ALL SELECT 1 FROM rulings WHERE code IN (SELECT value FROM json_each($list)) LIMIT 1`,
    { list },
  )
  const name = codes[0]?.name ?? ''
  // Which memos are returned is the coder's choice, and one step is returned whole or not at all.
  if (
    study.handout &&
    first(db, `SELECT 1 FROM memos WHERE about IN (SELECT value FROM json_each(?))`, list)
  ) {
    return `A memo is about “${name}” or a code under it. Remove the memo first.`
  }
  if (others) return `Others have coded with “${name}” or a code under it.`
  if (settled) return `“${name}” or a code under it was used in a submitted round.`
  return memosGoing(db, 'code', going, meOf(asking)).refused
}
