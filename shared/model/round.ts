export type RoundState = 'open' | 'submitted' | 'compared' | 'adjudicated' | 'closed'

/** Sources × coders × framework version, coded independently. Coders are in order: a, then b. */
export interface Round {
  id: string
  title: string
  state: RoundState
  blind: boolean
  sources: string[]
  coders: { id: string; initials: string; name: string; submittedAt: string | null }[]
  frameworkVersion: number
  openedAt: string
  /** Differences without and with a ruling; null while the round is open. */
  differences: { open: number; settled: number } | null
}
