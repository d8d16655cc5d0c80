import type { Stance } from '#shared/model/study.ts'

/** How a study regards agreement, in the words offered where it is chosen. */
export const stances: readonly { id: Stance; label: string; description: string }[] = [
  {
    id: 'codebook',
    label: 'Codebook',
    description: 'Independent coding, comparison and discussion; agreement figures serve the team.',
  },
  {
    id: 'reliability',
    label: 'Reliability',
    description: 'Agreement is reported: coefficients with intervals stand first in comparison and reports.',
  },
  {
    id: 'reflexive',
    label: 'Reflexive',
    description: 'Differences are readings: no coefficient is shown unless asked for.',
  },
]
