import { randomBytes } from 'node:crypto'
import type { keys } from '#shared/contract/keys.ts'
import { TandemError } from '#shared/errors.ts'
import { noLongLookAt } from '../as-it-stands.ts'
import type { Handlers } from '../handler-types.ts'
import { longTransactionIn } from '../long-transaction.ts'
import { needsRole } from '../members/asking.ts'
import type { Acting, Reading, Working } from '../tools.ts'
import {
  changePassphrase,
  keyState,
  removeComputer,
  removePassphrase,
  renewRecoveryKey,
  rotate,
  setComputer,
  setPassphrase,
} from './change-keys.ts'
import type { Proof } from './keys.ts'

export const keyHandlers: Handlers<typeof keys> = {
  state: ({ study }) => keyState(study),

  async setPassphrase(working, { passphrase, backups }) {
    const study = await unwritten(working)
    const change = await setPassphrase(study, { passphrase, backups, progress: relocking(working) })
    return told(working, change)
  },

  changePassphrase(acting, { passphrase, ...given }) {
    mayLock(acting)
    return told(acting, changePassphrase(acting.study, proofOf(given), passphrase))
  },

  removePassphrase(acting, given) {
    mayLock(acting)
    return told(acting, removePassphrase(acting.study, proofOf(given)))
  },

  renewRecoveryKey(acting, given) {
    mayLock(acting)
    return told(acting, renewRecoveryKey(acting.study, proofOf(given)))
  },

  async rotate(working, { passphrase, backups, ...given }) {
    const study = await unwritten(working)
    const wanted = { passphrase, backups, progress: relocking(working) }
    return told(working, await rotate(study, proofOf(given), wanted))
  },

  async setComputer(acting, given) {
    const { vault } = acting.window.host
    const secret = randomBytes(32)
    const blob = (await vault?.seal(secret)) ?? null
    if (blob === null) {
      throw new TandemError(
        'not-allowed',
        'This computer has no safe place that Tandem could keep a key in.',
        'Go on opening the study with its passphrase.',
      )
    }
    setComputer(acting.study, proofOf(given), secret, blob)
    return told(acting, null)
  },

  removeComputer(acting) {
    removeComputer(acting.study)
    return told(acting, null)
  },
}

/** Gives word to every window of the study that it is locked otherwise. */
function told<T>({ window }: Acting | Working, outcome: T): T {
  window.host.announce(window.study, window, ['study', 'session'])
  return outcome
}

const proofOf = ({
  current,
  recovery,
}: {
  current?: string | undefined
  recovery?: string | undefined
}): Proof => ({
  passphrase: current,
  recovery,
})

/** A study's lock is its leads'; that of a hand-out copy is its coder's, who alone is in it. */
function mayLock({ study, asking }: Reading): void {
  if (!study.handout) needsRole(asking, ['lead'], 'change how the study is locked')
}

const relocking =
  ({ progress }: Working) =>
  (done: number, total: number): void =>
    progress(done, total, 'Locking earlier backups')

/** The study, when nothing else is being written to it: every page is going to change. */
async function unwritten({ reading }: Working) {
  mayLock(reading)
  const { study } = reading
  for (let other = longTransactionIn(study); other; other = longTransactionIn(study)) await other
  await noLongLookAt(study)
  return study
}
