import { useCompare } from './compare-store.ts'
import type { Comparison } from './use-comparison.ts'

/** What the reads beside the figures are asked: the same round or people, and the same text. */
export function useWhatIsCompared({ round, coders }: Comparison) {
  const { withInterviewer, withQuoted } = useCompare()
  const named = round ? { round: round.id } : { coders: coders.map(({ id }) => id) }
  return { ...named, withInterviewer, withQuoted }
}
