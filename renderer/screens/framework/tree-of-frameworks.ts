import type { Code, Framework } from '#shared/model/codebook.ts'
import type { TreeDrop, TreeNode } from '../../ui/tree-rows.ts'
import { type CodeDraft, withDrafts } from './code-drafts.ts'
import type { FoundCodes } from './find-codes.ts'

interface Wanted {
  /** Where codes are looked for: only these are shown, and what lies above them, quieter. */
  found: FoundCodes | null
  /** Ids of codes on keys 1–9, said beside their names. */
  pinned?: readonly string[]
  /** The codes of the only inductive framework stand at the top level, without a line for the framework. */
  isBare?: boolean
  /** Codes that are being named. */
  drafts?: readonly CodeDraft[]
}

/** The frameworks as a tree, the inductive ones first, the codes of each under it. */
export function treeOfFrameworks(
  known: readonly Framework[],
  { found, pinned = [], isBare = false, drafts = [] }: Wanted,
): TreeNode[] {
  const frameworks = withDrafts(known, drafts)
  const named = new Set(drafts.map(({ id }) => id))
  const inductive = frameworks.filter(({ kind }) => kind === 'inductive')
  const deductive = frameworks.filter(({ kind }) => kind === 'deductive')
  const keys = new Map(pinned.map((code, at) => [code, at + 1]))
  return [...inductive, ...deductive].flatMap(framework => {
    const children = nodesOf(framework.codes, found, keys, named)
    if (found && children.length === 0) return []
    if (isBare && inductive.length === 1 && framework === inductive[0]) return children
    return [
      {
        id: framework.id,
        label: framework.name,
        children,
        ...(found ? { isOnTheWay: true } : {}),
        ...(!isBare && framework.version > 0 ? { note: `version ${framework.version}` } : {}),
      },
    ]
  })
}

function nodesOf(
  codes: readonly Code[],
  found: FoundCodes | null,
  keys: ReadonlyMap<string, number>,
  drafts: ReadonlySet<string>,
): TreeNode[] {
  const isFound = found && new Set(found.found)
  const children = new Map<string | null, TreeNode[]>()
  // From the last to the first: what lies below is there before what lies above.
  for (const code of codes.toReversed()) {
    const isDraft = drafts.has(code.id)
    if (found && !found.shown.has(code.id)) continue
    const isRetired = code.status === 'retired'
    const key = keys.get(code.id)
    const below = children.get(code.id)
    const isOnTheWay = isFound !== null && !isFound.has(code.id)
    const node: TreeNode = {
      id: code.id,
      label: code.name,
      colour: code.colour,
      isMuted: isRetired || isOnTheWay,
      ...(isOnTheWay ? { isOnTheWay } : {}),
      ...(isDraft ? { isDraft } : {}),
      ...(below ? { children: below.reverse() } : {}),
      ...(isRetired ? { note: 'retired' } : {}),
      ...(key === undefined ? {} : { key }),
    }
    const siblings = children.get(code.parent)
    if (siblings) siblings.push(node)
    else children.set(code.parent, [node])
  }
  return children.get(null)?.reverse() ?? []
}

/** A move as the engine takes it. */
export interface Move {
  parent: string | null
  before: string | null
}

/**
 * What dropping codes beside or on a line of the tree means; null where one would leave its framework or nothing is
 * there. On a framework's own line: the end of its top level.
 */
export function moveFor(
  frameworks: readonly Framework[],
  moved: readonly string[],
  drop: TreeDrop,
): Move | null {
  const going = new Set(moved)
  const home = frameworks.find(({ codes }) => codes.some(({ id }) => going.has(id)))
  if (!home) return null
  const moving = home.codes.filter(({ id }) => going.has(id))
  if (moving.length < going.size) return null
  if (drop.targetId === null || drop.targetId === home.id) {
    // Beside its framework is where no code of the top level can go.
    const leaves = drop.where !== 'inside' && moving.some(({ parent }) => parent === null)
    return drop.targetId !== null && leaves ? null : { parent: null, before: null }
  }
  const target = home.codes.find(({ id }) => id === drop.targetId)
  if (!target) return null
  if (drop.where === 'inside') return { parent: target.id, before: null }
  const { parent } = target
  if (drop.where === 'before') return { parent, before: target.id }
  const siblings = home.codes.filter(code => code.parent === parent && !going.has(code.id))
  const next = siblings[siblings.findIndex(({ id }) => id === target.id) + 1]
  return { parent, before: next?.id ?? null }
}

/** The codes that codes may be put under: all of the framework but themselves and those below, in tree order. */
export function placesFor(framework: Framework, moved: readonly string[]): Code[] {
  const below = new Set(moved)
  for (const code of framework.codes) if (code.parent !== null && below.has(code.parent)) below.add(code.id)
  return framework.codes.filter(({ id }) => !below.has(id))
}

/** A name no sibling has: "New code", then "New code 2". */
export function freeName(codes: readonly Pick<Code, 'parent' | 'name'>[], parent: string | null): string {
  const taken = new Set(codes.filter(code => code.parent === parent).map(({ name }) => name.toLowerCase()))
  let name = 'New code'
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `New code ${number}`
  return name
}
