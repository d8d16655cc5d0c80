import { create } from 'zustand'

/** A recovery key that was just made, and of which study; shown once, then forgotten. */
export const useRecoveryKey = create<{ shown: { key: string; study: string } | null }>(() => ({
  shown: null,
}))

/** Shows a recovery key till the person says that they have kept it. */
export const showRecoveryKey = (key: string, study: string): void =>
  useRecoveryKey.setState({ shown: { key, study } })
