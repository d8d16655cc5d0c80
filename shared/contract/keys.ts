import { z } from 'zod'
import type { KeyChange, KeyState } from '../model/keys.ts'
import { nothing } from './fields.ts'
import { act, job, read } from './method.ts'

const secret = z.string().min(1).max(1000)
/** What shows that the person may open the study: its passphrase, or its recovery key as printed. */
const proof = { current: secret.optional(), recovery: secret.optional() }
const backups = z.enum(['relock', 'remove', 'keep']).default('relock')

/** How the open study is locked. None of it is a step of the study: undo does not take it back. */
export const keys = {
  state: read(nothing).returns<KeyState>('study', 'session'),
  /** The first passphrase: a new key for the study, and a recovery key. Not to be cancelled once it runs. */
  setPassphrase: job(z.strictObject({ passphrase: secret, backups })).returns<KeyChange>('study', 'session'),
  changePassphrase: act(z.strictObject({ ...proof, passphrase: secret })).returns<KeyChange>('study'),
  removePassphrase: act(z.strictObject(proof)).returns<KeyChange>('study', 'session'),
  renewRecoveryKey: act(z.strictObject(proof)).returns<KeyChange>('study'),
  /** A new key, passphrase and recovery key, since somebody left who knew them. Not to be cancelled once it runs. */
  rotate: job(z.strictObject({ ...proof, passphrase: secret, backups })).returns<KeyChange>('study'),
  /** Lets this computer open the study without its passphrase. */
  setComputer: act(z.strictObject(proof)).returns<null>('study'),
  removeComputer: act(nothing).returns<null>('study'),
}
