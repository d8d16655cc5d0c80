import { type Anchors, anchors } from './anchors.ts'
import { applyEdits } from './edits.ts'
import type { Lineage } from './lineage.ts'

/** Where what stands in one of a source's texts stands in another, by their places among the source's. */
export function anchorsBetween(lineage: Lineage, from: number, to: number): Anchors {
  const old = lineage.textOf(from)
  return anchors(old, applyEdits(old, lineage.editsBetween(from, to)))
}
