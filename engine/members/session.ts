import type { session } from '#shared/contract/session.ts'
import { TandemError } from '#shared/errors.ts'
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

  lock(window, { everywhere }) {
    const study = window.mustHaveStudy()
    if (study.describe().openSlot) {
      throw new TandemError(
        'conflict',
        'This study has no passphrase, so locking it would keep nobody out.',
        'Set a passphrase under Study, Safety.',
      )
    }
    window.host.forgetContents()
    if (everywhere) window.host.lock(study)
    else window.lock()
    return null
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
