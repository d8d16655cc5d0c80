import { diffWordsWithSpace } from 'diff'
import type { MemoComparison, MemoText } from '#shared/model/memo-review.ts'
import { countWords } from '#shared/text/words.ts'
import { all, type Db } from '../db/sql.ts'
import type { Change } from '../history/changes.ts'
import { isNotIn, leftOut } from '../history/counting.ts'
import { mayShowOperation } from '../rounds/blinding.ts'
import { contentText } from '../sources/contents.ts'
import { readBody, wordsIn } from './body.ts'

/** A text a memo had, with its content by hash. */
export interface EarlierText extends MemoText {
  body: string
}

/** What one writes within so many milliseconds is one text in the list: the last of it. */
const sitting = 10 * 60_000

/** A text goes among the earlier ones of a memo, which keeps the text it has. */
export const setAside = (memo: string, current: string, written: string): Change[] => [
  { table: 'memos', id: memo, before: { body: current }, after: { body: written } },
  { table: 'memos', id: memo, before: { body: written }, after: { body: current } },
]

/**
 * The texts a memo had, newest first, out of the journal: one for each sitting of a member. `mayShow` says of a text whether
 * it may be seen.
 */
export function earlierTexts(
  db: Db,
  memo: string,
  me: string,
  mayShow: (body: string) => boolean,
): EarlierText[] {
  const steps = all<{
    id: string
    at: number
    actor: string
    who: string | null
    summary: string
    changes: string
  }>(
    db,
    `SELECT o.id, o.at, o.actor, m.name AS who, o.summary, o.changes FROM operations o LEFT JOIN members m ON m.id = o.actor
     WHERE o.kind <> 'handout.made' AND instr(o.changes, $memo) > 0 AND ${mayShowOperation('o', '$me')} AND ${isNotIn('o', '$out')}
     ORDER BY o.lamport, o.actor, o.sequence`,
    { memo: `"table":"memos","id":"${memo}"`, me, out: JSON.stringify(leftOut(db)) },
  )
  const texts: (EarlierText & { actor: string; time: number })[] = []
  for (const { id, at, actor, who, summary, changes } of steps) {
    const own = (JSON.parse(changes) as Change[]).filter(one => one.table === 'memos' && one.id === memo)
    const bodies = own.map(({ after }) => after?.['body']).filter(body => typeof body === 'string')
    // One that was set aside stands before the text that the memo kept.
    const isAside = bodies.length > 1 && bodies.at(-1) === own[0]?.before?.['body']
    const body = isAside ? bodies[0] : bodies.at(-1)
    if (body === undefined || body === texts.at(-1)?.body || !mayShow(body)) continue
    const kept = isAside ? texts.pop() : undefined
    const last = texts.at(-1)
    const text = {
      step: id,
      at: new Date(at).toISOString(),
      who,
      what: summary,
      words: wordsIn(readBody(contentText(db, body))),
      isCurrent: false,
      body,
      actor,
      time: at,
    }
    if (last && last.actor === actor && at - last.time < sitting && last.what === summary)
      texts[texts.length - 1] = text
    else texts.push(text)
    if (kept) texts.push(kept)
  }
  const newest = texts.at(-1)
  if (newest) newest.isCurrent = true
  return texts.reverse().map(({ actor: _actor, time: _time, ...text }) => text)
}

/** One text laid over another, word by word. */
export function compared(before: string, after: string): MemoComparison {
  const parts = diffWordsWithSpace(before, after, { timeout: 3000 }) ?? [
    { value: before, added: false, removed: true },
    { value: after, added: true, removed: false },
  ]
  const pieces = parts.map(({ value, added, removed }) => ({
    text: value,
    is: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
  }))
  const count = (is: 'added' | 'removed') =>
    pieces.filter(piece => piece.is === is).reduce((sum, { text }) => sum + countWords(text), 0)
  return { pieces, added: count('added'), removed: count('removed') }
}
