import type { ReactNode } from 'react'
import { inSentence } from '../wording.ts'

/** One thing in a tree: a code, a theme, a folder. */
export interface TreeNode {
  readonly id: string
  readonly label: string
  readonly children?: readonly TreeNode[] | undefined
  /** A code's palette step, drawn as its square. */
  readonly colour?: number | undefined
  /** Instead of the square: an icon. */
  readonly icon?: ReactNode
  /** Quiet words after the label: 'retired', '3 proposed'. */
  readonly note?: string | undefined
  /** The number key it is on. */
  readonly key?: number | undefined
  readonly isMuted?: boolean | undefined
  /** Here only since what is looked for is below it: passed over where lines are taken several at once. */
  readonly isOnTheWay?: boolean | undefined
  /** Not there yet: it is named first, and the name that stands in the field will do. */
  readonly isDraft?: boolean | undefined
}

/** What stands in the columns of a row: one figure a column, in their order; null leaves the cell empty. */
export interface TreeFigures {
  readonly values: readonly (number | string | null)[]
  /** They are of the node and all below it, not its own. */
  readonly isSum?: boolean | undefined
}

/** A node as a visible line. */
export interface TreeRow {
  readonly node: TreeNode
  /** 1 for the roots. */
  readonly level: number
  /** 1 for the first among its siblings. */
  readonly position: number
  readonly siblings: number
  readonly parentId: string | null
  /** undefined for a leaf. */
  readonly isExpanded: boolean | undefined
}

/** Where something is let go: beside or inside the target; null is the end of the top level. */
export interface TreeDrop {
  readonly targetId: string | null
  readonly where: 'before' | 'inside' | 'after'
}

/** The lines to show, top to bottom: every node whose ancestors are all expanded. Linear in what is shown. */
export function treeRows(nodes: readonly TreeNode[], expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = []
  const walk = (siblings: readonly TreeNode[], level: number, parentId: string | null) => {
    siblings.forEach((node, index) => {
      const children = node.children ?? []
      const isExpanded = children.length > 0 ? expanded.has(node.id) : undefined
      rows.push({ node, level, position: index + 1, siblings: siblings.length, parentId, isExpanded })
      if (isExpanded) walk(children, level + 1, node.id)
    })
  }
  walk(nodes, 1, null)
  return rows
}

/** The place of each row by the id of its node, so that no key or pointer has to look through thousands. */
export type RowIndex = ReadonlyMap<string, number>

export const indexRows = (rows: readonly TreeRow[]): RowIndex =>
  new Map(rows.map((row, index) => [row.node.id, index]))

/**
 * The row to come to where nodes go with all below them: the next under the same parent as the last of them, else the one
 * before it, else that parent; null where there is none.
 */
export function rowBeside(rows: readonly TreeRow[], going: ReadonlySet<string>): string | null {
  const last = rows.findLast(({ node, parentId }) => going.has(node.id) && !going.has(parentId ?? ''))
  if (!last) return null
  const beside = rows.filter(
    ({ node, parentId }) => parentId === last.parentId && (node === last.node || !going.has(node.id)),
  )
  const at = beside.indexOf(last)
  return (beside[at + 1] ?? beside[at - 1])?.node.id ?? last.parentId
}

/** The ids of all that lies above a node, outermost first; null when there is no such node. */
export function ancestorsOf(nodes: readonly TreeNode[], id: string): string[] | null {
  for (const node of nodes) {
    if (node.id === id) return []
    const below = node.children ? ancestorsOf(node.children, id) : null
    if (below) return [node.id, ...below]
  }
  return null
}

/** The ids of all nodes of a tree that have something below them. */
export function branchesOf(nodes: readonly TreeNode[]): string[] {
  const found: string[] = []
  const walk = (siblings: readonly TreeNode[]) => {
    for (const { id, children } of siblings) {
      if (!children?.length) continue
      found.push(id)
      walk(children)
    }
  }
  walk(nodes)
  return found
}

/**
 * Where a drop on a visible row puts things.
 * @param share how far down the row the pointer is, from 0 to 1
 */
