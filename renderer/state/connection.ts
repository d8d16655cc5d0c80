import { create } from 'zustand'

/**
 * The road to the engine: `broken` for the first seconds, then `ended`, when nothing answers; `restarted` when a
 * Tandem answers that does not know this browser, because it was started anew.
 */
export type LinkState = 'connecting' | 'open' | 'broken' | 'ended' | 'restarted'

interface ConnectionState {
  link: LinkState
  /** Writes sent and not yet acknowledged. */
  unsaved: number
  /** When the engine last acknowledged a write as durable (ms since 1970), or null. */
  savedAt: number | null
}

/** Whether the engine is there and what it has acknowledged; written by the engine client only. */
export const useConnection = create<ConnectionState>(() => ({
  link: 'connecting',
  unsaved: 0,
  savedAt: null,
}))
