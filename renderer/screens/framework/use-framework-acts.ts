import { type RefObject, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { showToast } from '../../ui/toast-queue.ts'
import type { TreeHandle } from '../../ui/tree-props.ts'
import { useClient } from '../../use-engine.ts'
import { inSentence } from '../../wording.ts'
import { useFrameworkStore } from './framework-store.ts'
import type { NamedPart } from './split-dialog.tsx'
import { useCodeActs } from './use-code-acts.ts'

/** Which dialog is open, and for what. */
export type FrameworkDialog =
  | { kind: 'move'; codes: readonly Code[]; framework: Framework }
  | { kind: 'merge'; codes: readonly Code[]; into?: string; framework: Framework }
  | { kind: 'split'; code: Code; framework: Framework }
  | { kind: 'freeze'; framework: Framework }
  | { kind: 'remove'; what: string; remove: (because: string) => void }
  | { kind: 'add' }

/** Everything done to frameworks and their codes on the Framework screen; each a step that can be undone. */
export function useFrameworkActs(
  frameworks: readonly Framework[],
  tree: RefObject<TreeHandle | null>,
  unfold: (ids: readonly string[]) => void,
) {
  const client = useClient()
  const [dialog, setDialog] = useState<FrameworkDialog | null>(null)
  const acts = useCodeActs({
    frameworks,
    tree,
    chosen: () => useFrameworkStore.getState().chosen,
    choose: id => useFrameworkStore.setState({ chosen: id, several: new Set([id]) }),
    unfold,
    askWhy: (what, remove) => setDialog({ kind: 'remove', what, remove }),
  })
  const { run, chooseWhenThere, codeOf, homeOf } = acts
  /** The codes that are selected in the tree, in the order of the frameworks. */
  const chosenCodes = (): readonly Code[] => {
    const { chosen, several } = useFrameworkStore.getState()
    if (chosen === null || several.size < 2 || !several.has(chosen)) {
      const code = codeOf(chosen)
      return code ? [code] : []
    }
    return frameworks.flatMap(({ codes }) => codes.filter(({ id }) => several.has(id)))
  }
  return {
    ...acts,
    chosenCodes,
    /** Asks where the selected codes are to go. */
    moveTo() {
      const codes = chosenCodes()
      const [first] = codes
      const framework = first && homeOf(first.id)
      if (!framework) return
      if (codes.every(code => code.framework === framework.id)) setDialog({ kind: 'move', codes, framework })
      else showToast({ message: 'They are of several frameworks, and a code stays in its own.' })
    },
    /** Asks what the selected codes are to be merged into. */
    mergeInto() {
      const codes = chosenCodes()
      const [first] = codes
      const framework = first && homeOf(first.id)
      if (!framework) return
      if (codes.every(code => code.framework === framework.id)) setDialog({ kind: 'merge', codes, framework })
      else showToast({ message: 'They are of several frameworks, and codes are merged within their own.' })
    },
    async merge(codes: readonly Code[], into: string, because: string) {
      const made = await run(
        () => client.codebook.mergeCodes({ codes: codes.map(({ id }) => id), into, because }),
        { undoable: `Merged into “${codeOf(into)?.name}”.` },
      )
      if (made) chooseWhenThere(made.id)
    },
    /** Asks what the chosen code is to be split into. */
    splitInto() {
      const [code] = chosenCodes()
      const framework = code && homeOf(code.id)
      if (code && framework) setDialog({ kind: 'split', code, framework })
    },
    async split(code: Code, into: NamedPart[], because: string) {
      const made = await run(() => client.codebook.splitCode({ code: code.id, into, because }), {
        undoable: `Split “${inSentence(code.name)}” into ${into.length} codes.`,
      })
      if (made)
        useFrameworkStore.setState({
          chosen: code.id,
          several: new Set([code.id]),
          face: 'split',
          judgesNow: true,
        })
    },
    separate: (code: string) =>
      run(() => client.codebook.separateCode({ code }), { undoable: 'Made it a code of its own again.' }),
    dialog,
    setDialog,
    addCode(under: boolean) {
      useFrameworkStore.setState({ face: 'meaning' })
      acts.addCode(under)
    },
    async addFromLibrary(library: string) {
      const made = await run(() => client.codebook.addFromLibrary({ library }), {
        undoable: 'Added the framework.',
      })
      if (made) chooseWhenThere(made.id)
    },
    async addOwn(name: string) {
      const made = await run(() => client.codebook.addFramework({ name, kind: 'deductive' }), {
        undoable: `Added “${name}”.`,
      })
      if (made) chooseWhenThere(made.id)
    },
    freeze: (framework: Framework, note: string, unchanged: boolean) =>
      run(() => client.codebook.freeze({ framework: framework.id, note, unchanged }), {
        undoable: `Froze version ${framework.version + 1} of “${framework.name}”.`,
      }),
  }
}