export function dropOn(rows: readonly TreeRow[], index: RowIndex, id: string, share: number): TreeDrop {
  if (share < 0.28) return { targetId: id, where: 'before' }
  if (share <= 0.72) return { targetId: id, where: 'inside' }
  const at = index.get(id) ?? -1
  const next = rows[at + 1]
  // What comes next below an open branch is the first in it.
  if (rows[at]?.isExpanded && next) return { targetId: next.node.id, where: 'before' }
  return { targetId: id, where: 'after' }
}

/** Whether a drop on a visible row makes sense: never onto itself or into something that is being moved. */
export function mayDrop(
  rows: readonly TreeRow[],
  index: RowIndex,
  moved: readonly string[],
  { targetId }: TreeDrop,
): boolean {
  if (targetId === null) return true
  const isMoved = new Set(moved)
  let row = rows[index.get(targetId) ?? -1]
  if (!row) return false
  while (row) {
    if (isMoved.has(row.node.id)) return false
    row = row.parentId === null ? undefined : rows[index.get(row.parentId) ?? -1]
  }
  return true
}

/** Of several nodes those that are not inside another of them, so that a branch is moved once. */
export function outermost(nodes: readonly TreeNode[], ids: Iterable<string>): string[] {
  const all = new Set(ids)
  const found: string[] = []
  const walk = (siblings: readonly TreeNode[]) => {
    for (const node of siblings) {
      if (all.has(node.id)) found.push(node.id)
      else if (node.children) walk(node.children)
    }
  }
  walk(nodes)
  return found
}

/**
 * Where Alt and an arrow would put a node: up and down among its siblings, left out of its parent, right into
 * the sibling above. null where there is no such place.
 */
export function dropByArrow(rows: readonly TreeRow[], id: string, key: string): TreeDrop | null {
  const row = rows.find(candidate => candidate.node.id === id)
  if (!row) return null
  const siblingAt = (position: number) =>
    rows.find(other => other.parentId === row.parentId && other.position === position)?.node.id
  if (key === 'ArrowLeft') return row.parentId === null ? null : { targetId: row.parentId, where: 'after' }
  const neighbour = siblingAt(key === 'ArrowDown' ? row.position + 1 : row.position - 1)
  if (neighbour === undefined) return null
  if (key === 'ArrowUp') return { targetId: neighbour, where: 'before' }
  if (key === 'ArrowDown') return { targetId: neighbour, where: 'after' }
  return key === 'ArrowRight' ? { targetId: neighbour, where: 'inside' } : null
}

/** Says that nodes were not moved: the first, which names one that stands alone, and what keeps them where they are. */
export const notMoved = (label: string, count: number, why: string): string =>
  `Not moved: ${count === 1 ? `“${inSentence(label)}” is` : 'they are'} ${why}.`

/** Why Alt and an arrow move nothing, where `dropByArrow` has no place for the node that leads `count` of them. */
export function whyNotMoved(
  rows: readonly TreeRow[],
  { leader, count, key }: { leader: string; count: number; key: string },
): string {
  const row = rows.find(candidate => candidate.node.id === leader)
  const parent = rows.find(candidate => candidate.node.id === row?.parentId)
  const place = parent ? `in “${inSentence(parent.node.label)}”` : 'at the top level'
  const label = row?.node.label ?? ''
  if (key === 'ArrowLeft') return notMoved(label, count, 'at the top level')
  if (key === 'ArrowDown') return notMoved(label, count, `last ${place}`)
  return notMoved(
    label,
    count,
    `first ${place}${key === 'ArrowRight' ? ', with none above to go under' : ''}`,
  )
}

/**
 * The line whose label begins with what was typed, looking downwards from `from` and round to the top.
 * One letter typed again and again walks through the lines that begin with it.
 */
export function findByTyping(rows: readonly TreeRow[], from: number, typed: string): TreeRow | undefined {
  const lower = typed.toLocaleLowerCase()
  const [first = ''] = lower
  const isOneLetter = [...lower].every(letter => letter === first)
  const sought = isOneLetter ? first : lower
  const start = isOneLetter ? from + 1 : Math.max(from, 0)
  for (let step = 0; step < rows.length; step++) {
    const row = rows[(start + step) % rows.length]
    if (row?.node.label.toLocaleLowerCase().startsWith(sought)) return row
  }
  return undefined
}
