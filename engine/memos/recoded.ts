import type { Polarity } from '#shared/model/coding.ts'
import { standingCodes } from '../codebook/standing.ts'
import type { Heir } from '../codings/heirs.ts'
import { all, type Db, first } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import { byOrder, type Journalled } from '../history/order.ts'
import { mayShowCode, mayShowCoding, mayShowOperation } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'

/** What a coding carried. Only what a change replaced is there. */
interface Carried {
  code?: string
  polarity?: Polarity | null
}

type Step = Omit<Journalled, 'kind' | 'undoes'>

/**
 * Says of the quoted `codings` whose code or polarity is other than it was when the memo quoted them, by id, what it was and
 * is, as far as the member `me` may see it: of one that is gone, by its heir. When they were quoted is read from the journal:
 * a memo whose journal does not tell it says nothing. A merged code is the one it was merged into.
 */
export function recodedSince(
  db: Db,
  memo: string,
  { codings, heirs }: { codings: readonly string[]; heirs: ReadonlyMap<string, Heir> },
  me: string,
): Map<string, string> {
  const changes = codings.length === 0 ? [] : changesOf(db, codings, me)
  if (changes.length + heirs.size === 0) return new Map()
  const touched = new Set(changes.flatMap(step => step.changes.map(({ id }) => id)))
  const steps = changes.length === 0 ? [] : [...changes, ...textsOf(db, memo, me)].sort(byOrder)
  return new Map(
    [...new Set([...touched, ...heirs.keys()])].flatMap(coding => {
      const heir = heirs.get(coding)
      const was = { ...heir?.was, ...(touched.has(coding) ? carriedWhenQuoted(db, steps, coding) : {}) }
      const said = inWords(db, heir?.coding ?? coding, was, me)
      return said === '' ? [] : [[coding, said] as const]
    }),
  )
}

/** The journal's columns that `Step` and the order of entries ask for. */
const columns = 'o.id, o.copy, o.sequence, o.lamport, o.actor'

/** The steps that changed the code or polarity of these codings, each with those changes only. */
const changesOf = (db: Db, codings: readonly string[], me: string): Step[] =>
  all<Omit<Step, 'changes'> & { change: string }>(
    db,
    `SELECT ${columns}, c.value AS change FROM operations o CROSS JOIN json_each(o.changes) c
     WHERE o.kind <> 'sources.imported' AND instr(o.changes, '"table":"codings"') > 0 AND instr(o.changes, '"before":{') > 0
       AND c.value ->> 'table' = 'codings' AND c.value ->> 'id' IN (SELECT value FROM json_each($codings))
       AND json_type(c.value, '$.before') = 'object' AND json_type(c.value, '$.after') = 'object'
       AND (json_type(c.value, '$.before.code') IS NOT NULL OR json_type(c.value, '$.before.polarity') IS NOT NULL)
       AND ${mayShowOperation('o', '$me')} AND ${isNotIn('o', '$out')}`,
    { codings: JSON.stringify(codings), me, out: JSON.stringify(leftOut(db)) },
  ).map(({ change, ...step }) => ({ ...step, changes: [JSON.parse(change) as Change] }))

/** The steps that gave the memo a text, each with that change only. */
const textsOf = (db: Db, memo: string, me: string): Step[] =>
  all<Omit<Step, 'changes'> & { changes: string }>(
    db,
    `SELECT ${columns}, o.changes FROM operations o WHERE instr(o.changes, $memo) > 0
       AND ${mayShowOperation('o', '$me')} AND ${isNotIn('o', '$out')}`,
    { memo: `"table":"memos","id":"${memo}"`, me, out: JSON.stringify(leftOut(db)) },
  ).map(({ changes, ...step }) => ({
    ...step,
    changes: (JSON.parse(changes) as Change[]).filter(
      ({ table, id, after }) => table === 'memos' && id === memo && typeof after?.['body'] === 'string',
    ),
  }))

/** What the coding carried when the text that stands began to quote it, where that is replaced since. */
function carriedWhenQuoted(db: Db, steps: readonly Step[], coding: string): Carried {
  let quoted = false
  let isMadeHere = false
  let carried: Carried = {}
  for (const { table, id, before, after } of steps.flatMap(({ changes }) => changes)) {
    if (table === 'memos') {
      const quotes = contentText(db, String(after?.['body'])).includes(coding)
      if (before === null) isMadeHere = true
      // A journal that begins after the memo was made does not tell when it quoted what it holds by then.
      if (quotes && !quoted) carried = {}
      quoted = quotes && isMadeHere
    } else if (id === coding && quoted) carried = { ...(before as Carried), ...carried }
  }
  return quoted ? carried : {}
}

function inWords(db: Db, coding: string, was: Carried, me: string): string {
  const now = first<{ code: string; polarity: Polarity | null }>(
    db,
    `SELECT c.code, c.polarity FROM codings c WHERE c.id = ? AND ${mayShowCoding('c', '?')}`,
    coding,
    me,
  )
  if (!now) return ''
  const standing = standingCodes(db)
  const countsAs = (code: string) => standing.get(code) ?? code
  const said: string[] = []
  if (was.code !== undefined && countsAs(was.code) !== countsAs(now.code)) {
    const before = codeName(db, countsAs(was.code), me)
    const after = codeName(db, countsAs(now.code), me)
    said.push(
      before && after
        ? `Its coding carried ${before} when it was quoted and carries ${after} now.`
        : 'Its coding carries another code than when it was quoted.',
    )
  }
  if (was.polarity !== undefined && was.polarity !== now.polarity)
    said.push(
      `Its coding was ${polarityName(was.polarity)} when it was quoted and is ${polarityName(now.polarity)} now.`,
    )
  return said.join(' ')
}

/** A code's name in quotation marks, with the word that it is retired; null where it is not there, or hidden from `me`. */
function codeName(db: Db, id: string, me: string): string | null {
  const code = first<{ name: string; status: string }>(
    db,
    `SELECT k.name, k.status FROM codes k WHERE k.id = ? AND ${mayShowCode('k', '?')}`,
    id,
    me,
  )
  return code ? `“${code.name}”${code.status === 'retired' ? ' (retired)' : ''}` : null
}

const polarityName = (polarity: Polarity | null): string =>
  polarity === null ? 'without polarity' : `a ${polarity}`
