import type { Span } from '#shared/text/span.ts'
import { askOnce } from '../ask-once.ts'
import { all, type Db, first } from '../db/sql.ts'
import type { Operation } from '../history/journal.ts'
import { type Anchored, anchors } from '../revisions/anchors.ts'
import { carriedEdits } from '../revisions/carry-edits.ts'
import { textKnownTo } from '../revisions/known-text.ts'
import { type Lineage, lineageOf } from '../revisions/lineage.ts'
import { textsWith } from '../revisions/texts-there-were.ts'
import { contentText } from '../sources/contents.ts'
import { acceptances } from './accepted.ts'
import { type MemoNode, type Quotation, quotationsIn, readBody, requoted } from './body.ts'

/** What is other of a quotation once it is carried. */
type Moved = Partial<Omit<Quotation, 'source' | 'coding'>>

/** What became of a quotation since it was taken: where it is now, and where its words stood whole last. */
export interface Followed {
  source: string
  fate: 'same' | 'touched' | 'gone'
  moved: Moved
  last: Span & { revision: string }
}

/** A memo’s text with its quotations at their places in the texts as they are now. */
export interface CarriedBody {
  body: string
  root: MemoNode
}

/**
 * What reads a memo’s text, by its content’s hash, as of today: a memo’s text is kept as it was written, and each quotation in it knows
 * which text of its source it is a place of. One whose words differ by now is at what became of them, and is `corrected` until
 * somebody accepts them; one of which nothing is left has no extent. Reads each source’s texts once for any number of memos.
 */
export function carrier(db: Db): (memo: string, sha256: string) => CarriedBody {
  const follow = follower(db)
  const isAccepted = acceptances(db, follow)
  return (memo, sha256) => {
    const body = contentText(db, sha256)
    const root = readBody(body)
    const revisionOf = textsWrittenOn(db, memo, sha256)
    const moved = requoted(root, quotation => {
      const change = follow(quotation, { revisionOf })?.moved ?? null
      const now = { ...quotation, ...change }
      return now.corrected && isAccepted(memo, now) ? { ...change, corrected: false } : change
    })
    return moved ? { body: withRoot(body, moved), root: moved } : { body, root }
  }
}

/** What says of each quotation in a memo’s text, by its content’s hash, what became of it; of those in older texts only. */
export function follows(db: Db): (memo: string, sha256: string) => Followed[] {
  const follow = follower(db)
  return (memo, sha256) => {
    const revisionOf = textsWrittenOn(db, memo, sha256)
    return quotationsIn(readBody(contentText(db, sha256))).flatMap(each => follow(each, { revisionOf }) ?? [])
  }
}

/**
 * What carries a quotation into the newest text of its source, or another of it; null where there is nothing to carry. Of one that
 * does not say which text it is a place of, `revisionOf` says it by the source; null there means the newest.
 */
export type Follow = (
  quotation: Quotation,
  asked?: { revisionOf?: (source: string) => string | null; to?: string },
) => Followed | null

export function follower(db: Db): Follow {
  const newest = askOnce((source: string) => newestText(db, source))
  const lineages = askOnce((key: string) => {
    const [source = '', revision = ''] = key.split(' ')
    return lineageOf(db, textsWith(db, source, revision))
  })
  return (quotation, { revisionOf = () => null, to: asked } = {}) => {
    const { source, start, end } = quotation
    const now = newest(source)
    const to = asked ?? now?.id
    // What is said of a source that is not there is not carried anywhere.
    if (now === undefined || to === undefined || quotation.revision === to) return null
    const from = quotation.revision ?? (now.isOnly ? null : revisionOf(source)) ?? now.id
    const last = { revision: from, start, end }
    if (from === to || start >= end) return { source, fate: 'same', moved: { revision: to }, last }
    const found = carried(lineages(`${source} ${from}`), to, quotation, last)
    return { source, ...found, moved: { ...found.moved, revision: to } }
  }
}

