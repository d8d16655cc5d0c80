import type { session } from '#shared/contract/session.ts'
import type { WindowHandlers } from '../handler-types.ts'
import { mustBe } from './handlers.ts'

export const sessionHandlers: WindowHandlers<typeof session> = {
  current: window => ({
    study: window.study?.describe() ?? null,
    member: window.study ? window.asking().member : null,
  }),

  signIn(window, { member }) {
    const found = mustBe(window.mustHaveStudy().db, member)
    window.memberId = found.id
    return found
  },

  signOut(window) {
    window.memberId = null
    return null
  },
}
