import type { TreeFigures, TreeNode } from '../ui/tree-rows.ts'

/** A small framework to look at. */
export const codeTree: readonly TreeNode[] = [
  {
    id: 'work',
    label: 'Work on the ward',
    children: [
      { id: 'time', label: 'Time pressure', colour: 2 },
      { id: 'fit', label: 'Fit with the ward’s day', colour: 4, note: 'proposed' },
      { id: 'staff', label: 'Staffing', colour: 7 },
    ],
  },
  {
    id: 'rel',
    label: 'Relationships',
    children: [
      { id: 'trust', label: 'Trust', colour: 1 },
      { id: 'asked', label: 'Being asked', colour: 5 },
    ],
  },
  {
    id: 'learning',
    label: 'Learning by doing',
    colour: 8,
    children: [{ id: 'a', label: 'Slips', colour: 9 }],
  },
  { id: 'old', label: 'Culture', colour: 12, isMuted: true, note: 'retired' },
]

export const codeColumns = ['Mine', 'All']

const counted: Record<string, readonly [mine: number, all: number]> = {
  time: [18, 35],
  fit: [9, 21],
  staff: [4, 8],
  trust: [14, 26],
  asked: [13, 23],
  learning: [6, 12],
  old: [0, 3],
}
const sums: Record<string, readonly [mine: number, all: number]> = { work: [31, 64], rel: [27, 49] }

/** The figures of the codes, and of a branch while it is folded. */
export function codeFigures(id: string, isFolded: boolean): TreeFigures | null {
  const sum = isFolded ? sums[id] : undefined
  const values = sum ?? counted[id]
  return values ? { values, isSum: sum !== undefined } : null
}

/** A framework of `count` codes in branches of a hundred. */
export function manyCodes(count: number): readonly TreeNode[] {
  return Array.from({ length: Math.ceil(count / 100) }, (_, branch) => ({
    id: `b${branch}`,
    label: `Branch ${branch + 1}`,
    children: Array.from({ length: 100 }, (__, leaf) => ({
      id: `b${branch}c${leaf}`,
      label: `Code ${branch * 100 + leaf + 1}`,
      colour: ((branch * 100 + leaf) % 24) + 1,
    })),
  }))
}

export interface SourceRow {
  readonly name: string
  readonly set: string
  readonly state: 'Open' | 'Returned'
  readonly share: number
  readonly words: number
}

/** Rows for a table of sources. */
export function sources(count: number): readonly SourceRow[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `P${String(index + 1).padStart(2, '0')}`,
    set: index % 3 === 0 ? 'OT interviews' : 'Mentor interviews',
    state: index % 4 === 1 ? 'Returned' : 'Open',
    share: ((index * 37) % 101) / 100,
    words: 3200 + ((index * 1117) % 6400),
  }))
}
