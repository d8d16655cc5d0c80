import type { autocode } from '#shared/contract/autocode.ts'
import type { InputOf } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'
import type { Found, Proposal } from '#shared/model/autocode.ts'
import { standingCode } from '../codebook/standing.ts'
import { all } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { meOf } from '../rounds/blinding.ts'
import { workIn } from '../rounds/queries.ts'
import { contentText } from '../sources/contents.ts'
import { type StoredSource, segmentsOf, sourceById } from '../sources/queries.ts'
import { asksInSource } from '../speakers/asking.ts'
import type { Reading } from '../tools.ts'
import { answersTo, asAsked } from './answers.ts'
import { type Body, bodiesOf, isAroundMail } from './bodies.ts'
import { compile, patternOfWords } from './compile.ts'
import { matchesIn, type Sought } from './matches.ts'
import { type Proposed, passagesWith, wholePassages } from './propose.ts'
import { named, remarksOn } from './remarks.ts'

type Wanted = InputOf<(typeof autocode)['find']>

/** More proposals than this are no list that anyone looks through. */
const most = 10_000
/** How long other people's calls wait while a source is looked through, in milliseconds. */
const longestHold = 25

export const autocodeHandlers: Handlers<typeof autocode> = {
  async find({ reading, progress, breathe }, wanted) {
    const sources = sourcesMeant(reading, wanted)
    const look = looker(reading, wanted)
    let last = performance.now()
    const pause = () => {
      if (performance.now() - last < longestHold) return undefined
      return breathe().then(() => {
        last = performance.now()
      })
    }
    const found: Found = { proposals: [], sources: [], searched: 0, remarks: [], unmarked: [] }
    const silent: Found['unmarked'] = []
    for (const source of sources) {
      progress(found.searched, sources.length, source.title)
      await breathe()
      last = performance.now()
      const text = contentText(reading.db, source.text)
      const bodies = bodiesOf(
        text,
        segmentsOf(reading.db, source.revision),
        asksInSource(reading.db, source.id),
      )
      const onPassage = ownCodesIn(reading, source.id)
      const before = found.proposals.length
      for await (const passage of look(text, bodies, pause)) {
        found.proposals.push({ ...passage, source: source.id, ...onPassage(passage) })
        if (found.proposals.length > most) break
      }
      found.searched++
      if (lacksPeople(bodies, wanted, found.proposals.length > before))
        silent.push({ id: source.id, title: source.title })
      if (found.proposals.length > before) {
        const { submitted } = workIn(reading.db, meOf(reading.asking), source.id)
        found.sources.push({ id: source.id, title: source.title, submitted })
      }
      if (found.proposals.length > most) break
    }
    const isCut = found.proposals.length > most
    found.proposals.length = Math.min(found.proposals.length, most)
    found.remarks = remarksOn(
      wanted.how,
      silent.map(({ title }) => title),
      isCut ? most : null,
    )
    found.unmarked = silent.slice(0, named)
    return found
  },
}

/** The sources to look through, in the order of the study. */
function sourcesMeant({ db }: Reading, { sources, dataSet }: Wanted): StoredSource[] {
  if (dataSet !== undefined && all(db, 'SELECT 1 FROM data_sets WHERE id = ?', dataSet).length === 0) {
    throw new TandemError(
      'not-found',
      'There is no such data set in this study.',
      'Choose one from the list, or look in every source.',
    )
  }
  const ids = all<{ id: string; data_set: string | null }>(
    db,
    'SELECT id, data_set FROM sources ORDER BY created_at, id',
  )
  const asked = sources && new Set(sources)
  const there = new Set(ids.map(({ id }) => id))
  const gone = [...(asked ?? [])].filter(id => !there.has(id)).length
  if (asked && gone > 0) {
    throw new TandemError(
      'not-found',
      asked.size === 1
        ? 'The source to look in is not in this study.'
        : `${gone.toLocaleString('en-GB')} of the ${asked.size.toLocaleString('en-GB')} sources to look in ${gone === 1 ? 'is' : 'are'} not in this study.`,
      'Choose again where to look.',
    )
  }
  return ids
    .filter(({ id, data_set }) => asked?.has(id) !== false && (dataSet ?? data_set) === data_set)
    .map(({ id }) => sourceById(db, id))
}

type Look = (
  text: string,
  bodies: readonly Body[],
  pause: () => Promise<void> | undefined,
) => AsyncGenerator<Proposed>

