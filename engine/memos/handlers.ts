import type { memos } from '#shared/contract/memos.ts'
import { TandemError } from '#shared/errors.ts'
import type {
  Memo,
  MemoConfirmed,
  MemoKind,
  MemoSaved,
  MemoSubject,
  MemoSummary,
  QuotedPassage,
} from '#shared/model/memo.ts'
import { memoTemplates } from '#shared/model/memo-templates.ts'
import { codeById } from '../codebook/queries.ts'
import { heirsOf } from '../codings/heirs.ts'
import { type Db, first } from '../db/sql.ts'
import { textInWords } from '../export/memo-text.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { needsRole, signedIn } from '../members/asking.ts'
import { meOf, somethingIsBlind } from '../rounds/blinding.ts'
import { contentText, keep } from '../sources/contents.ts'
import type { Tools } from '../tools.ts'
import { attributionChanged, attributionStyle, attributionTried } from './attribution.ts'
import { bodyUnder, type MemoNode, quotationsIn, readBody, wordsIn, writtenBody } from './body.ts'
import { carrier, follower, stamped } from './carried.ts'
import { commentsOn, commentToRemove } from './comments.ts'
import { confirmedBy } from './confirmed.ts'
import { ofThisText, refuseConfirmed, writtenIn } from './confirmed-stay.ts'
import { compared, type EarlierText, earlierTexts, setAside } from './earlier-texts.ts'
import { isAsHandedOut } from './handed-out-as.ts'
import { countsIn, liveNumber, peopleBehind } from './live-numbers.ts'
import { quoter } from './quotations.ts'
import { recodedSince } from './recoded.ts'
import { withoutMemos } from './removal.ts'
import { removedMemo } from './removed-meanwhile.ts'
import { type StoredMemo, storedMemos, tellsOfHidden, visibleMemos, withheld } from './visible.ts'
import { voicesIn } from './voices.ts'

