import { randomBytes } from 'node:crypto'
import type { keys } from '#shared/contract/keys.ts'
import { TandemError } from '#shared/errors.ts'
import type { Handlers } from '../handler-types.ts'
import { longTransactionIn } from '../long-transaction.ts'
import { type Asking, needsRole } from '../members/asking.ts'
import type { Working } from '../tools.ts'
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
    return setPassphrase(study, { passphrase, backups, progress: relocking(working) })
  },

  changePassphrase({ study, asking }, { passphrase, ...given }) {
    mustLead(asking)
    return changePassphrase(study, proofOf(given), passphrase)
  },

  removePassphrase({ study, asking }, given) {
    mustLead(asking)
    return removePassphrase(study, proofOf(given))
  },

  renewRecoveryKey({ study, asking }, given) {
    mustLead(asking)
    return renewRecoveryKey(study, proofOf(given))
  },

  async rotate(working, { passphrase, backups, ...given }) {
    const study = await unwritten(working)
    return rotate(study, proofOf(given), { passphrase, backups, progress: relocking(working) })
  },

  async setComputer({ study, window: { host } }, given) {
    const secret = randomBytes(32)
    const blob = (await host.vault?.seal(secret)) ?? null
    if (blob === null) {
      throw new TandemError(
        'not-allowed',
        'This computer has no safe place that Tandem could keep a key in.',
        'Go on opening the study with its passphrase.',
      )
    }
    setComputer(study, proofOf(given), secret, blob)
    return null
  },

  removeComputer({ study }) {
    removeComputer(study)
    return null
  },
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

const mustLead = (asking: Asking): void => needsRole(asking, ['lead'], 'change how the study is locked')

const relocking =
  ({ progress }: Working) =>
  (done: number, total: number): void =>
    progress(done, total, 'Locking earlier backups')

/** The study, when nothing else is being written to it: every page is going to change. */
async function unwritten({ reading: { study, asking } }: Working) {
  mustLead(asking)
  for (let other = longTransactionIn(study); other; other = longTransactionIn(study)) await other
  return study
}
