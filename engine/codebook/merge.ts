import { TandemError } from '#shared/errors.ts'
import { all, first } from '../db/sql.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import { meOf, somethingIsBlind } from '../rounds/blinding.ts'
import type { Reading, Tools } from '../tools.ts'
import { because } from './changes.ts'
import { givenBack } from './places-given-back.ts'
import { codesUnder, type StoredCode, siblingsAt } from './queries.ts'
import { mayChange, nameIsFree, standing, visible } from './rules.ts'

interface Done {
  changes: (Change | null)[]
  summary: string
}

/**
 * The changes that merge codes into another: each is retired, lies under it from then on and counts as it. What lay
 * under them moves under it, what was merged into them counts as it too, and it takes their place in themes and memos.
 * No coder’s coding and no ruling is touched. Refuses a code into itself or one beneath it, into another framework or a retired
 * code, where two codes of one name would meet, and while a blind round is open.
 */
export function merging(tools: Tools, codes: readonly string[], into: string, why: string): Done {
  const { db, newId } = tools
  holdsStillForAll(tools)
  const target = standing(tools, into)
  mayChange(tools, target)
  const merged = [...new Set(codes)].map(id => standing(tools, id))
  for (const code of merged) mayMerge(tools, code, target)
  const going = new Set(merged.map(({ id }) => id))
  const siblings = siblingsAt(db, target.framework, into, meOf(tools.asking)).filter(
    ({ id }) => !going.has(id),
  )
  const last = siblings.at(-1)?.position ?? 0
  const children = merged
    .flatMap(({ id }) => siblingsAt(db, target.framework, id, meOf(tools.asking)))
    .filter(({ id }) => !going.has(id))
  const there = [...siblings]
  for (const child of children) {
    const same = there.find(({ name }) => name.toLowerCase() === child.name.toLowerCase())
    if (same) {
      throw new TandemError(
        'exists',
        `“${child.name}” would move under “${target.name}”, where there is a code of that name.`,
        'Merge those two first, or rename one of them.',
      )
    }
    there.push(child)
  }
  const [one] = merged
  const what = merged.length === 1 && one ? `the code “${one.name}”` : `${merged.length} codes`
  return {
    changes: [
      ...children.map(({ id }, n) => changed(db, 'codes', id, { parent: into, position: last + n + 1 })),
      ...merged.flatMap(({ id }) =>
        aliasesOf(tools, id).map(alias => changed(db, 'codes', alias, { parent: into })),
      ),
      ...merged.map(({ id }) => changed(db, 'codes', id, { parent: into, status: 'retired' })),
      ...merged.map(({ id }) => made('code_merges', newId(), { code: id })),
      ...inThemes(tools, going, into),
      ...memosAbout(tools, going).map(id => changed(db, 'memos', id, { about: into })),
      ...merged.map(code => because(tools, 'merged', code, why, target)),
    ],
    summary: `Merged ${what} into “${target.name}”`,
  }
}

/**
 * The changes that make a merged code one of its own again, provisional, where it stood before, else beside the one it counted
 * as, with its places in themes and the memos about it.
 */
export function separating(tools: Tools, code: string, why: string): Done {
  const { db } = tools
  holdsStillForAll(tools)
  const before = visible(tools, code)
  const merge = first<{ id: string }>(db, 'SELECT id FROM code_merges WHERE code = ?', code)
  if (!merge || before.parent === null) {
    throw new TandemError(
      'not-allowed',
      `“${before.name}” was not merged into another code.`,
      'Choose a code that was.',
    )
  }
  const target = visible(tools, before.parent)
  const parent = placeBefore(tools, before, target)
  const siblings = siblingsAt(db, target.framework, parent, meOf(tools.asking))
  nameIsFree(siblings, before.name, code)
  return {
    changes: [
      removed(db, 'code_merges', merge.id),
      changed(db, 'codes', code, {
        parent,
        status: 'provisional',
        position: (siblings.at(-1)?.position ?? 0) + 1,
      }),
      ...givenBack(
        tools,
        code,
        target.id,
        aliasesOf(tools, target.id).filter(id => id !== code),
      ),
      because(tools, 'separated', before, why, target),
    ],
    summary: `Took the code “${before.name}” out of “${target.name}” again`,
  }
}

