import { type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { Theme } from '#shared/model/theme.ts'
import type { TreeHandle } from '../../ui/tree-props.ts'
import { useThemes } from './themes-store.ts'
import type { ThemeActions } from './use-theme-actions.ts'

/** A theme that is being named in the tree, before the engine knows of it. */
export interface ThemeDraft {
  readonly id: string
  readonly parent: string | null
  readonly name: string
  /** The id of the theme that the engine made of it; till the themes have that, the draft stands for it. */
  readonly made: string | null
}

/** What begins a theme and gives it its name. The field is there in the step that asks for it: no letter typed on is lost. */
export interface ThemeDrafts {
  readonly drafts: readonly ThemeDraft[]
  begin(parent: string | null): void
  forget(id: string): void
  /** Makes a theme of a draft; answers whether the name was kept. */
  name(draft: ThemeDraft, name: string): Promise<boolean>
}

export function useThemeDrafts(
  themes: readonly Theme[],
  actions: ThemeActions,
  tree: RefObject<TreeHandle | null>,
): ThemeDrafts {
  const [drafts, setDrafts] = useState<readonly ThemeDraft[]>([])
  const [begun, setBegun] = useState<string | null>(null)
  // The first theme is begun where there is no tree yet: its field opens as soon as the tree stands.
  useLayoutEffect(() => {
    if (begun === null) return
    tree.current?.startRename(begun)
    setBegun(null)
  }, [begun, tree])
  const there = drafts.find(({ made }) => made !== null && themes.some(({ id }) => id === made))
  useLayoutEffect(() => {
    if (!there) return
    setDrafts(before => before.filter(draft => draft !== there))
    useThemes.getState().choose({ theme: there.made, code: null })
    if (there.made !== null) tree.current?.reveal(there.made)
  }, [there, tree])
  const begin = useCallback((parent: string | null) => {
    const id = `draft ${crypto.randomUUID()}`
    const name = parent === null ? 'New theme' : 'New sub-theme'
    setDrafts(before => [...before, { id, parent, name, made: null }])
    setBegun(id)
  }, [])
  const named = useMemo(() => drafts.filter(draft => draft !== there), [drafts, there])
  return {
    drafts: named,
    begin,
    forget: id => setDrafts(before => before.filter(draft => draft.id !== id)),
    async name(draft, name) {
      const note = (to: Partial<ThemeDraft>) =>
        setDrafts(before => before.map(each => (each.id === draft.id ? { ...each, ...to } : each)))
      note({ name })
      const made = await actions.add(draft.parent, name, draft.id)
      if (made !== undefined) note({ made })
      return made !== undefined
    },
  }
}
