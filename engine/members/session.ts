import type { session } from '#shared/contract/session.ts'
import type { WindowHandlers } from '../handler-types.ts'
import type { Window } from '../host.ts'
import { mustBe } from './handlers.ts'

export const sessionHandlers: WindowHandlers<typeof session> = {
  current: window => ({
    study: window.study?.describe() ?? null,
    member: window.study ? window.asking().member : null,
  }),

  signIn(window, { member }) {
    const found = mustBe(window.mustHaveStudy().db, member)
    if (window.memberId !== found.id) closeNames(window)
    window.memberId = found.id
    return found
  },

  signOut(window) {
    closeNames(window)
    window.memberId = null
    return null
  },
}

/** Real names are for the one who opened the key. */
function closeNames(window: Window): void {
  window.names?.close()
  window.names = null
}
