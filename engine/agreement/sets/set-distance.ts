/** How far apart two sets of labels are: 0 for equal ones (two empty ones too), 1 for nothing shared. */
export interface SetDistance {
  id: string
  name: string
  description: string
  /** From how many labels both have, the first has and the second has. */
  between(both: number, a: number, b: number): number
}

/** How far apart two sets are. */
export function distanceBetween(
  distance: SetDistance,
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
): number {
  let both = 0
  for (const label of a) if (b.has(label)) both++
  return distance.between(both, a.size, b.size)
}

/** 1 − J · M, with M = 1 for equal sets, `subset` where one lies in the other, `overlap` where they share a label. */
function masi(both: number, a: number, b: number, subset: number, overlap: number): number {
  if (both === a && both === b) return 0
  const share = both === Math.min(a, b) ? subset : both > 0 ? overlap : 0
  return 1 - (both / (a + b - both)) * share
}

export const wholeSets: SetDistance = {
  id: 'binary',
  name: 'whole sets',
  description: 'Two sets agree only where they are equal.',
  between: (both, a, b) => (both === a && both === b ? 0 : 1),
}

export const jaccardDistance: SetDistance = {
  id: 'jaccard',
  name: 'Jaccard',
  description: '1 − |A ∩ B| / |A ∪ B|: what is not shared of all labels given (Jaccard 1901).',
  between: (both, a, b) => (a + b === 0 ? 0 : 1 - both / (a + b - both)),
}

export const masiDistance: SetDistance = {
  id: 'masi_thirds',
  name: 'MASI',
  description:
    '1 − J · M, which is stricter where neither set lies in the other: M is 1, 2/3, 1/3 or 0 (Passonneau 2006, LREC), in exact thirds.',
  between: (both, a, b) => masi(both, a, b, 2 / 3, 1 / 3),
}

export const masiRoundedDistance: SetDistance = {
  id: 'masi_nltk',
  name: 'MASI, rounded',
  description: 'As MASI with .67 and .33, as some programs round the thirds; for checking against them.',
  between: (both, a, b) => masi(both, a, b, 0.67, 0.33),
}

export const setDistances: readonly SetDistance[] = [
  wholeSets,
  jaccardDistance,
  masiRoundedDistance,
  masiDistance,
]
