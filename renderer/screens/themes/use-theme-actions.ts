import { useMemo } from 'react'
import type { Theme } from '#shared/model/theme.ts'
import type { TreeDrop } from '../../ui/tree-rows.ts'
import { useAct, useClient } from '../../use-engine.ts'
import { counted, listed } from '../../wording.ts'
import { lineOf, themePlace } from './theme-nodes.ts'
import { useThemes } from './themes-store.ts'

/** What can be done with themes; each is one step to undo unless it says otherwise. */
export interface ThemeActions {
  /** Adds a theme and answers its id. */
  add(parent: string | null, name: string): Promise<string | undefined>
  /** Answers whether the name was kept. */
  rename(theme: string, name: string): Promise<boolean>
  /** Moves lines of the tree. A code that changes its theme is two steps: in there, out here. */
  move(lines: readonly string[], drop: TreeDrop): void
  addCodes(theme: string, codes: readonly string[]): Promise<boolean>
  remove(lines: readonly string[]): void
}

export function useThemeActions(themes: readonly Theme[]): ThemeActions {
  const client = useClient()
  const { run } = useAct()
  return useMemo(() => {
    const nameOf = (id: string) => themes.find(theme => theme.id === id)?.name ?? ''
    const moveCode = async (code: string, from: string, to: string) => {
      if (from === to) return
      await client.themes.addCodes({ theme: to, codes: [code] })
      await client.themes.removeCode({ theme: from, code })
    }
    return {
      add: async (parent, name) => (await run(() => client.themes.add({ name, parent })))?.id,
      rename: async (theme, name) => (await run(() => client.themes.update({ theme, name }))) !== undefined,
      move(lines, drop) {
        void run(async () => {
          for (const id of lines) {
            const { theme, code } = lineOf(id)
            if (code === null) await client.themes.move({ theme, ...themePlace(themes, theme, drop) })
            else if (drop.targetId !== null) await moveCode(code, theme, lineOf(drop.targetId).theme)
          }
        })
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
