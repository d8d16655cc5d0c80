import type { Code } from '#shared/model/codebook.ts'
import type { Theme } from '#shared/model/theme.ts'
import type { TreeDrop, TreeNode } from '../../ui/tree-rows.ts'
import type { ThemeDraft } from './theme-drafts.ts'

const joint = '/'

/** A line of the tree: a theme, or a code under a theme. */
export interface ThemeLine {
  theme: string
  code: string | null
}

/** The tree's id of a line; the same code under two themes is two lines. */
export const lineId = ({ theme, code }: ThemeLine): string =>
  code === null ? theme : `${theme}${joint}${code}`

/** The line of a tree's id. */
export function lineOf(id: string): ThemeLine {
  const [theme = id, code] = id.split(joint)
  return { theme, code: code ?? null }
}

/**
 * Themes with their sub-themes and codes as the tree draws them, those being named last among their siblings. `themes`
 * come in tree order.
 */
export function themeNodes(
  themes: readonly Theme[],
  codes: ReadonlyMap<string, Code>,
  drafts: readonly ThemeDraft[],
): TreeNode[] {
  const under = (parent: string | null): TreeNode[] => [
    ...themes
      .filter(theme => theme.parent === parent)
      .map(theme => ({
        id: theme.id,
        label: theme.name,
        children: [
          ...under(theme.id),
          ...theme.codes.map(id => ({
            id: lineId({ theme: theme.id, code: id }),
            label: codes.get(id)?.name ?? 'A code no longer in the study',
            colour: codes.get(id)?.colour ?? 1,
            isMuted: codes.get(id)?.status === 'retired',
          })),
        ],
      })),
    ...drafts
      .filter(draft => draft.parent === parent)
      .map(({ id, name }) => ({ id, label: name, isDraft: true })),
  ]
  return under(null)
}

/** Where a drop puts themes: under which parent, before which sibling (null: last). */
export function themePlace(
  themes: readonly Theme[],
  moved: readonly string[],
  { targetId, where }: TreeDrop,
): { parent: string | null; before: string | null } {
  if (targetId === null) return { parent: null, before: null }
  const line = lineOf(targetId)
  const target = themes.find(({ id }) => id === line.theme)
  if (!target || line.code !== null || where === 'inside') return { parent: line.theme, before: null }
  const siblings = themes.filter(({ parent }) => parent === target.parent)
  const at = siblings.indexOf(target) + (where === 'before' ? 0 : 1)
  const next = siblings.slice(at).find(({ id }) => !moved.includes(id))
  return { parent: target.parent, before: next?.id ?? null }
}

/** A theme and all beneath it. */
export function withSubThemes(themes: readonly Theme[], theme: string): string[] {
  return [
    theme,
    ...themes.filter(({ parent }) => parent === theme).flatMap(({ id }) => withSubThemes(themes, id)),
  ]
}
