import { create } from 'zustand'
import type { LockedStudy } from '#shared/contract/wire.ts'

/** What opens a locked study: its passphrase, this computer's own lock, or the recovery key with a new passphrase. */
export type Unlocking =
  | { passphrase: string }
  | { computer: true }
  | { recovery: string; newPassphrase: string }

interface Lock {
  /** The study that this window showed when it was locked, or null. */
  locked: LockedStudy | null
  /** Opens it again, as whoever was signed in; everything that waited meanwhile goes on. */
  unlock(by: Unlocking): Promise<void>
  /** Whether this computer holds a key to a locked study. */
  hasComputerLock(path: string): Promise<boolean>
  /** Leaves it for the Start screen; what waited to be saved in it is given up. */
  leave(): Promise<void>
}

/** Whether the window is locked, and the ways out; written by the engine client only. */
export const useLock = create<Lock>(() => ({
  locked: null,
  unlock: async () => {},
  hasComputerLock: async () => false,
  leave: async () => {},
}))

/** Whether the window is locked now. */
export const isLocked = (): boolean => useLock.getState().locked !== null
