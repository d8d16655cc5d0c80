import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { announce } from '../../ui/live-announcer.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { aboutName, type TreeHandle } from '../../ui/tree-props.ts'
import { notMoved, type TreeDrop } from '../../ui/tree-rows.ts'
import { useClient, useRun } from '../../use-engine.ts'
import { counted, inSentence, listed } from '../../wording.ts'
import { type CodeDraft, stillUnder } from './code-drafts.ts'
import type { CodePatch, CodeWords } from './code-editor.tsx'
import { freeName, type Move, moveFor } from './tree-of-frameworks.ts'

interface Surroundings {
  frameworks: readonly Framework[]
  tree: RefObject<TreeHandle | null>
  /** The code or framework that new codes are put beside. */
  chosen: () => string | null
  choose: (id: string) => void
  /** Shows what lies in these branches: opens them, and takes away a filter. */
  unfold: (ids: readonly string[]) => void
  /** Asks why codes go of which a version was frozen, and then lets them go. */
  askWhy: (what: string, remove: (because: string) => void) => void
}

/** Why Delete on the line of a framework removes nothing. */
const frameworkStays = (name: string): string =>
  `“${name}” is a framework: it stays in the study, and Delete removes codes. Choose those that are to go.`

/** What is done to codes in a tree of them; each a step that can be undone. The engine's refusals are shown. */
export function useCodeActs({ frameworks, tree, chosen, choose, unfold, askWhy }: Surroundings) {
  const client = useClient()
  const run = useRun()
  /** A code that was just added, and whether the keyboard goes to it once it is there. */
  const [awaited, setAwaited] = useState<{ id: string; isEntered: boolean } | null>(null)
  /** What codes were last named here, and what they were called before. */
  const renamed = useRef(new Map<string, { from: string; name: string }>())
  const [begun, setDrafts] = useState<readonly CodeDraft[]>([])
  const { codes, homes } = useMemo(() => {
    const all = frameworks.flatMap(framework => framework.codes.map(code => [code, framework] as const))
    return {
      codes: new Map(all.map(([code]) => [code.id, code])),
      homes: new Map([
        ...frameworks.map(framework => [framework.id, framework] as const),
        ...all.map(([code, framework]) => [code.id, framework] as const),
      ]),
    }
  }, [frameworks])
  // A name is typed on where the code it was to lie under is taken away in another window.
  const drafts = useMemo(() => begun.map(draft => stillUnder(draft, codes)), [begun, codes])
  useEffect(() => {
    const moved = drafts.filter(draft => !begun.includes(draft))
    if (moved.length === 0) return
    setDrafts(before => before.map(draft => stillUnder(draft, codes)))
    for (const { id, above, made } of moved) {
      const [was] = begun.find(draft => draft.id === id)?.above ?? []
      const [now] = above
      const where = now ? `under “${inSentence(now.name)}”` : 'at the top level'
      if (was && made === null)
        showToast({
          message: `“${inSentence(was.name)}” was removed or merged elsewhere. The code you are naming comes ${where}.`,
        })
    }
  }, [begun, drafts, codes])
  const codeOf = (id: string | null): Code | undefined => (id === null ? undefined : codes.get(id))
  const ownFramework = frameworks.find(({ kind }) => kind === 'inductive')
  const homeOf = (id: string | null): Framework | undefined =>
    (id === null ? undefined : homes.get(id)) ?? ownFramework
  const named = (ids: readonly string[]) => {
    const [one] = ids
    return ids.length === 1 && one !== undefined
      ? `“${inSentence(codeOf(one)?.name ?? '')}”`
      : counted(ids.length, 'code')
  }

  /** Where codes are put: 'under “Trust”, before “Doubt”', or in the order they have already 'to before “Doubt”'. */
  const placeInWords = (ids: readonly string[], { parent, before }: Move) => {
    const quoted = (id: string) => `“${inSentence(codeOf(id)?.name ?? '')}”`
    if (before !== null && ids.every(id => codeOf(id)?.parent === parent))
      return `to before ${quoted(before)}`
    if (before === null) return `to the end of ${parent === null ? 'the top level' : quoted(parent)}`
    return `${parent === null ? 'to the top level' : `under ${quoted(parent)}`}, before ${quoted(before)}`
  }

  // A draft has done its part as soon as the tree has the code.
  useEffect(() => {
    if (drafts.some(({ made }) => made !== null && homes.has(made)))
      setDrafts(before => before.filter(({ made }) => made === null || !homes.has(made)))
  }, [drafts, homes])
  // What was just added is shown then.
  const isThere = awaited !== null && homes.has(awaited.id)
  useEffect(() => {
    if (!isThere || awaited === null) return
    setAwaited(null)
    tree.current?.reveal(awaited.id)
    if (awaited.isEntered) tree.current?.focus()
  }, [isThere, awaited, tree])
  const chooseWhenThere = (id: string, isEntered = false) => {
    choose(id)
    setAwaited({ id, isEntered })
  }
  /** The codes in which a code of this parent lies, the innermost first. */
  const above = (parent: string | null): Code[] => {
    const code = codeOf(parent)
    return code ? [code, ...above(code.parent)] : []
  }

  const change = async (code: string, patch: CodePatch, from?: CodeWords): Promise<boolean> => {
    const changed = await run(
      () => client.codebook.updateCode({ code, ...patch, ...(from && { from }) }),
      patch.name === undefined ? {} : { about: aboutName(code) },
    )
    return changed !== undefined
  }

  const renameCode = async (id: string, name: string, from: string): Promise<boolean> => {
    // A field that is opened again at once still has the name that was given away here a moment ago.
    const mine = renamed.current.get(id)
    const known = mine?.from === from ? mine.name : from
    const now = { from: known, name }
    renamed.current.set(id, now)
    const isKept = await change(id, { name }, { name: known })
    if (!isKept && renamed.current.get(id) === now) renamed.current.delete(id)
    return isKept
  }

  return {
    codeOf,
    homeOf,
    run,
    chooseWhenThere,
    drafts,
    /** Begins a code beside the chosen one, or under it: its name is asked for in the tree at once. */
    addCode(under: boolean) {
      const at = chosen()
      const draft = drafts.find(({ made }) => made !== null && made === at)
      const home = homeOf(draft?.framework ?? at)
      if (!home) return
      const beside = draft ?? codeOf(at)
      const parent = at === null || !beside ? null : under ? at : beside.parent
      const over = above(parent)
      const id = `draft ${crypto.randomUUID()}`
      const name = freeName([...home.codes, ...drafts], parent)
      setDrafts([...drafts, { id, framework: home.id, parent, above: over, name, made: null }])
      unfold([home.id, ...new Set([...(parent === null ? [] : [parent]), ...over.map(({ id }) => id)])])
      tree.current?.startRename(id)
    },
    /** Makes a code of this name in the study's own framework, beside no other; null where there is no such framework. */
    addNamed: ownFramework
      ? async (name: string) => {
          const made = await run(
            () => client.codebook.addCode({ framework: ownFramework.id, parent: null, name }),
            {
              undoable: `Added “${name}”.`,
            },
          )
          if (!made) return
          unfold([ownFramework.id])
          chooseWhenThere(made.id, true)
        }
      : null,
    forgetDraft: (id: string) => setDrafts(before => before.filter(draft => draft.id !== id)),
    /**
     * Gives a code its name; a draft becomes a code by it, and is the chosen one unless somebody went on to something
     * else. `from`: what it was called when that was begun; where it has another name by now, nothing is changed. Answers
     * whether the name was kept.
     */
    async rename(id: string, name: string, isLeft: boolean, from: string): Promise<boolean> {
      const draft = drafts.find(each => each.id === id)
      if (!draft) return codeOf(id) === undefined || renameCode(id, name, from)
      const { framework, parent } = draft
      const note = (to: Partial<CodeDraft>) =>
        setDrafts(before => before.map(each => (each.id === id ? { ...each, ...to } : each)))
      note({ name })
      const made = await run(() => client.codebook.addCode({ framework, parent, name }), {
        about: aboutName(id),
      })
      if (!made) return false
      note({ made: made.id })
      if (!isLeft) chooseWhenThere(made.id)
      return true
    },
    change,
    /** Makes a code anew of one that is no longer there, where it was. Answers whether that was done. */
    async addAgain({ framework, parent, name, definition, whenToUse, whenNotToUse, example, colour }: Code) {
      const made = await run(() =>
        client.codebook.addCode({
          framework,
          parent: codeOf(parent)?.id ?? null,
          name,
          definition,
          whenToUse,
          whenNotToUse,
          example,
          colour,
        }),
      )
      if (made) chooseWhenThere(made.id)
      return made !== undefined
    },
    changeAll: (ids: readonly string[], patch: Pick<CodePatch, 'colour' | 'status'>) =>
      run(() => client.codebook.updateCodes({ codes: [...ids], ...patch })).then(done => done !== undefined),
    /** Puts codes where they were dropped, as one step. `undoable`: says so and offers to take it back. */
    async move(ids: readonly string[], drop: TreeDrop, { isByKey = false, undoable = false }) {
      const to = moveFor(frameworks, ids, drop)
      if (!to) {
        // At the end of their framework a key leads nowhere, and nobody asked for another.
        if (isByKey && new Set(ids.map(id => homeOf(id))).size === 1) {
          const [first = ''] = ids
          const home = homeOf(first)
          const end = drop.targetId === home?.id ? 'at the top level of' : 'last in'
          announce(
            codeOf(first)
              ? notMoved(codeOf(first)?.name ?? '', ids.length, `${end} “${inSentence(home?.name ?? '')}”`)
              : 'Not moved: a framework stays where it is.',
          )
          return
        }
        const them = ids.length === 1 ? 'A code stays in its' : 'Codes stay in their'
        showToast({ message: `${them} own framework. Add a code of that name there instead.` })
        return
      }
      const moved = `Moved ${named(ids)} ${placeInWords(ids, to)}.`
      const done = await run(
        () => client.codebook.moveCodes({ codes: [...ids], ...to }),
        undoable ? { undoable: moved } : {},
      )
      // A toast is said as well as shown.
      if (done !== undefined && !undoable) announce(moved)
    },
    moveUnder: (ids: readonly string[], parent: string | null, because: string) =>
      run(() => client.codebook.moveCodes({ codes: [...ids], parent, because }), {
        undoable: `Moved ${named(ids)}.`,
      }),
    /** Removes codes and says what went with them; where others rely on one, retiring them is offered instead. */
    async remove(ids: readonly string[]) {
      const going = ids.flatMap(id => codeOf(id) ?? [])
      const [first] = going
      if (!first) {
        const framework = frameworks.find(({ id }) => ids.includes(id))
        if (framework) showToast({ message: frameworkStays(framework.name), topic: 'refused' })
        return
      }
      const list = going.map(({ id }) => id)
      const goes = await run(() => client.codebook.goesWithCodes({ codes: list }))
      if (!goes) return
      if (goes.refused !== null) {
        const isRetired = going.every(({ status }) => status === 'retired')
        const stay = going.length === 1 ? `${named(list)} stays` : `The ${named(list)} stay`
        const retire = () => void run(() => client.codebook.updateCodes({ codes: list, status: 'retired' }))
        showToast({
          message: `${stay}. ${goes.refused}`,
          ...(isRetired
            ? {}
            : { action: { label: going.length === 1 ? 'Retire it' : 'Retire them', onAction: retire } }),
        })
        return
      }
      const what = `${named(list)}${goes.parts.length > 0 ? ` with ${listed(goes.parts)}` : ''}`
      const remove = async (because: string) => {
        // Asked while they are there: afterwards the tree does not know where they stood.
        const next = tree.current?.beside(list) ?? first.parent ?? first.framework
        const done = await run(() => client.codebook.removeCodes({ codes: list, because }), {
          undoable: `Removed ${what}.`,
        })
        if (done === undefined || !list.includes(chosen() ?? '')) return
        choose(next)
        tree.current?.reveal(next)
      }
      const isInVersion = list.some(id => (homeOf(id)?.version ?? 0) > 0)
      if (isInVersion) askWhy(what, because => void remove(because))
      else await remove('')
    },
  }
}