export const memoHandlers: Handlers<typeof memos> = {
  list: ({ db, asking }) => listMemos(db, meOf(asking)),

  open: ({ db, asking }, { memo }) => openMemo(db, memo, meOf(asking)),

  add(tools, { title, kind, about, template }) {
    const { db, asking, now, newId, record } = tools
    if (!asking.manages) signedIn(asking)
    subjectExists(tools, about)
    const id = newId()
    const body = bodyUnder(memoTemplates.find(one => one.id === template)?.headings ?? [])
    record('memo.added', `Began the memo “${title}”`, [
      made('memos', id, {
        title,
        kind,
        state: 'draft',
        about_kind: about.kind,
        about: about.id,
        author: asking.member?.id ?? null,
        body: keep(db, 'memo', body),
        words: wordsIn(readBody(body)),
        updated_at: now,
      }),
    ])
    return openMemo(db, id, meOf(asking))
  },

  save(tools, { memo, title, body, from }) {
    const { db, asking, now, record } = tools
    if (!asking.manages) signedIn(asking)
    const isOnATextOfIt = body !== undefined && from !== undefined
    const gone = isOnATextOfIt ? removedMemo(db, memo) : null
    if (isOnATextOfIt && gone) return keptApart(tools, gone, body)
    const before = mustBe(db, memo, meOf(asking))
    const root = body === undefined ? null : writtenBody(body)
    const isOther = isOnATextOfIt && !isAsHandedOut(db, memo, from, before.body)
    if (isOnATextOfIt && (isOther || before.state === 'confirmed')) {
      const written = keepBody(db, body)
      const isAside = written !== before.body
      const why = isOther ? 'changed' : 'confirmed'
      if (isAside)
        record(
          'memo.set-aside',
          `Set aside what was written in the memo “${before.title}”: it had been ${why} by then`,
          setAside(memo, before.body, written),
          { undoable: false },
        )
      return { ...summary(db, before, meOf(asking)), isAside }
    }
    refuseConfirmed(before)
    const change = changed(db, 'memos', memo, {
      ...(title === undefined ? {} : { title }),
      ...(body === undefined || root === null ? {} : { body: keepBody(db, body), words: wordsIn(root) }),
    })
    record('memo.saved', `Wrote in the memo “${title ?? before.title}”`, [
      change && writtenIn(db, memo, change, Math.max(now, before.updated_at + 1)),
    ])
    return { ...summary(db, mustBe(db, memo, meOf(asking)), meOf(asking)), isAside: false }
  },

  setState({ db, asking, record }, { memo, state }) {
    const before = mustBe(db, memo, meOf(asking))
    if (state === 'confirmed') needsRole(asking, ['lead', 'reviewer'], 'confirm a memo')
    else if (!asking.manages) signedIn(asking)
    record('memo.reviewed', `Set the memo “${before.title}” to ${state}`, [
      state === 'confirmed' || before.state === 'confirmed'
        ? ofThisText(db, changed(db, 'memos', memo, { state }))
        : changed(db, 'memos', memo, { state }),
    ])
    return summary(db, mustBe(db, memo, meOf(asking)), meOf(asking))
  },

  remove({ db, asking, record }, { memo }) {
    if (!asking.manages) signedIn(asking)
    const before = mustBe(db, memo, meOf(asking))
    refuseConfirmed(before, 'remove')
    record('memo.removed', `Removed the memo “${before.title}”`, withoutMemos(db, [memo]))
    return null
  },

  quote({ db, asking }, place) {
    const me = meOf(asking)
    const followed = follower(db)({ ...place, marks: [], corrected: false })
    const quote = quoter(db, me, heirsOf(db, place.coding === null ? [] : [place.coding], me))
    return quote({ ...place, ...followed?.moved })
  },

  comments({ db, asking }, { memo }) {
    mustBe(db, memo, meOf(asking))
    return commentsOn(db, memo, asking)
  },

  comment({ db, asking, now, newId, record }, { memo, words }) {
    const author = signedIn(asking).id
    const { title } = mustBe(db, memo, author)
    record('memo.commented', `Commented on the memo “${title}”`, [
      made('memo_comments', newId(), { memo, author, words, created_at: now }),
    ])
    return commentsOn(db, memo, asking)
  },

  removeComment({ db, asking, record }, { comment }) {
    signedIn(asking)
    const { memo } = commentToRemove(db, comment, asking)
    const { title } = mustBe(db, memo, meOf(asking))
    record('memo.commented', `Took a comment on the memo “${title}” away`, [
      removed(db, 'memo_comments', comment),
    ])
    return null
  },

  texts: ({ db, asking }, { memo }) => textsOf(db, memo, meOf(asking)).map(({ body: _, ...text }) => text),

  compare({ db, asking }, { memo, from, to }) {
    const me = meOf(asking)
    const stored = mustBe(db, memo, me)
    const texts = textsOf(db, memo, me)
    const inWords = (body: string) => textInWords(memoWith(db, stored, body, me))
    return compared(
      inWords(textAt(texts, from).body),
      inWords(to === null ? stored.body : textAt(texts, to).body),
    )
  },

  restore({ db, asking, now, record }, { memo, step }) {
    if (!asking.manages) signedIn(asking)
    const me = meOf(asking)
    const before = mustBe(db, memo, me)
    refuseConfirmed(before)
    const { body, words } = textAt(textsOf(db, memo, me), step)
    const change = changed(db, 'memos', memo, { body, words })
    record('memo.saved', `Put an earlier text of the memo “${before.title}” back`, [
      change && writtenIn(db, memo, change, Math.max(now, before.updated_at + 1)),
    ])
    return summary(db, mustBe(db, memo, me), me)
  },

  voices({ db, asking }, { memo }) {
    const me = meOf(asking)
    const read = carrier(db)
    const of = ({ id, body }: StoredMemo) => quotationsIn(read(id, body).root)
    const here = of(mustBe(db, memo, me))
    const everywhere = visibleMemos(db, me).flatMap(of)
    return voicesIn(db, here, everywhere, me)
  },

  attribution: ({ db }) => attributionStyle(db),

  setAttribution({ db, asking, record }, style) {
    needsRole(asking, ['lead'], 'change how passages are attributed')
    record('study.changed', 'Changed how passages are attributed', [attributionChanged(db, style)])
    return attributionStyle(db)
  },

  tryAttribution: ({ db }, style) => attributionTried(db, style),

  count({ db, asking }, count) {
    const me = meOf(asking)
    return { number: liveNumber(db, count, me), people: peopleBehind(db, count, me) }
  },
}

/** All memos that the member `me` may see, newest first. */
export function listMemos(db: Db, me: string): MemoSummary[] {
  const memos = visibleMemos(db, me)
  const confirmed = confirmedIn(db, memos, me)
  return memos.map(memo => summaryWith(memo, confirmed))
}

/** Who confirmed them; asked only where one is confirmed. */
const confirmedIn = (db: Db, memos: readonly StoredMemo[], me: string): Map<string, MemoConfirmed> =>
  memos.some(({ state }) => state === 'confirmed') ? confirmedBy(db, me) : new Map()

/** What the live numbers say of each memo that the member `me` may see. */
export const numbersByMemo = (db: Db, me: string): Pick<Memo, 'id' | 'numbers'>[] =>
  visibleMemos(db, me).map(({ id, body }) => ({
    id,
    numbers: numbersIn(db, readBody(contentText(db, body)), me),
  }))

/** The memos, as far as the member `me` may see them, in which a live number counts a query. */
export const memosCounting = (db: Db, query: string, me: string): { id: string; title: string }[] =>
  visibleMemos(db, me).filter(({ body }) =>
    countsIn(readBody(contentText(db, body))).some(
      ({ behind }) => behind.kind === 'query' && behind.id === query,
    ),
  )