/** The code that a merged one lay under before; beside its target where that is not a place for codes any more. */
function placeBefore({ db }: Tools, { id, framework }: StoredCode, target: StoredCode): string | null {
  const before = first<{ parent: string | null }>(
    db,
    `SELECT c.value ->> '$.before.parent' AS parent FROM operations o, json_each(o.changes) c
     WHERE o.kind = 'code.merged' AND c.value ->> '$.table' = 'codes' AND c.value ->> '$.id' = $id
       AND EXISTS (SELECT 1 FROM json_each(o.changes) m
         WHERE m.value ->> '$.table' = 'code_merges' AND m.value ->> '$.after.code' = $id)
     ORDER BY o.lamport DESC, o.sequence DESC LIMIT 1`,
    { id },
  )
  if (!before) return target.parent
  if (before.parent === null) return null
  const isPlace = first(
    db,
    `SELECT 1 FROM codes k WHERE k.id = $parent AND k.framework = $framework AND k.status <> 'retired'`,
    { parent: before.parent, framework },
  )
  return isPlace ? before.parent : target.parent
}

/** Moving what lies under a code moves proposals nobody may know of, so that the answer would tell. */
export function holdsStillForAll({ db }: Reading): void {
  if (!somethingIsBlind(db)) return
  throw new TandemError(
    'not-allowed',
    'While a blind round is open, codes are not merged, taken apart or split.',
    'Its coders work with the framework as it is. Do it when the round has ended.',
  )
}

function mayMerge(tools: Tools, code: StoredCode, target: StoredCode): void {
  mayChange(tools, code)
  const refuse = (message: string, hint: string) => {
    throw new TandemError('not-allowed', message, hint)
  }
  if (code.id === target.id)
    refuse(`“${code.name}” is the code to merge into.`, 'Choose two different codes.')
  if (code.framework !== target.framework)
    refuse(
      `“${code.name}” and “${target.name}” are of two frameworks.`,
      'Codes are merged within their framework.',
    )
  if (target.status === 'retired')
    refuse(`“${target.name}” is retired.`, 'Bring it back first, or merge into another code.')
  if (codesUnder(tools.db, [code.id]).includes(target.id))
    refuse(
      `“${code.name}” cannot be merged into “${target.name}”, which lies under it.`,
      `Merge “${target.name}” into “${code.name}” instead, or move it out first.`,
    )
}

const aliasesOf = ({ db }: Tools, code: string): string[] =>
  all<{ id: string }>(
    db,
    'SELECT c.id FROM codes c JOIN code_merges m ON m.code = c.id WHERE c.parent = ? ORDER BY c.id',
    code,
  ).map(({ id }) => id)

/** In each theme that holds merged codes the first of their places is the target's, unless it has one; the others go. */
function inThemes({ db }: Tools, merged: ReadonlySet<string>, into: string): (Change | null)[] {
  const places = Map.groupBy(
    all<{ id: string; theme: string; code: string }>(
      db,
      'SELECT id, theme, code FROM theme_codes WHERE code IN (SELECT value FROM json_each(?)) ORDER BY position, id',
      JSON.stringify([...merged, into]),
    ),
    ({ theme }) => theme,
  )
  return [...places.values()].flatMap(inOne => {
    const kept = inOne.find(({ code }) => code === into) ?? inOne[0]
    return inOne.map(({ id }) =>
      id === kept?.id ? changed(db, 'theme_codes', id, { code: into }) : removed(db, 'theme_codes', id),
    )
  })
}

const memosAbout = ({ db }: Tools, codes: ReadonlySet<string>): string[] =>
  all<{ id: string }>(
    db,
    "SELECT id FROM memos WHERE about_kind = 'code' AND about IN (SELECT value FROM json_each(?)) ORDER BY id",
    JSON.stringify([...codes]),
  ).map(({ id }) => id)
