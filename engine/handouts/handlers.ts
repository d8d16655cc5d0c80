import type { handouts } from '#shared/contract/handouts.ts'
import type { HandoutMade } from '#shared/model/handout.ts'
import { all } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { makeHandout, previewHandout } from './make.ts'
import { proposedPassphrase } from './passphrase.ts'
import { chooseMemos, makeReturn, previewReturn } from './return.ts'
import { stillAway } from './still-away.ts'

export const handoutHandlers: Handlers<typeof handouts> = {
  list({ db }) {
    const away = new Set(stillAway(db).map(({ handout }) => handout))
    return all<Omit<HandoutMade, 'madeAt' | 'isAway'> & { made_at: number }>(
      db,
      'SELECT id, round, coder, made_at, sources, protection FROM handouts ORDER BY made_at, id',
    ).map(({ made_at, ...handout }) => ({
      ...handout,
      madeAt: new Date(made_at).toISOString(),
      isAway: away.has(handout.id),
    }))
  },

  proposePassphrase: () => ({ passphrase: proposedPassphrase() }),
  preview: (reading, { round, coder }) => previewHandout(reading, round, coder),
  make: makeHandout,
  returnPreview: previewReturn,

  shareMemos(acting, { memos }) {
    chooseMemos(acting, memos)
    return null
  },

  makeReturn,
}
