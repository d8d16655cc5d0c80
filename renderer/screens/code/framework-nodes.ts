import type { Code, Framework } from '#shared/model/codebook.ts'
import type { TreeNode } from '../../ui/tree-rows.ts'

/**
 * The frameworks as a tree: the inductive one's codes at the top level, each deductive framework as a branch.
 * With a filter, the codes whose name holds it and what lies above them.
 * @param pinned ids of codes on keys 1–9, noted beside their names
 */
export function frameworkNodes(
  frameworks: readonly Framework[],
  filter: string,
  pinned: readonly string[],
): TreeNode[] {
  const wanted = filter.trim().toLowerCase()
  return frameworks.flatMap(framework => {
    const children = codeNodes(framework.codes, wanted, pinned)
    if (framework.kind === 'inductive' || children.length === 0) return children
    return [{ id: framework.id, label: framework.name, children }]
  })
}

function codeNodes(codes: readonly Code[], wanted: string, pinned: readonly string[]): TreeNode[] {
  const children = Map.groupBy(codes, ({ parent }) => parent)
  const under = (parent: string | null): TreeNode[] =>
    (children.get(parent) ?? []).flatMap(code => {
      const below = under(code.id)
      if (wanted !== '' && below.length === 0 && !code.name.toLowerCase().includes(wanted)) return []
      const key = pinned.indexOf(code.id)
      const notes = [key >= 0 ? `key ${key + 1}` : '', code.status === 'retired' ? 'retired' : ''].filter(
        Boolean,
      )
      return [
        {
          id: code.id,
          label: code.name,
          colour: code.colour,
          counts: [code.counts.all === 0 ? null : `${code.counts.mine}/${code.counts.all}`],
          isMuted: code.status === 'retired',
          ...(below.length > 0 ? { children: below } : {}),
          ...(notes.length > 0 ? { note: notes.join(', ') } : {}),
        },
      ]
    })
  return under(null)
}

/** The ids of all nodes of a tree. */
export const everyId = (nodes: readonly TreeNode[]): string[] =>
  nodes.flatMap(({ id, children = [] }) => [id, ...everyId(children)])

/** Those of the ids that are codes, not frameworks. */
export const codesOnly = (ids: readonly string[], byId: ReadonlyMap<string, unknown>): string[] =>
  ids.filter(id => byId.has(id))
