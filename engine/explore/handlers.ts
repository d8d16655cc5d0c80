import type { explore } from '#shared/contract/explore.ts'
import type { Handlers } from '../handler-types.ts'
import { meOf } from '../rounds/blinding.ts'
import { matrixOf, passagesIn } from './matrix.ts'

export const exploreHandlers: Handlers<typeof explore> = {
  matrix: ({ db, asking }, asked) => matrixOf(db, asked, meOf(asking)),
  passages: ({ db, asking }, asked) => passagesIn(db, asked, meOf(asking)),
}
