import { TandemError } from '#shared/errors.ts'
import { placedBetween } from '../db/place-between.ts'
import { type Change, changed } from '../history/changes.ts'
import { meOf } from '../rounds/blinding.ts'
import type { Tools } from '../tools.ts'
import { because } from './changes.ts'
import { codesUnder, outermost, type StoredCode, siblingsAt } from './queries.ts'
import { mayChange, nameIsFree, proposingIn, standing, staysAsFrozen } from './rules.ts'

/** Where codes are put: under a parent (null: top level), before a sibling or last (null). */
export interface Place {
  parent: string | null
  before: string | null
}

/**
 * The changes that put codes in a place, one after the other as named, and what was done in words. A code that lies
 * under another of them goes with it; why is logged of those that come under another parent. Refuses what is not there, may not be changed, is of another framework, would
 * lie under itself, or would meet a code of its name.
 */
export function moved(
  tools: Tools,
  codes: readonly string[],
  { parent, before }: Place,
  why: string,
): { changes: (Change | null)[]; summary: string } {
  const { db, asking } = tools
  const above = parent === null ? null : standing(tools, parent)
  const named = new Map(codes.map(id => [id, standing(tools, id)]))
  const moving = outermost(db, codes).flatMap(id => named.get(id) ?? [])
  const home = above?.framework ?? moving[0]?.framework ?? ''
  const going = new Set(moving.map(({ id }) => id))
  const siblings = siblingsAt(db, home, parent, meOf(asking)).filter(({ id }) => !going.has(id))
  const there = new Map(siblings.map(sibling => [sibling.name.toLowerCase(), sibling]))
  for (const code of moving) {
    mayChange(tools, code)
    staysAsFrozen(tools, code)
    if (code.framework !== home) {
      throw new TandemError(
        'not-allowed',
        `“${code.name}” stays in its own framework.`,
        'Add a code there instead.',
      )
    }
    const same = there.get(code.name.toLowerCase())
    if (same) nameIsFree([same], code.name, code.id)
    there.set(code.name.toLowerCase(), code)
  }
  if (parent !== null) {
    const itself = moving.find(({ id }) => codesUnder(db, [id]).includes(parent))
    if (itself) {
      throw new TandemError(
        'not-allowed',
        itself.id === above?.id
          ? `“${itself.name}” cannot be put under itself.`
          : `“${itself.name}” cannot be put under “${above?.name}”, which lies under it.`,
        'Choose another place.',
      )
    }
  }
  const at = before === null ? siblings.length : siblings.findIndex(({ id }) => id === before)
  if (at < 0) {
    throw new TandemError(
      'not-found',
      'The code to put it before is not there.',
      'Look at the framework again.',
    )
  }
  const [one] = moving
  const what = moving.length === 1 && one ? `the code “${one.name}”` : `${moving.length} codes`
  return {
    changes: [
      ...placed(tools, siblings, at, moving, parent),
      ...moving.flatMap(code =>
        code.parent === parent ? [] : because(tools, 'moved', code, why, above ?? null),
      ),
    ],
    summary: `Moved ${what}${moving.every(code => code.parent === parent) ? '' : above ? ` under “${above.name}”` : ' to the top level'}`,
  }
}

/** The changes of places; a coder of a blind round may not touch the other codes. */
function placed(
  tools: Tools,
  siblings: readonly StoredCode[],
  at: number,
  moving: readonly StoredCode[],
  parent: string | null,
): (Change | null)[] {
  const ids = moving.map(({ id }) => id)
  return placedBetween(siblings, at, ids, proposingIn(tools) !== null).map(({ id, position }) =>
    changed(tools.db, 'codes', id, { parent, position }),
  )
}