const numbersIn = (db: Db, root: MemoNode, me: string) =>
  countsIn(root).map(count => liveNumber(db, count, me))

/** A memo with its text and the words behind its quotations; refuses where there is none that `me` may see. */
export function openMemo(db: Db, id: string, me: string): Memo {
  const memo = mustBe(db, id, me)
  return memoWith(db, memo, memo.body, me)
}

/** A memo with a text it has or had, by its content's hash. */
function memoWith(db: Db, memo: StoredMemo, sha256: string, me: string): Memo {
  const { body, root } = carrier(db)(memo.id, sha256)
  return {
    ...summary(db, memo, me),
    body,
    quotations: quotedIn(db, memo.id, root, me),
    numbers: numbersIn(db, root, me),
  }
}

function quotedIn(db: Db, memo: string, root: MemoNode, me: string): QuotedPassage[] {
  const quotations = quotationsIn(root)
  const codings = [...new Set(quotations.flatMap(({ coding }) => coding ?? []))]
  const heirs = heirsOf(db, codings, me)
  const recoded = recodedSince(db, memo, { codings, heirs }, me)
  return quotations.map(quoter(db, me, heirs)).map(quoted => {
    const since = quoted.coding === null ? undefined : recoded.get(quoted.coding)
    return since === undefined ? quoted : { ...quoted, recoded: since }
  })
}

function mustBe(db: Db, id: string, me: string): StoredMemo {
  const memo = first<StoredMemo>(db, `${storedMemos} WHERE o.id = ?`, id)
  if (memo && !withheld(db, memo, me)) return memo
  throw new TandemError('not-found', 'There is no such memo in this study.', 'Choose one from Themes.')
}

const textsOf = (db: Db, memo: string, me: string): EarlierText[] => {
  mustBe(db, memo, me)
  const isBlind = somethingIsBlind(db)
  return earlierTexts(db, memo, me, body => !isBlind || !tellsOfHidden(db, body, me))
}

function textAt(texts: readonly EarlierText[], step: string): EarlierText {
  const found = texts.find(text => text.step === step)
  if (found) return found
  throw new TandemError('not-found', 'The memo has no such earlier text.', 'Choose one from its history.')
}

/** Keeps a text that was written just now, and answers its hash. */
const keepBody = (db: Db, body: string): string => keep(db, 'memo', stamped(db, body, readBody(body)))

/** What was written in a memo that is no more: a memo of its own, about the study, so that no word of it is lost. */
function keptApart(
  { db, asking, now, newId, record }: Tools,
  gone: { title: string; kind: MemoKind },
  body: string,
): MemoSaved {
  const id = newId()
  record('memo.added', `Kept what was written in the memo “${gone.title}”, which had been removed by then`, [
    made('memos', id, {
      title: `${gone.title.slice(0, 150)} (written when it was removed)`,
      kind: gone.kind,
      state: 'draft',
      about_kind: 'study',
      about: null,
      author: asking.member?.id ?? null,
      body: keepBody(db, body),
      words: wordsIn(readBody(body)),
      updated_at: now,
    }),
  ])
  return { ...summary(db, mustBe(db, id, meOf(asking)), meOf(asking)), isAside: false }
}

function subjectExists({ db, asking }: Tools, about: { kind: MemoSubject; id: string | null }): void {
  if (about.kind === 'study') {
    if (about.id === null) return
    throw new TandemError('bad-input', 'A memo about the study names nothing else.', 'Leave the id out.')
  }
  const there =
    about.id !== null &&
    (about.kind === 'code'
      ? codeById(db, about.id, meOf(asking))
      : first(db, `SELECT 1 FROM ${about.kind}s WHERE id = ?`, about.id))
  if (there) return
  throw new TandemError(
    'not-found',
    `There is no such ${about.kind} to write about.`,
    'Choose one that is there.',
  )
}

const summary = (db: Db, memo: StoredMemo, me: string): MemoSummary =>
  summaryWith(memo, confirmedIn(db, [memo], me))

const summaryWith = (memo: StoredMemo, confirmed: ReadonlyMap<string, MemoConfirmed>): MemoSummary => ({
  id: memo.id,
  title: memo.title,
  kind: memo.kind,
  state: memo.state,
  confirmed: memo.state === 'confirmed' ? (confirmed.get(memo.id) ?? null) : null,
  about: { kind: memo.about_kind, id: memo.about, name: memo.about_name ?? '' },
  author: memo.author === null ? null : { id: memo.author, name: memo.author_name ?? '' },
  updatedAt: new Date(memo.updated_at).toISOString(),
  words: memo.words,
  bodyId: memo.body,
})
