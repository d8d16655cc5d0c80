import { TandemError } from '#shared/errors.ts'
import type { EarlierBackups, KeyChange, KeyState } from '#shared/model/keys.ts'
import { passphraseProblem } from '#shared/model/passphrase.ts'
import { opensWith } from '../db/open.ts'
import { listBackups } from './backup.ts'
import { diskFailure } from './durable-file.ts'
import { encryptAnew } from './encrypt-anew.ts'
import type { StudyHandle } from './handle.ts'
import { backupsOpen, carryKeys, relockBackups } from './key-of-backups.ts'
import {
  type ComputerSlot,
  computerSlotFor,
  type HeldKey,
  isOpen,
  keyFrom,
  newDataKey,
  openSlotFor,
  type Proof,
  passphraseSlotFor,
  recoverySlotFor,
  type Slot,
  unlock,
  writeKeys,
} from './keys.ts'
import { newRecoverySecret, printRecoveryKey } from './recovery-key.ts'

/*
 * Two kinds of change. Where only what opens the data key changes, keys.json is replaced and the study is untouched. Where
 * the data key itself was known to somebody, every page is encrypted anew under another: keys.json then names both keys
 * while that happens, so that a process killed at any point leaves a study that one of them opens.
 */

/** How the study is locked. */
export function keyState({ folder, key }: StudyHandle): KeyState {
  const { slots } = key.file
  const has = (kind: Slot['kind']) => slots.some(slot => slot.kind === kind)
  return {
    hasPassphrase: !isOpen(slots),
    hasRecoveryKey: has('recovery'),
    hasComputerLock: has('computer'),
    backups: { all: listBackups(folder).length, open: backupsOpen(folder) },
  }
}

interface NewKey {
  passphrase: string
  backups: EarlierBackups
  /** Told how many of the earlier backups are done. */
  progress(done: number, total: number): void
}

/** Sets the first passphrase. The key lay open until now, so the study gets a new one, and a recovery key. */
export async function setPassphrase(study: StudyHandle, wanted: NewKey): Promise<KeyChange> {
  mustWrite(study)
  mustBeGood(wanted.passphrase)
  if (!isOpen(study.key.file.slots)) {
    throw new TandemError(
      'conflict',
      'This study has a passphrase already.',
      'Change it instead; the one there is now is needed for that.',
    )
  }
  return withNewKey(study, wanted)
}

/** Gives the study a new key, a new passphrase and a new recovery key: who knew the ones before is out. */
export async function rotate(study: StudyHandle, proof: Proof, wanted: NewKey): Promise<KeyChange> {
  mustWrite(study)
  mustBeGood(wanted.passphrase)
  mustProve(study.key, proof)
  if (isTheOneNow(study.key, proof, wanted.passphrase)) {
    throw new TandemError(
      'bad-input',
      'The new passphrase is the one there is now.',
      'Choose another: whoever left knows this one.',
    )
  }
  return withNewKey(study, wanted)
}

/** Changes the passphrase. The data key, the recovery key and this computer’s lock stay. */
export function changePassphrase(study: StudyHandle, proof: Proof, passphrase: string): KeyChange {
  mustWrite(study)
  mustBeGood(passphrase)
  mustProve(study.key, proof)
  const { dataKey, file } = study.key
  return replace(study, [
    passphraseSlotFor(dataKey, passphrase),
    ...file.slots.filter(({ kind }) => kind !== 'passphrase'),
  ])
}

/** Leaves the data key open: whoever has the folder can read the study from now on. */
export function removePassphrase(study: StudyHandle, proof: Proof): KeyChange {
  mustWrite(study)
  mustProve(study.key, proof)
  return replace(study, [openSlotFor(study.key.dataKey)])
}

