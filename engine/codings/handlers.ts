import type { codings } from '#shared/contract/codings.ts'
import { TandemError } from '#shared/errors.ts'
import type { Coding, Polarity } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { Span } from '#shared/text/span.ts'
import { codeById, codesUnder } from '../codebook/queries.ts'
import type { Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { meOf } from '../rounds/blinding.ts'
import { roundForWork } from '../rounds/queries.ts'
import { passageOf } from '../sources/passage.ts'
import { sourceById } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'
import { codedPassages, codingById, codingsInSource, codingsToUnite } from './queries.ts'

interface NewCoding {
  source: string
  start: number
  end: number
  code: string
  polarity: Polarity | null
  comment: string
}

export const codingHandlers: Handlers<typeof codings> = {
  inSource: ({ db, asking }, { source, layer }) => codingsInSource(db, source, layer, meOf(asking)),

  passages({ db, asking }, { layer, code, withDescendants, coder, source, round }) {
    const codes = code === undefined ? undefined : withDescendants ? codesUnder(db, [code]) : [code]
    return codedPassages(db, { layer, codes, coder, source, round }, meOf(asking))
  },

  add(tools, input) {
    const coder = aCoder(tools)
    const { title, name } = checked(tools, input)
    const [united] = unite(tools, coder, [input])
    if (!united) throw new Error('Nothing came of a coding')
    tools.record('coding.added', `Coded “${name}” in “${title}”`, united.changes)
    return mustBe(tools.db, united.id)
  },

  addMany(tools, { codings: many }) {
    const coder = aCoder(tools)
    for (const input of many) checked(tools, input)
    const groups = Map.groupBy(many, coding => `${coding.source} ${coding.code}`)
    const changes = [...groups.values()].flatMap(group => unite(tools, coder, group).flatMap(u => u.changes))
    tools.record('coding.added', `Coded ${many.length} passages`, changes)
    return { added: many.length }
  },

  update(tools, { coding, start, end, code, polarity, comment }) {
    const { db, record } = tools
    const before = mine(tools, coding)
    const after = {
      ...before,
      start: start ?? before.start,
      end: end ?? before.end,
      code: code ?? before.code,
    }
    const { title, name } = checked(tools, after, before.code)
    const swallowed = codingsToUnite(db, { ...after, coder: before.coder ?? '' }).filter(c => c.id !== coding)
    record('coding.changed', `Changed “${name}” in “${title}”`, [
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
    record(
      'coding.removed',
      `Removed ${what}`,
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
    'A lead can add the role under Study, Members.',
  )
}

/**
 * The changes that code passages of one source with one code. The same code twice on overlapping text by one coder
 * is one coding: what overlaps, new or already there, becomes one extent that keeps the oldest id, the last
 * polarity given and every comment. Answers one entry for each coding that results.
 */
function unite(
  tools: Tools,
  coder: Member,
  added: readonly NewCoding[],
): { id: string; changes: (Change | null)[] }[] {
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
    if (keep) {
      return {
        id: keep.id,
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
    return { id, changes: [made('codings', id, row)] }
  })
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
  { db, asking }: Tools,
  { source, start, end, code }: { source: string; start: number; end: number; code: string },
  already?: string,
) {
  const found = sourceById(db, source)
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
  passageOf(db, found, start, end)
  return { title: found.title, name: named.name }
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