/** How to look through one source. Refuses, before any is looked through, a pattern that is not understood. */
function looker(reading: Reading, { how, extent, withoutInterviewers, withoutQuoted }: Wanted): Look {
  const kept = (bodies: readonly Body[]) => bodies.filter(body => !(withoutQuoted && isAroundMail(body)))
  if (how.by === 'speaker') {
    const speakers = new Set(how.speakers)
    return async function* (text, bodies) {
      for (const body of kept(bodies)) {
        if (body.speaker !== null && speakers.has(body.speaker)) yield* wholePassages(text, body, extent)
      }
    }
  }
  if (how.by === 'same-question') {
    const asked = questionAt(reading, how)
    return async function* (text, bodies) {
      const answers = await answersTo(kept(bodies), question => asAsked(text, question) === asked)
      for (const body of answers) yield* wholePassages(text, body, extent)
    }
  }
  const sought: Sought = {
    pattern: compile(how.by === 'pattern' ? how.pattern : patternOfWords(how.words), how.matchCase),
    wholeWords: how.wholeWords,
  }
  if (how.by === 'question') {
    return async function* (text, bodies, pause) {
      const isMeant = async ({ start, end }: Body) =>
        (await matchesIn(text.slice(start, end), sought, pause)(0)) !== null
      for (const body of await answersTo(kept(bodies), isMeant)) yield* wholePassages(text, body, extent)
    }
  }
  return async function* (text, bodies, pause) {
    for (const body of kept(bodies)) {
      if (withoutInterviewers && body.asking) continue
      yield* passagesWith(text, body, sought, extent, pause)
    }
  }
}

/** What the interviewer's turn at an offset of a source asks; refuses where it is nobody's question. */
function questionAt({ db }: Reading, { source, at }: { source: string; at: number }): string {
  const { title, text: sha256, revision } = sourceById(db, source)
  const text = contentText(db, sha256)
  const turn = bodiesOf(text, segmentsOf(db, revision), asksInSource(db, source)).find(({ end }) => at <= end)
  if (turn?.asking) return asAsked(text, turn)
  throw new TandemError(
    'bad-input',
    `At that place of “${title}” nobody marked as an interviewer is asking.`,
    'Put the caret in a turn of the interviewer (Speakers… says who that is), or look for words of the question.',
  )
}

/**
 * True where turns of people are asked for and the source has none of the kind; and where what interviewers say is left
 * out, something was found in a conversation, and nobody in it is known to ask.
 */
function lacksPeople(
  bodies: readonly Body[],
  { how, withoutInterviewers }: Wanted,
  isFound: boolean,
): boolean {
  const speakers = new Set(bodies.flatMap(({ speaker }) => speaker ?? []))
  if (how.by === 'speaker') return speakers.size === 0
  if (bodies.some(({ asking }) => asking)) return false
  const isOfWords = how.by === 'words' || how.by === 'pattern'
  return !isOfWords || (withoutInterviewers && isFound && speakers.size > 1)
}

/**
 * Says for a passage of a source which codes the asker's own codings put on all of it, and which of those that coding now
 * would be united with lie on a part. Passages are asked about in text order, none over another: each coding is met once
 * and let go where it has ended.
 */
function ownCodesIn(
  { db, asking }: Reading,
  source: string,
): (passage: Proposed) => Pick<Proposal, 'carries' | 'meets'> {
  const me = meOf(asking)
  const mine = all<{ start: number; end: number; code: string; unites: number }>(
    db,
    `SELECT start, "end", ${standingCode('c')} AS code, c.code = ${standingCode('c')} AND c.round IS $round AS unites
     FROM codings c WHERE source = $source AND layer = 'independent' AND coder = $me ORDER BY start`,
    { source, me, round: workIn(db, me, source).round },
  )
  let met = 0
  let open: typeof mine = []
  return ({ start, end }) => {
    for (let next = mine[met]; next && next.start < end; next = mine[++met]) open.push(next)
    open = open.filter(coding => coding.end > start)
    const carries = new Set(open.filter(c => c.start <= start && end <= c.end).map(({ code }) => code))
    const united = open.filter(({ unites, code }) => unites === 1 && !carries.has(code))
    return { carries: [...carries], meets: [...new Set(united.map(({ code }) => code))] }
  }
}