/** Makes another recovery key; the one before opens nothing any more. */
export function renewRecoveryKey(study: StudyHandle, proof: Proof): KeyChange {
  mustWrite(study)
  mustProve(study.key, proof)
  const { dataKey, file } = study.key
  const secret = newRecoverySecret()
  const slots = [...file.slots.filter(({ kind }) => kind !== 'recovery'), recoverySlotFor(dataKey, secret)]
  return { ...replace(study, slots), recoveryKey: printRecoveryKey(secret) }
}

/**
 * Lets this computer open the study: `blob` is what its safe place made of `secret`. Never the only way in: it stands
 * beside a passphrase.
 */
export function setComputer(study: StudyHandle, proof: Proof, secret: Buffer, blob: Buffer): void {
  mustWrite(study)
  mustProve(study.key, proof)
  const { dataKey, file } = study.key
  const others = file.slots.filter(({ kind }) => kind !== 'computer')
  setSlots(study, [...others, computerSlotFor(dataKey, secret, blob)])
}

/** Takes this computer’s lock away. */
export function removeComputer(study: StudyHandle): void {
  mustWrite(study)
  setSlots(
    study,
    study.key.file.slots.filter(({ kind }) => kind !== 'computer'),
  )
}

/** This computer’s lock of a study, where it has one. */
export const computerSlotOf = (slots: readonly Slot[]): ComputerSlot | undefined =>
  slots.find(slot => slot.kind === 'computer')

async function withNewKey(study: StudyHandle, { passphrase, backups, progress }: NewKey): Promise<KeyChange> {
  const { folder, db, key } = study
  study.stillHere()
  study.backUp()
  const earlier = listBackups(folder)
  const secret = newRecoverySecret()
  const dataKey = newDataKey()
  const slots = [passphraseSlotFor(dataKey, passphrase), recoverySlotFor(dataKey, secret)]
  const before = Buffer.from(key.dataKey)
  const next: HeldKey = { dataKey, file: { study: study.id, slots, former: [] } }
  try {
    encryptAnew(folder, db, key, next)
  } catch (error) {
    throw diskFailure(error, folder.path)
  } finally {
    // Also where only the last writing of keys.json failed: the pages have the new key then.
    if (opensWith(folder.database, dataKey)) {
      key.dataKey.fill(0)
      key.dataKey = dataKey
      key.file = next.file
    }
  }
  study.backUp()
  const left = await relockBackups(earlier, before, next, backups, progress)
  before.fill(0)
  return { recoveryKey: printRecoveryKey(secret), backups: left }
}

/** Puts other slots on the same data key, in the study and in its backups that have it too. */
function replace(study: StudyHandle, slots: readonly Slot[]): KeyChange {
  setSlots(study, slots)
  return { recoveryKey: null, backups: carryKeys(study.folder, study.key) }
}

function setSlots({ folder, key, stillHere }: StudyHandle, slots: readonly Slot[]): void {
  stillHere()
  const file = { ...key.file, slots }
  writeKeys(folder.keys, file)
  key.file = file
}

/** Whoever changes the lock shows that they can open it, though it is open: somebody else may sit before it. */
function mustProve({ file }: HeldKey, proof: Proof): void {
  if (isOpen(file.slots)) {
    throw new TandemError('conflict', 'This study has no passphrase.', 'Set one first.')
  }
  unlock(file.slots, proof).fill(0)
}

/** Whether a passphrase is the study's; without working it out where the proof, which was right, is one. */
const isTheOneNow = ({ file }: HeldKey, proof: Proof, passphrase: string): boolean =>
  proof.passphrase === undefined
    ? keyFrom(file.slots, { passphrase }) !== null
    : proof.passphrase.normalize('NFKC') === passphrase.normalize('NFKC')

/** Refuses what is too short for a passphrase. */
export function mustBeGood(passphrase: string): void {
  const problem = passphraseProblem(passphrase)
  if (problem !== null) throw new TandemError('bad-input', problem, 'Spaces count; any characters will do.')
}

function mustWrite({ mode }: StudyHandle): void {
  if (mode !== 'write') throw new Error('Keys are changed by the one writer')
}
