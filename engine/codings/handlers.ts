import type { codings } from '#shared/contract/codings.ts'
import type { InputOf } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'
import type { Coding, Polarity } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { Span } from '#shared/text/span.ts'
import { codingsOfCase } from '../cases/behind.ts'
import { changedElsewhere } from '../changed-elsewhere.ts'
import { newCode } from '../codebook/new-code.ts'
import { codeById, codesUnder, type StoredCode } from '../codebook/queries.ts'
import type { Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import { roundForWork } from '../rounds/queries.ts'
import { textAtHand } from '../sources/contents.ts'
import { passageOf, passageOfText } from '../sources/passage.ts'
import { sourceById } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'
import { changeInWords } from './change-in-words.ts'
import { codingsSince } from './changed-since.ts'
import { openCodings } from './open-codings.ts'
import { codedPassages, codingById, codingsInSource, codingsToUnite } from './queries.ts'

interface NewCoding {
  source: string
  start: number
  end: number
  code: string
  polarity: Polarity | null
  comment: string
}

/** A coding that results from coding. */
interface United {
  id: string
  code: string
  polarity: Polarity | null
  /** Those asked for that add nothing to what was there. */
  already: readonly NewCoding[]
  isUnited: boolean
  isMixed: boolean
  changes: (Change | null)[]
}

export const codingHandlers: Handlers<typeof codings> = {
  inSource: ({ db, asking }, { source, layer }) => codingsInSource(db, source, layer, meOf(asking)),

  open: ({ db, study, asking }, { source }) => openCodings(db, study.copy, source, meOf(asking)),

  since: ({ db, study, asking }, { source, at }) => codingsSince(db, study.copy, source, at, meOf(asking)),

  passages({ db, asking }, { layer, code, withDescendants, coder, source, case: behind, round }) {
    const codes = code === undefined ? undefined : withDescendants ? codesUnder(db, [code]) : [code]
    const me = meOf(asking)
    const ids = behind === undefined ? undefined : codingsOfCase(db, behind, { layer, me })
    return codedPassages(db, { layer, codes, coder, source, round, ids }, me)
  },

  add(tools, input) {
    const coder = aCoder(tools)
    const { many, changes, codes, titles } = ready(tools, [input])
    const [united] = unite(tools, coder, many)
    if (!united) throw new Error('Nothing came of a coding')
    tools.record('coding.added', `Coded “${codes[0]?.name}” in “${titles[0]}”`, [
      ...changes,
      ...united.changes,
    ])
    return mustBe(tools.db, united.id)
  },

  addMany(tools, { codings: asked, how }) {
    const coder = aCoder(tools)
    const { many, changes: ofCodes, codes } = ready(tools, asked)
    const groups = Map.groupBy(many, coding => `${coding.source} ${coding.code}`)
    const results = [...groups.values()].flatMap(group => unite(tools, coder, group))
    const changes = [...ofCodes, ...results.flatMap(each => each.changes)]
    const already = new Set(results.flatMap(each => each.already))
    const adding = many.filter(coding => !already.has(coding))
    const used = new Set(adding.map(({ code }) => code))
    const names = codes.flatMap(({ id, name }) => (used.has(id) ? name : []))
    const places = new Set(adding.map(({ source, start, end }) => `${source} ${start} ${end}`)).size
    const passages = places === 1 ? '1 passage' : `${places} passages`
    const as =
      names.length === 1
        ? ` as “${names[0]}”`
        : adding.length === places
          ? ''
          : places === 1
            ? ` with ${names.length} codes`
            : `, ${adding.length} codings with ${names.length} codes`
    tools.record('coding.added', `Coded ${passages}${as}${how === undefined ? '' : ` (${how})`}`, changes)
    return {
      added: many.length,
      already: already.size,
      united: results.filter(({ isUnited }) => isUnited).length,
      mixed: results.flatMap(({ isMixed, code, polarity }) =>
        isMixed && polarity !== null ? [{ code, polarity }] : [],
      ),
    }
  },

  update(tools, { coding, start, end, code, polarity, comment, from }) {
    const { db, record } = tools
    const before = mine(tools, coding)
    if (from && from.comment !== before.comment) throw changedElsewhere('The comment')
    const after = {
      ...before,
      start: start ?? before.start,
      end: end ?? before.end,
      code: code ?? before.codedAs ?? before.code,
    }
    const { title, name } = checked(tools, after, before.codedAs ?? before.code)
    const swallowed = codingsToUnite(db, { ...after, coder: before.coder ?? '' }).filter(c => c.id !== coding)
    const wanted = {
      ...after,
      polarity: polarity === undefined ? before.polarity : polarity,
      comment: comment ?? before.comment,
    }
    const was = { ...before, code: before.codedAs ?? before.code }
    const joined = swallowed.length === 0 ? '' : ', joined with what it met'
    record('coding.changed', `${changeInWords(was, wanted, name)} in “${title}”${joined}`, [
      ...swallowed.map(c => removed(db, 'codings', c.id)),
      changed(db, 'codings', coding, {
        start: Math.min(after.start, ...swallowed.map(c => c.start)),
        end: Math.max(after.end, ...swallowed.map(c => c.end)),
        code: after.code,
        ...(polarity === undefined ? {} : { polarity }),
        comment: comments([{ comment: comment ?? before.comment }, ...swallowed]),
      }),
    ])
    return mustBe(db, coding)
  },

  remove(tools, { codings: ids }) {
    const { db, record } = tools
    const gone = [...new Set(ids)].map(id => mine(tools, id))
    const [only] = gone
    const what =
      gone.length === 1 && only ? `“${codeById(db, only.code)?.name ?? ''}”` : `${gone.length} codings`
    const sources = new Set(gone.map(({ source }) => source))
    const where =
      sources.size === 1 && only ? `“${sourceById(db, only.source).title}”` : `${sources.size} sources`
    record(
      'coding.removed',
      `Removed ${what} from ${where}`,
      gone.map(({ id }) => removed(db, 'codings', id)),
    )
    return null
  },
}

function aCoder({ asking }: Tools): Member {
  const member = signedIn(asking)
  if (member.roles.includes('coder')) return member
  throw new TandemError(
    'not-allowed',
    `${member.name} is not a coder in this study.`,
    'A lead can add the role under Study, People.',
  )
}

/**
 * The changes that code passages of one source with one code. The same code twice on overlapping text by one coder
 * is one coding: what overlaps, new or already there, becomes one extent that keeps the oldest id, the last
 * polarity given and every comment. Answers one entry for each coding that results: `isUnited` where new passages became
 * one with what was there and added to it, `isMixed` where besides a facilitator and a barrier did.
 */
function unite(tools: Tools, coder: Member, added: readonly NewCoding[]): United[] {
  const { db, now, newId } = tools
  const [first] = added
  if (!first) return []
  const { source, code } = first
  const round = roundForWork(db, coder.id, source)
  const { revision } = sourceById(db, source)
  const reach = { start: Math.min(...added.map(c => c.start)), end: Math.max(...added.map(c => c.end)) }
  const there = codingsToUnite(db, { source, code, coder: coder.id, round, ...reach })
  return clusters<Coding | NewCoding>([...there, ...added]).map(cluster => {
    const kept = cluster.filter(isKept).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    const fresh = cluster.filter(c => !isKept(c))
    const [keep, ...swallowed] = kept
    const start = Math.min(...cluster.map(c => c.start))
    const end = Math.max(...cluster.map(c => c.end))
    const polarity =
      fresh.findLast(c => c.polarity !== null)?.polarity ??
      kept.findLast(c => c.polarity !== null)?.polarity ??
      null
    const comment = comments([...kept, ...fresh])
    const already = swallowed.length > 0 ? [] : fresh.filter(coding => keep && addsNothing(coding, keep))
    const isUnited = keep !== undefined && fresh.length > already.length
    const isMixed = isUnited && new Set(cluster.flatMap(c => c.polarity ?? [])).size > 1
    if (keep) {
      return {
        id: keep.id,
        code,
        polarity,
        already,
        isUnited,
        isMixed,
        changes: [
          ...swallowed.map(c => removed(db, 'codings', c.id)),
          changed(db, 'codings', keep.id, { start, end, polarity, comment }),
        ],
      }
    }
    const id = newId()
    const row = {
      layer: 'independent',
      source,
      revision,
      start,
      end,
      code,
      coder: coder.id,
      polarity,
      comment,
      round,
      ruling: null,
      created_at: now,
    }
    return { id, code, polarity, already, isUnited, isMixed, changes: [made('codings', id, row)] }
  })
}

/** Whether a coding with the same code lies whole in one that is there and says nothing that it does not. */
const addsNothing = (asked: NewCoding, there: Coding): boolean =>
  there.start <= asked.start &&
  there.end >= asked.end &&
  (asked.polarity === null || asked.polarity === there.polarity) &&
  (asked.comment === '' || there.comment.split('\n').includes(asked.comment))

type AskedCoding = InputOf<(typeof codings)['add']>

/**
 * New codings with their codes settled and their passages checked, each source and code looked up once: what makes
 * the codes that are new, and the codes by name and the titles of the sources, in order of appearance.
 */
function ready(tools: Tools, asked: readonly AskedCoding[]) {
  const { db } = tools
  const changes: Change[] = []
  const codes = new Map<string, { id: string; name: string }>()
  const settle = ({ code, newCode: wanted }: AskedCoding): string => {
    if ((code === undefined) === (wanted === undefined)) {
      throw new TandemError(
        'bad-input',
        'A coding has one code.',
        'Give the code, or the name of one to be made.',
      )
    }
    const key = code ?? `new ${wanted?.name.toLowerCase()}`
    const known = codes.get(key)
    if (known) return known.id
    if (code !== undefined) {
      codes.set(key, { id: code, name: usable(tools, code).name })
      return code
    }
    const name = wanted?.name ?? ''
    const { id, change } = newCode(tools, { name }, changes)
    changes.push(change)
    codes.set(key, { id, name })
    return id
  }
  const many: NewCoding[] = asked.map(input => ({ ...input, code: settle(input) }))
  const titles = [...Map.groupBy(many, ({ source }) => source)].map(([id, group]) => {
    const source = sourceById(db, id)
    const text = textAtHand(db, source.text)
    for (const { start, end } of group) passageOfText(source, text, start, end)
    return source.title
  })
  return { many, changes, codes: [...codes.values()], titles }
}

/** A code that the asker may put on a passage; `already` is the one it carries now, which may be retired. */
function usable({ db, asking }: Tools, code: string, already?: string): StoredCode {
  const named = codeById(db, code, meOf(asking))
  if (!named)
    throw new TandemError(
      'not-found',
      'There is no such code in this study.',
      'Choose one from the framework.',
    )
  if (named.status === 'retired' && code !== already) {
    throw new TandemError('not-allowed', `“${named.name}” is retired.`, 'Use the code that replaced it.')
  }
  return named
}

/** Every comment once, a line each. */
const comments = (codings: readonly { comment: string }[]): string =>
  [...new Set(codings.map(c => c.comment).filter(c => c !== ''))].join('\n')

const isKept = (coding: Coding | NewCoding): coding is Coding => 'id' in coding

/** Spans in runs that hang together by overlap (sharing at least one character), in text order. */
function clusters<T extends Span>(spans: readonly T[]): T[][] {
  const found: T[][] = []
  let reached = -1
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const open = found.at(-1)
    if (open && span.start < reached) open.push(span)
    else found.push([span])
    reached = Math.max(reached, span.end)
  }
  return found
}

/** Checks that a passage can carry a code (`already` is the one it carries now), and names both for the journal. */
function checked(
  tools: Tools,
  { source, start, end, code }: { source: string; start: number; end: number; code: string },
  already: string,
) {
  const found = sourceById(tools.db, source)
  const { name } = usable(tools, code, already)
  passageOf(tools.db, found, start, end)
  return { title: found.title, name }
}

/** A coding of the member asking that may still change. Someone else's is refused without saying whose it is. */
function mine({ db, asking }: Tools, id: string): Coding & { revision: string } {
  const member = signedIn(asking)
  const coding = codingById(db, id)
  if (!coding || coding.coder !== member.id) {
    throw new TandemError(
      'not-allowed',
      'That is not a coding of yours.',
      'Each coder changes only their own.',
    )
  }
  return coding
}

function mustBe(db: Db, id: string): Coding {
  const coding = codingById(db, id)
  if (!coding) throw new Error(`No coding ${id}`)
  const { revision: _, ...rest } = coding
  return rest
}
