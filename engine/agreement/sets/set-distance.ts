/** How far apart two sets of labels are: 0 for equal ones (two empty ones too), 1 for nothing shared. */
export interface SetDistance {
  id: string
  name: string
  description: string
  between(a: ReadonlySet<string>, b: ReadonlySet<string>): number
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0
  for (const label of a) if (b.has(label)) count++
  return count
}

const isEqual = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && shared(a, b) === a.size

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = shared(a, b)
  const either = a.size + b.size - both
  return either === 0 ? 0 : 1 - both / either
}

/** 1 − J · M, with M = 1 for equal sets, `subset` where one lies in the other, `overlap` where they share a label. */
function masi(a: ReadonlySet<string>, b: ReadonlySet<string>, subset: number, overlap: number): number {
  if (isEqual(a, b)) return 0
  const both = shared(a, b)
  const either = a.size + b.size - both
  const share = both === Math.min(a.size, b.size) ? subset : both > 0 ? overlap : 0
  return 1 - (both / either) * share
}

export const wholeSets: SetDistance = {
  id: 'binary',
  name: 'whole sets',
  description: 'Two sets agree only where they are equal.',
  between: (a, b) => (isEqual(a, b) ? 0 : 1),
}

export const jaccardDistance: SetDistance = {
  id: 'jaccard',
  name: 'Jaccard',
  description: '1 − |A ∩ B| / |A ∪ B|: what is not shared of all labels given (Jaccard 1901).',
  between: jaccard,
}

export const masiDistance: SetDistance = {
  id: 'masi_thirds',
  name: 'MASI',
  description:
    '1 − J · M, which is stricter where neither set lies in the other: M is 1, 2/3, 1/3 or 0 (Passonneau 2006, LREC), in exact thirds.',
  between: (a, b) => masi(a, b, 2 / 3, 1 / 3),
}

export const masiRoundedDistance: SetDistance = {
  id: 'masi_nltk',
  name: 'MASI, rounded',
  description: 'As MASI with .67 and .33, as some programs round the thirds; for checking against them.',
  between: (a, b) => masi(a, b, 0.67, 0.33),
}

export const setDistances: readonly SetDistance[] = [
  wholeSets,
  jaccardDistance,
  masiRoundedDistance,
  masiDistance,
]
