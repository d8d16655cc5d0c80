import { useMemo } from 'react'
import type { Theme } from '#shared/model/theme.ts'
import { aboutName } from '../../ui/tree-props.ts'
import type { TreeDrop } from '../../ui/tree-rows.ts'
import { useAct, useClient } from '../../use-engine.ts'
import { counted, listed } from '../../wording.ts'
import { lineId, lineOf, themePlace } from './theme-nodes.ts'
import { useThemes } from './themes-store.ts'

/** What can be done with themes; each is one step to undo. */
export interface ThemeActions {
  /** Adds a theme and answers its id. `draft`: what stands for it in the tree. */
  add(parent: string | null, name: string, draft?: string): Promise<string | undefined>
  /** Answers whether the name was kept. */
  rename(theme: string, name: string): Promise<boolean>
  /** Moves lines of the tree, all in one step. */
  move(lines: readonly string[], drop: TreeDrop): void
  addCodes(theme: string, codes: readonly string[]): Promise<boolean>
  remove(lines: readonly string[]): void
}

export function useThemeActions(themes: readonly Theme[]): ThemeActions {
  const client = useClient()
  const { run } = useAct()
  return useMemo(() => {
    const nameOf = (id: string) => themes.find(theme => theme.id === id)?.name ?? ''
    return {
      add: async (parent, name, draft) => {
        const options = draft === undefined ? {} : { about: aboutName(draft) }
        return (await run(() => client.themes.add({ name, parent }), options))?.id
      },
      rename: async (theme, name) => {
        const about = aboutName(lineId({ theme, code: null }))
        return (await run(() => client.themes.update({ theme, name }), { about })) !== undefined
      },
      move(lines, drop) {
        const moved = lines.map(lineOf)
        const codes = moved.flatMap(({ theme, code }) => (code === null ? [] : [{ theme, code }]))
        const going = moved.flatMap(({ theme, code }) => (code === null ? [theme] : []))
        const into = drop.targetId === null ? null : lineOf(drop.targetId).theme
        // Codes have no place among themselves, nor outside a theme.
        const out = into === null ? [] : codes.filter(({ theme }) => theme !== into)
        if (going.length + out.length === 0) return
        void run(() =>
          client.themes.move({
            themes: going,
            ...(going.length > 0 ? themePlace(themes, going, drop) : {}),
            codes: out,
            into,
          }),
        )
      },
      async addCodes(theme, codes) {
        const done = await run(() => client.themes.addCodes({ theme, codes: [...codes] }), {
          undoable: `${counted(codes.length, 'code')} added to “${nameOf(theme)}”.`,
        })
        return done !== undefined
      },
      remove(lines) {
        for (const id of lines) {
          const { theme, code } = lineOf(id)
          if (code !== null) {
            void run(() => client.themes.removeCode({ theme, code }), {
              undoable: `The code was taken out of “${nameOf(theme)}”.`,
            })
            continue
          }
          const { theme: shown, code: within, choose } = useThemes.getState()
          if (shown === theme) choose({ theme: null, code: null })
          void run(() => client.themes.remove({ theme }), {
            undoable: ({ went }) =>
              `“${nameOf(theme)}” was removed${went.length > 0 ? ` with ${listed(went)}` : ''}.`,
          }).then(done => {
            if (done === undefined && shown === theme) choose({ theme, code: within })
          })
        }
      },
    }
  }, [client, run, themes])
}
