import { first, run } from '#engine/db/sql.ts'
import { applyChange } from '#engine/history/changes.ts'
import { fold } from '#engine/history/fold.ts'
import type { Rules } from '#engine/history/folding.ts'
import { byCopy, insertOperation, type Operation } from '#engine/history/journal.ts'
import { byOrder } from '#engine/history/order.ts'
import type { Parcel } from '#engine/merging/parcel.ts'
import { mustHoldTogether, rewrite, withoutTriggers } from '#engine/merging/rewrite.ts'
import { keep } from '#engine/sources/contents.ts'
import { type Copy, mergeInto, takeBack } from './world.ts'

/** A way to merge and to take it back: the engine's, or one that is wrong in one respect. */
export interface Merger {
  merge(copy: Copy, ...parcels: Parcel[]): void
  undo(copy: Copy): boolean
}

export const engine: Merger = {
  merge: (copy, ...parcels) => void mergeInto(copy, ...parcels),
  undo: copy => takeBack(copy, 'undo'),
}

const right: Rules = { order: byOrder, editBeatsRemoval: true, mends: true }
const at = (operation: object): number => (operation as Operation).at

/** Rules of the fold with one of them broken. */
export const brokenRules = {
  'no tie-break': { ...right, order: (a, b) => a.lamport - b.lamport },
  'the clock decides': { ...right, order: (a, b) => at(a) - at(b) || byOrder(a, b) },
  'whoever was given last wins': { ...right, order: () => 0 },
  'removals beat edits': { ...right, editBeatsRemoval: false },
  'nothing is mended': { ...right, mends: false },
} satisfies Record<string, Rules>

const journals = new WeakMap<Copy, Operation[]>()

/** Merges by folding with other rules, and by nothing else; operations in the order they came in. */
const byFold = (
  rules: Rules,
  isTaken: (known: readonly Operation[]) => (one: Operation) => boolean = () => () => true,
): Merger => ({
  merge(copy, ...parcels) {
    const { db } = copy
    const known = journals.get(copy) ?? [...byCopy(db)]
    for (const { operations } of parcels) known.push(...[...operations].filter(isTaken(known)))
    journals.set(copy, known)
    db.transaction(() => {
      db.pragma('defer_foreign_keys = ON')
      for (const { contents } of parcels) for (const { kind, bytes } of contents) keep(db, kind, bytes)
      for (const operation of known)
        if (!first(db, 'SELECT 1 FROM operations WHERE id = ?', operation.id)) insertOperation(db, operation)
      withoutTriggers(db, () => rewrite(db, fold(known, rules)))
      mustHoldTogether(db)
    })()
  },
  undo: copy => takeBack(copy, 'undo'),
})

/** As those that are wrong, but right: what they are made of is not what a law finds fault with. */
export const control = byFold(right)

/** Ways to merge that are wrong in one respect. */
export const wrong = {
  'nothing is mended': byFold(brokenRules['nothing is mended']),
  'what is older than the newest here is left out': byFold(right, known => {
    const newest = Math.max(...known.map(({ lamport }) => lamport))
    return one => one.lamport > newest
  }),
  'who has sent once is not asked again': byFold(right, known => {
    const copies = new Set(known.map(({ copy }) => copy))
    return one => !copies.has(one.copy)
  }),
  'every change is done to the tables as it comes': {
    merge: ({ db }: Copy, ...parcels: Parcel[]) =>
      db.transaction(() => {
        db.pragma('defer_foreign_keys = ON')
        withoutTriggers(db, () => {
          for (const { operations, contents } of parcels) {
            for (const { kind, bytes } of contents) keep(db, kind, bytes)
            for (const { changes } of operations) for (const change of changes) applyChange(db, change)
          }
        })
      })(),
    undo: (copy: Copy) => takeBack(copy, 'undo'),
  },
  'undo says so and does nothing': {
    merge: engine.merge,
    undo: ({ db }: Copy) => run(db, 'UPDATE returns SET undone = 1') > 0,
  },
} satisfies Record<string, Merger>
