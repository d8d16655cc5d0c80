import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { opensWith } from '../db/open.ts'
import type { StudyFolder } from './folder.ts'
import {
  type HeldKey,
  isOpen,
  type KeyFile,
  keyFrom,
  notOpened,
  type Proof,
  readKeys,
  type Slot,
  unlock,
  writeKeys,
} from './keys.ts'

/**
 * The data key of a study's folder for a proof. Where a change of the data key was broken off, `keys.json` has the slots of
 * both keys, and the file itself says which it is: the answer's file has only those.
 */
export function findKey(folder: StudyFolder, proof: Proof, file = readKeys(folder.keys)): HeldKey {
  if (file.former.length === 0) return { dataKey: unlock(file.slots, proof), file }
  const only = (slots: readonly Slot[]): KeyFile => ({ study: file.study, slots, former: [] })
  const next = keyFrom(file.slots, proof)
  if (next && opensWith(folder.database, next)) return { dataKey: next, file: only(file.slots) }
  const before = keyFrom(file.former, proof)
  if (before && opensWith(folder.database, before)) return { dataKey: before, file: only(file.former) }
  // Both were right, and neither opens the file: opening it says what is wrong with it.
  if (next && before) return { dataKey: next, file: only(file.slots) }
  if (next) throw notYet()
  if (before && !isOpen(file.former)) throw noLonger()
  throw notOpened(proof)
}

/** Ends what a change that was broken off left: call as the one writer. */
export function sweepKeys(folder: StudyFolder, { file }: HeldKey): void {
  if (readKeys(folder.keys).former.length > 0) writeKeys(folder.keys, file)
  const begins = `${basename(folder.keys)}.part-`
  for (const name of readdirSync(dirname(folder.keys))) {
    if (name.startsWith(begins)) rmSync(join(dirname(folder.keys), name), { force: true })
  }
}

const notYet = (): TandemError =>
  new TandemError(
    'wrong-passphrase',
    'Setting that passphrase was broken off before it took hold.',
    'The one before still opens the study. The study itself is not damaged.',
  )

const noLonger = (): TandemError =>
  new TandemError(
    'wrong-passphrase',
    'That passphrase was replaced by another.',
    'Give the new one. The study itself is not damaged.',
  )
