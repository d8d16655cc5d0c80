import type { TreeNode } from '../ui/tree-rows.ts'

/** A small framework to look at. */
export const codeTree: readonly TreeNode[] = [
  {
    id: 'work',
    label: 'Work on the ward',
    counts: [31, 64],
    children: [
      { id: 'time', label: 'Time pressure', colour: 2, counts: [18, 35] },
      { id: 'fit', label: 'Fit with the ward’s day', colour: 4, counts: [9, 21], note: 'proposed' },
      { id: 'staff', label: 'Staffing', colour: 7, counts: [4, 8] },
    ],
  },
  {
    id: 'rel',
    label: 'Relationships',
    counts: [27, 49],
    children: [
      { id: 'trust', label: 'Trust', colour: 1, counts: [14, 26] },
      { id: 'asked', label: 'Being asked', colour: 5, counts: [13, 23] },
    ],
  },
  {
    id: 'learning',
    label: 'Learning by doing',
    colour: 8,
    counts: [6, 12],
    children: [{ id: 'a', label: 'Slips', colour: 9 }],
  },
  { id: 'old', label: 'Culture', colour: 12, counts: [0, 3], isMuted: true, note: 'retired' },
]

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
