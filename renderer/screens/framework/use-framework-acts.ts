import { type RefObject, useEffect, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import type { TreeHandle } from '../../ui/tree-props.ts'
import type { TreeDrop } from '../../ui/tree-rows.ts'
import { useAct, useClient } from '../../use-engine.ts'
import { counted, listed } from '../../wording.ts'
import type { CodePatch } from './code-editor.tsx'
import { useFrameworkStore } from './framework-store.ts'
import { freeName, moveFor } from './tree-of-frameworks.ts'

/** Which dialog is open, and for what. */
export type FrameworkDialog =
  | { kind: 'move'; code: Code; framework: Framework }
  | { kind: 'freeze'; framework: Framework }
  | { kind: 'add' }

/** Everything done to frameworks and their codes; each a step that can be undone. */
export function useFrameworkActs(frameworks: readonly Framework[], tree: RefObject<TreeHandle | null>) {
  const client = useClient()
  const { run } = useAct()
  const [dialog, setDialog] = useState<FrameworkDialog | null>(null)
  const [awaited, setAwaited] = useState<{ id: string; isToBeNamed: boolean } | null>(null)
  const homeOf = (id: string | null) =>
    frameworks.find(each => each.id === id || each.codes.some(code => code.id === id)) ??
    frameworks.find(({ kind }) => kind === 'inductive')
  const codeOf = (id: string | null) => frameworks.flatMap(({ codes }) => codes).find(code => code.id === id)
  const chosen = () => useFrameworkStore.getState().chosen

  // What was just added is shown, and a code named, as soon as the tree has it.
  const isThere =
    awaited !== null &&
    frameworks.some(({ id, codes }) => [id, ...codes.map(code => code.id)].includes(awaited.id))
  useEffect(() => {
    if (!isThere || !awaited) return
    setAwaited(null)
    tree.current?.reveal(awaited.id)
    if (awaited.isToBeNamed) tree.current?.startRename(awaited.id)
  }, [isThere, awaited, tree])
  const choose = (id: string, isToBeNamed = false) => {
    useFrameworkStore.setState({ chosen: id })
    setAwaited({ id, isToBeNamed })
  }

  return {
    dialog,
    setDialog,
    codeOf,
    homeOf,
    /** Adds a code beside the chosen one, or under it, and asks for its name in the tree. */
    async addCode(under: boolean) {
      const beside = codeOf(chosen())
      const home = homeOf(chosen())
      const parent = beside ? (under ? beside.id : beside.parent) : null
      const name = freeName(home?.codes ?? [], parent)
      const made = await run(() =>
        client.codebook.addCode({ ...(home ? { framework: home.id } : {}), parent, name }),
      )
      if (!made) return
      useFrameworkStore.setState(({ folded }) => ({
        face: 'meaning',
        folded: new Set([...folded].filter(id => id !== parent && id !== home?.id)),
      }))
      choose(made.id, true)
    },
    async change(code: string, patch: CodePatch): Promise<boolean> {
      const changed = await run(() => client.codebook.updateCode({ code, ...patch }))
      return changed !== undefined
    },
    async move(ids: readonly string[], drop: TreeDrop) {
      for (const id of ids) {
        const to = moveFor(frameworks, id, drop)
        const code = codeOf(id)
        if (!to) {
          showToast({ message: 'A code stays in its own framework. Add a code of that name there instead.' })
          return
        }
        const moved = await run(() => client.codebook.moveCode({ code: id, ...to }))
        if (moved && code)
          announce(
            `Moved “${code.name}” ${moved.path.length > 1 ? `under “${moved.path.at(-2)}”` : 'to the top level'}`,
          )
      }
    },
    moveUnder: (code: string, parent: string | null) =>
      run(() => client.codebook.moveCode({ code, parent }), { undoable: 'Moved the code.' }),
    /** Removes a code and says what went with it; a code others rely on is offered to be retired instead. */
    async remove(id: string) {
      const code = codeOf(id)
      if (!code) return
      const goes = await run(() => client.codebook.goesWith({ code: id }))
      if (!goes) return
      if (goes.refused !== null) {
        showToast({
          message: `“${code.name}” stays. ${goes.refused}`,
          ...(code.status === 'retired'
            ? {}
            : {
                action: {
                  label: 'Retire it',
                  onAction: () => void run(() => client.codebook.updateCode({ code: id, status: 'retired' })),
                },
              }),
        })
        return
      }
      const went = [
        ...(goes.children > 0 ? [`${counted(goes.children, 'code')} under it`] : []),
        ...(goes.codings > 0 ? [`${counted(goes.codings, 'coding')} of yours`] : []),
      ]
      await run(() => client.codebook.removeCode({ code: id }), {
        undoable: `Removed “${code.name}”${went.length > 0 ? ` with ${listed(went)}` : ''}.`,
      })
      if (chosen() === id) useFrameworkStore.setState({ chosen: code.parent ?? code.framework })
    },
    async addFromLibrary(library: string) {
      const made = await run(() => client.codebook.addFromLibrary({ library }), {
        undoable: 'Added the framework.',
      })
      if (made) choose(made.id)
    },
    async addOwn(name: string) {
      const made = await run(() => client.codebook.addFramework({ name, kind: 'deductive' }), {
        undoable: `Added “${name}”.`,
      })
      if (made) choose(made.id)
    },
    freeze: (framework: Framework, note: string) =>
      run(() => client.codebook.freeze({ framework: framework.id, note }), {
        undoable: `Froze version ${framework.version + 1} of “${framework.name}”.`,
      }),
  }
}