/** Which text of a source a memo’s text was written on, where its quotations do not say. */
function textsWrittenOn(db: Db, memo: string, sha256: string): (source: string) => string | null {
  const writing = askOnce((of: string) => stepThatWrote(db, of, sha256))
  return askOnce(source => {
    const step = writing(memo)
    return step ? textKnownTo(db, source, step) : null
  })
}

/** A text whose quotations say which text of their source they are places of: the newest, where they did not say. */
export function stamped(db: Db, body: string, root: MemoNode): string {
  const newest = askOnce((source: string) => newestText(db, source))
  const said = requoted(root, ({ source, revision }) => {
    const to = revision === null ? newest(source) : undefined
    return to ? { revision: to.id } : null
  })
  return said ? withRoot(body, said) : body
}

const withRoot = (body: string, root: MemoNode): string =>
  JSON.stringify({ ...(JSON.parse(body) as object), root })

const newestText = (db: Db, source: string): { id: string; isOnly: boolean } | undefined => {
  const [newest, other] = all<{ id: string }>(
    db,
    'SELECT id FROM revisions WHERE source = ? ORDER BY number DESC LIMIT 2',
    source,
  )
  return newest && { id: newest.id, isOnly: other === undefined }
}

/** A quotation from the text it was taken from to another; of a text that nothing tells of, nothing is left. */
function carried(
  lineage: Lineage,
  to: string,
  quotation: Quotation,
  from: Followed['last'],
): Omit<Followed, 'source'> {
  const { texts } = lineage
  const [base, target] = [from.revision, to].map(id => texts.findIndex(text => text.id === id))
  let last = from
  const gone = (at: number): Omit<Followed, 'source'> => ({
    fate: 'gone',
    moved: { start: Math.max(1, at), end: Math.max(1, at) },
    last,
  })
  if (base === undefined || target === undefined || base < 0 || target < 0) return gone(1)
  if (quotation.end > lineage.textOf(base).length) return gone(1)
  const steps = lineage.path(base, target)
  const passed = [base, ...steps.map(step => step.to)]
  let now: Span & Pick<Quotation, 'marks'> = quotation
  let isSame = true
  let goneAt: number | null = null
  for (let n = 0; n < steps.length; n++) {
    // What was corrected and put back again stands where it stood.
    const back = passed.findLastIndex(at => texts[at]?.text === texts[passed[n] ?? 0]?.text)
    const step = steps[Math.max(n, back)]
    n = Math.max(n, back)
    if (!step) break
    const places = anchors(step.before, step)
    const place: Anchored | null = goneAt === null ? places.reanchor(now) : null
    if (place === null || place.fate === 'gone') {
      goneAt = place ? place.at : places.before(goneAt ?? 0)
      continue
    }
    const marks = place.fate === 'same' ? now.marks : carriedEdits(places, now, place)
    now = { start: place.start, end: place.end, marks }
    isSame &&= place.fate === 'same'
    if (isSame) last = { revision: texts[step.to]?.id ?? '', start: now.start, end: now.end }
  }
  if (goneAt !== null) return gone(goneAt)
  const { start, end, marks } = now
  return {
    fate: isSame ? 'same' : 'touched',
    moved: {
      start,
      end,
      ...(isSame ? {} : { corrected: true }),
      ...(quotation.marks.length > 0 ? { marks } : {}),
    },
    last,
  }
}

/** The first step that gave a memo a text; undefined where the journal does not tell. */
function stepThatWrote(
  db: Db,
  memo: string,
  sha256: string,
): Pick<Operation, 'copy' | 'sequence' | 'lamport'> | undefined {
  return first<Operation>(
    db,
    `SELECT o.copy, o.sequence, o.lamport FROM operations o
     WHERE instr(o.changes, $memo) > 0 AND EXISTS (SELECT 1 FROM json_each(o.changes) c WHERE c.value ->> 'table' = 'memos'
       AND c.value ->> 'id' = $id AND c.value ->> '$.after.body' = $sha256)
     ORDER BY o.lamport, o.actor, o.sequence, o.copy, o.id LIMIT 1`,
    { memo: `"table":"memos","id":"${memo}"`, id: memo, sha256 },
  )
}
