import type { Code, Framework } from '#shared/model/codebook.ts'
import type { TreeDrop, TreeNode } from '../../ui/tree-rows.ts'

/** Every framework as a root, its codes under it, with how many passages each carries. */
export function treeOfFrameworks(frameworks: readonly Framework[], filter: string): TreeNode[] {
  const wanted = filter.trim().toLowerCase()
  return frameworks.flatMap(framework => {
    const children = nodesUnder(framework.codes, wanted)
    if (wanted !== '' && children.length === 0) return []
    return [
      {
        id: framework.id,
        label: framework.name,
        children,
        ...(framework.version > 0 ? { note: `version ${framework.version}` } : {}),
      },
    ]
  })
}

function nodesUnder(codes: readonly Code[], wanted: string): TreeNode[] {
  const byParent = Map.groupBy(codes, ({ parent }) => parent)
  const under = (parent: string | null): TreeNode[] =>
    (byParent.get(parent) ?? []).flatMap(code => {
      const children = under(code.id)
      const isWanted =
        code.name.toLowerCase().includes(wanted) || code.definition.toLowerCase().includes(wanted)
      if (wanted !== '' && children.length === 0 && !isWanted) return []
      return [
        {
          id: code.id,
          label: code.name,
          colour: code.colour,
          isMuted: code.status === 'retired',
          counts: [code.counts.mine || null, code.counts.all || null],
          ...(children.length > 0 ? { children } : {}),
          ...(code.status === 'retired' ? { note: 'retired' } : {}),
        },
      ]
    })
  return under(null)
}

/** A move as the engine takes it. */
interface Move {
  parent: string | null
  before: string | null
}

/**
 * What dropping a code beside or on a line of the tree means; null where it would leave its framework or nothing
 * is there. On a framework's own line: the end of its top level.
 */
export function moveFor(frameworks: readonly Framework[], moved: string, drop: TreeDrop): Move | null {
  const home = frameworks.find(({ codes }) => codes.some(({ id }) => id === moved))
  if (!home) return null
  if (drop.targetId === null || drop.targetId === home.id) return { parent: null, before: null }
  const target = home.codes.find(({ id }) => id === drop.targetId)
  if (!target) return null
  if (drop.where === 'inside') return { parent: target.id, before: null }
  const { parent } = target
  if (drop.where === 'before') return { parent, before: target.id }
  const siblings = home.codes.filter(code => code.parent === parent && code.id !== moved)
  const next = siblings[siblings.findIndex(({ id }) => id === target.id) + 1]
  return { parent, before: next?.id ?? null }
}

/** The codes a code may be put under: all of its framework but itself and those below it, in tree order. */
export function placesFor(framework: Framework, moved: string): Code[] {
  const below = new Set([moved])
  for (const code of framework.codes) if (code.parent !== null && below.has(code.parent)) below.add(code.id)
  return framework.codes.filter(({ id }) => !below.has(id))
}

/** A name no sibling has: "New code", then "New code 2". */
export function freeName(codes: readonly Code[], parent: string | null): string {
  const taken = new Set(codes.filter(code => code.parent === parent).map(({ name }) => name.toLowerCase()))
  let name = 'New code'
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `New code ${number}`
  return name
}
