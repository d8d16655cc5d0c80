/** What is done with the backups that were made under an earlier key: locked as the study is, removed, or kept. */
export type EarlierBackups = 'relock' | 'remove' | 'keep'

/** How the open study is locked. */
export interface KeyState {
  /** False where the data key lies open: whoever has the folder can read the study. */
  hasPassphrase: boolean
  hasRecoveryKey: boolean
  /** Whether a computer's safe place opens it too. */
  hasComputerLock: boolean
  backups: {
    all: number
    /** Those that anybody can read who has the folder. */
    open: number
  }
}

/** What a change of the key left. */
export interface KeyChange {
  /** To be shown once, in groups of four; null where it stayed as it was. */
  recoveryKey: string | null
  /** Backups that have the study's key now, those removed, and those that keep an earlier one. */
  backups: { locked: number; removed: number; left: number }
}
