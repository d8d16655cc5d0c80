import type { session } from '#shared/contract/session.ts'
import { TandemError } from '#shared/errors.ts'
import type { WindowHandlers } from '../handler-types.ts'
import type { Window } from '../host.ts'
import { mustBe } from './handlers.ts'

export const sessionHandlers: WindowHandlers<typeof session> = {
  current: window => ({
    study: window.study?.describe() ?? null,
    member: window.study ? window.asking().member : null,
    offered: window.offered,
  }),

  signIn(window, { member }) {
    isTheirs(window, member)
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
    isTheirs(window, null)
    closeNames(window)
    window.memberId = null
    return null
  },
}

/** A hand-out copy is one coder's: nobody else signs in to it, and its coder does not sign out. */
function isTheirs({ study }: Window, member: string | null): void {
  if (!study?.handout || study.handout.coder.id === member) return
  const { coder, round } = study.handout
  throw new TandemError(
    'not-allowed',
    `This is ${coder.name}’s hand-out of “${round.title}”; nobody else signs in to it.`,
    'Close it, and open the study or the hand-out that is yours.',
  )
}

/** Real names are for the one who opened the key. */
function closeNames(window: Window): void {
  window.names?.close()
  window.names = null
}
