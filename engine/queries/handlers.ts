import type { queries } from '#shared/contract/queries.ts'
import { TandemError } from '#shared/errors.ts'
import { asksAlike } from '#shared/model/query.ts'
import { nameKey } from '../cases/same-name.ts'
import type { Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { signedIn } from '../members/asking.ts'
import { memosCounting } from '../memos/handlers.ts'
import { meOf } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'
import { answered, refuseEmpty } from './answer.ts'
import { namesIn } from './in-words.ts'
import { refuseNotUnderstood } from './places.ts'
import { listQueries, mustBeQuery, namesKept } from './stored.ts'

export const queryHandlers: Handlers<typeof queries> = {
  ask: ({ db, asking }, { query, limit }, going) => answered(db, query, limit, meOf(asking), going),

  list: ({ db, asking }) => listQueries(db, meOf(asking)),

  save(tools, { query, name, asks, from }) {
    mayChange(tools)
    const { db, newId, now, asking, record } = tools
    const me = meOf(asking)
    refuseEmpty(asks)
    refuseNotUnderstood(asks)
    const before = query === undefined ? null : mustBeQuery(db, query, me)
    refuseSameName(db, name, before?.id ?? null, me)
    if (before && from && !asksAlike(before.asks, from) && !asksAlike(before.asks, asks)) {
      throw new TandemError(
        'conflict',
        `“${before.name}” was changed elsewhere while you were changing it.`,
        'Open it again to see what it asks for now, or save yours under another name.',
      )
    }
    const id = before?.id ?? newId()
    const columns = {
      name,
      asks: JSON.stringify(asks),
      // What is gone keeps the name it had.
      names: JSON.stringify({ ...namesKept(db, before?.id), ...Object.fromEntries(namesIn(db, asks, me)) }),
      saved_by: asking.member?.id ?? null,
      saved_at: now,
    }
    record('query.saved', `Saved the query “${name}”`, [
      before ? changed(db, 'saved_queries', id, columns) : made('saved_queries', id, columns),
    ])
    return mustBeQuery(db, id, me)
  },

  rename(tools, { query, name }) {
    mayChange(tools)
    const { db, asking, record } = tools
    const me = meOf(asking)
    const before = mustBeQuery(db, query, me)
    refuseSameName(db, name, query, me)
    record('query.renamed', `Renamed the query “${before.name}” to “${name}”`, [
      changed(db, 'saved_queries', query, { name }),
    ])
    return null
  },

  goesWith({ db, asking }, { query }) {
    const me = meOf(asking)
    const { name } = mustBeQuery(db, query, me)
    const memos = memosCounting(db, query, me)
    if (memos.length === 0) return { sentence: `No memo counts “${name}”.` }
    const titles = memos.map(({ title }) => `“${title}”`).join(', ')
    return {
      sentence: `Live numbers in ${memos.length === 1 ? 'a memo' : `${memos.length} memos`} count it and would have nothing to count: ${titles}.`,
    }
  },

  remove(tools, { query }) {
    mayChange(tools)
    const { db, asking, record } = tools
    const { name } = mustBeQuery(db, query, meOf(asking))
    record('query.removed', `Removed the query “${name}”`, [removed(db, 'saved_queries', query)])
    return null
  },
}

const mayChange = ({ asking }: Tools): void => {
  if (!asking.manages) signedIn(asking)
}

function refuseSameName(db: Db, name: string, except: string | null, me: string): void {
  const same = listQueries(db, me).find(one => one.id !== except && nameKey(one.name) === nameKey(name))
  if (!same) return
  throw new TandemError('exists', `There is already a query called “${same.name}”.`, 'Choose another name.')
}
