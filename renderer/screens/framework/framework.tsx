import { ListPlus, ListTree, Merge, MoveRight, Plus, Split, Trash2 } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { CodeSplit, Framework } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { useNavigation } from '../../state/navigation.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { Toolbar } from '../../ui/toolbar.tsx'
import { Tree } from '../../ui/tree.tsx'
import type { TreeHandle } from '../../ui/tree-props.ts'
import { branchesOf } from '../../ui/tree-rows.ts'
import { useRead, useSession } from '../../use-engine.ts'
import { counted, inSentence } from '../../wording.ts'
import { openBranches, useKeptFrameworks, withOpen } from '../code/kept-frameworks.ts'
import { CodeDetail } from './code-detail.tsx'
import { countedByCode, figuresInWords, figuresOfCodes, rowFigures } from './code-figures.ts'
import { AddFrameworkDialog, FreezeDialog, MoveDialog } from './dialogs.tsx'
import { findCodes, indexCodes } from './find-codes.ts'
import styles from './framework.module.css'
import { FrameworkLock } from './framework-lock.tsx'
import { FrameworkOverview } from './framework-overview.tsx'
import { useFrameworkStore } from './framework-store.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { NoCodeFound } from './no-code-found.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { SeveralCodes } from './several-codes.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { treeOfFrameworks } from './tree-of-frameworks.ts'
import { aboutCode, forgetMeaning, useHasUnkept, withTyped } from './unkept-meanings.ts'
import { useFirstFound } from './use-first-found.ts'
import { useFrameworkActs } from './use-framework-acts.ts'
import { useGoneCode } from './use-gone-code.ts'

const none: readonly Framework[] = []
const noCounts = { codes: [], mine: [], all: [] }
const noSplits: readonly CodeSplit[] = []
const columns = ['Mine', 'All']
const columnHints = ['Codings of yours', 'Codings that you may see, yours and others’']

/** The coding frameworks: their codes, what they mean, where they were used, and their versions. */
export function FrameworkScreen() {
  const { data: frameworks = none, failure, loading } = useRead('codebook.frameworks', {})
  const counts = useRead('codebook.counts', {}).data ?? noCounts
  const splits = useRead('codebook.splits', {}).data ?? noSplits
  const me = useSession().member
  const isLead = me?.roles.includes('lead') ?? false
  const { params, go } = useNavigation()
  const tree = useRef<TreeHandle>(null)
  const field = useRef<HTMLInputElement>(null)
  const [filter, setFilter] = useState('')
  const person = me?.id ?? null
  useLayoutEffect(() => useFrameworkStore.getState().belongTo(person), [person])
  const { chosen, several } = useFrameworkStore()
  const { kept, keep } = useKeptFrameworks('screen')
  const acts = useFrameworkActs(frameworks, tree, ids => {
    setFilter('')
    keep(withOpen(kept, ids, new Set(ids)))
  })
  const codeIndex = useMemo(() => indexCodes(frameworks, true), [frameworks])
  const found = useMemo(() => findCodes(codeIndex, filter), [codeIndex, filter])
  const { drafts } = acts
  const nodes = useMemo(() => treeOfFrameworks(frameworks, { found, drafts }), [frameworks, found, drafts])
  const figures = useMemo(() => {
    const { mine, all } = countedByCode(counts)
    return figuresOfCodes(frameworks, [mine, all])
  }, [frameworks, counts])
  const branches = useMemo(() => branchesOf(nodes), [nodes])
  const [foldedFound, setFoldedFound] = useState<{ filter: string; ids: ReadonlySet<string> } | null>(null)
  const expanded = useMemo(() => {
    if (!found) return openBranches(kept, branches)
    const closed = foldedFound?.filter === filter ? foldedFound.ids : null
    return new Set(branches.filter(id => !closed?.has(id)))
  }, [branches, found, kept, foldedFound, filter])
  const selected = useMemo(
    () => (chosen === null ? new Set<string>() : several.has(chosen) ? several : new Set([chosen])),
    [chosen, several],
  )
  useFirstFound(tree, filter, found?.found[0])
  const wanted = params.code
  const wantedFace = params.face
  useEffect(() => {
    if (typeof wanted === 'string')
      useFrameworkStore.setState({
        chosen: wanted,
        ...(wantedFace === 'split' ? { face: 'split', judgesNow: true } : {}),
      })
  }, [wanted, wantedFace])
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    const now = () => useFrameworkStore.getState().chosen
    useFrameworkStore.setState({
      actions: {
        addCode: under => latest.current.addCode(under),
        moveTo() {
          latest.current.moveTo()
        },
        remove() {
          void latest.current.remove(latest.current.chosenCodes().map(({ id }) => id))
        },
        addFramework: () => latest.current.setDialog({ kind: 'add' }),
        split: () => latest.current.splitInto(),
        freeze() {
          const framework = latest.current.homeOf(now())
          if (framework) latest.current.setDialog({ kind: 'freeze', framework })
        },
      },
    })
    return () => useFrameworkStore.setState({ actions: null })
  }, [])

  const isHandout = useSession().study?.handout != null
  const there = acts.codeOf(chosen)
  // A code that another window took away stays beside the tree while what is typed of it is not kept.
  const gone = useGoneCode(there, chosen)
  const about = aboutCode(chosen, me?.id)
  const hasUnkept = useHasUnkept(about)
  const isHeld = gone !== null && hasUnkept
  const code = there ?? (isHeld ? gone : undefined)
  const framework = isHeld ? frameworks.find(({ id }) => id === gone.framework) : acts.homeOf(chosen)
  const focusTree = () => tree.current?.focus()
  useEffect(() => {
    if (!gone || isHeld || document.activeElement !== document.body) return
    tree.current?.focus()
    showToast({ message: `“${inSentence(gone.name)}” was removed or merged elsewhere.` })
  }, [gone, isHeld])
  const { dialog } = acts
  const close = () => acts.setDialog(null)
  const chosenCodes = acts.chosenCodes()
  if (failure) {
    return (
      <Callout tone="error" title={failure.message}>
        {failure.hint}
      </Callout>
    )
  }
  if (loading) return null
  return (
    <>
      <RememberedPanes
        name="framework"
        panes={[
          {
            id: 'codes',
            label: 'Codes',
            defaultSize: '42%',
            minSize: 300,
            content: (
              <div className={styles.codes}>
                <div className={styles.head}>
                  <h1 className={styles.title}>Framework</h1>
                  <Toolbar label="Codes">
                    <Button
                      size="small"
                      icon={<Plus />}
                      shortcut="Insert"
                      onPress={() => acts.addCode(false)}
                    >
                      Add code
                    </Button>
                    <IconButton
                      size="small"
                      label="Add a code under this one"
                      shortcut="Shift+Insert"
                      icon={<ListPlus />}
                      isDisabled={!there}
                      onPress={() => acts.addCode(true)}
                    />
                    {!isHandout && (
                      <Button
                        size="small"
                        variant="quiet"
                        icon={<ListTree />}
                        onPress={() => acts.setDialog({ kind: 'add' })}
                      >
                        Add framework…
                      </Button>
                    )}
                  </Toolbar>
                </div>
                <FrameworkLock />
                <div className={styles.filter}>
                  <SearchField
                    label="Filter codes and definitions"
                    inputRef={field}
                    value={filter}
                    onChange={setFilter}
                    onKeyDown={event => {
                      if (event.key !== 'ArrowDown') return
                      event.preventDefault()
                      const [first] = found?.found ?? []
                      if (first !== undefined) {
                        useFrameworkStore.setState({ chosen: first, several: new Set([first]) })
                        tree.current?.reveal(first)
                      }
                      tree.current?.focus()
                    }}
                    found={found ? counted(found.found.length, 'code') : ''}
                  />
                </div>
                <Tree
                  ref={tree}
                  label="Frameworks and codes"
                  nodes={nodes}
                  columns={columns}
                  columnHints={columnHints}
                  figuresOf={(id, isFolded) => rowFigures(figures, id, isFolded)}
                  titleOf={id =>
                    [
                      acts.codeOf(id)?.path.join(' › ') ?? acts.homeOf(id)?.name,
                      figuresInWords(figures, id, columns),
                    ]
                      .filter(Boolean)
                      .join('\n')
                  }
                  marked={filter}
                  expanded={expanded}
                  onExpandedChange={open => {
                    if (found) setFoldedFound({ filter, ids: new Set(branches.filter(id => !open.has(id))) })
                    else keep(withOpen(kept, branches, open))
                  }}
                  selectionMode="multiple"
                  selected={selected}
                  onSelectionChange={ids =>
                    useFrameworkStore.setState({
                      several: ids,
                      chosen: chosen !== null && ids.has(chosen) ? chosen : ([...ids].at(-1) ?? chosen),
                    })
                  }
                  onRename={acts.rename}
                  onDraftLeft={acts.forgetDraft}
                  whyNotNamed={whyNotNamed}
                  onMove={(ids, drop, isByKey) => void acts.move(ids, drop, { isByKey })}
                  onRemove={ids => void acts.remove(ids)}
                  menu={ids => {
                    const [id] = ids
                    const merge = isHandout
                      ? []
                      : [
                          {
                            id: 'merge',
                            label: 'Merge into…',
                            icon: <Merge />,
                            onAction: () => acts.mergeInto(),
                          },
                        ]
                    const split = isHandout
                      ? []
                      : [
                          {
                            id: 'split',
                            label: 'Split…',
                            icon: <Split />,
                            onAction: () => acts.splitInto(),
                          },
                        ]
                    if (ids.length > 1) {
                      return [
                        {
                          id: 'move',
                          label: 'Move to…',
                          icon: <MoveRight />,
                          shortcut: 'Mod+M',
                          onAction: () => acts.moveTo(),
                        },
                        ...merge,
                        {
                          id: 'remove',
                          label: 'Remove',
                          icon: <Trash2 />,
                          tone: 'danger',
                          shortcut: 'Delete',
                          onAction: () => void acts.remove(ids),
                        },
                      ]
                    }
                    const target = acts.codeOf(id ?? null)
                    const home = acts.homeOf(id ?? null)
                    if (!target || !home) {
                      return home
                        ? [
                            { id: 'add', label: 'Add code', onAction: () => acts.addCode(false) },
                            ...(isLead
                              ? [
                                  {
                                    id: 'freeze',
                                    label: 'Freeze a version…',
                                    onAction: () => acts.setDialog({ kind: 'freeze', framework: home }),
                                  },
                                ]
                              : []),
                          ]
                        : []
                    }
                    return [
                      {
                        id: 'under',
                        label: 'Add a code under it',
                        icon: <ListPlus />,
                        shortcut: 'Shift+Insert',
                        onAction: () => acts.addCode(true),
                      },
                      {
                        id: 'rename',
                        label: 'Rename',
                        shortcut: 'F2',
                        onAction: () => tree.current?.startRename(target.id),
                      },
                      {
                        id: 'move',
                        label: 'Move to…',
                        icon: <MoveRight />,
                        shortcut: 'Mod+M',
                        onAction: () => acts.moveTo(),
                      },
                      ...merge,
                      ...split,
                      {
                        id: 'remove',
                        label: 'Remove',
                        icon: <Trash2 />,
                        tone: 'danger',
                        shortcut: 'Delete',
                        onAction: () => void acts.remove([target.id]),
                      },
                    ]
                  }}
                  empty={
                    filter === '' ? (
                      <EmptyState
                        isCompact
                        icon={<ListTree />}
                        title="No framework yet"
                        action={
                          <Button onPress={() => acts.setDialog({ kind: 'add' })}>Add a framework</Button>
                        }
                      >
                        Codes with their definitions stand here, in a tree.
                      </EmptyState>
                    ) : (
                      <NoCodeFound
                        words={filter}
                        codes={frameworks.flatMap(({ codes }) => codes)}
                        onAdd={acts.addNamed}
                        onClear={() => {
                          setFilter('')
                          field.current?.focus()
                        }}
                      />
                    )
                  }
                />
              </div>
            ),
          },
          {
            id: 'code',
            label:
              chosenCodes.length > 1 ? 'Several codes' : code ? `Code ${inSentence(code.name)}` : 'Framework',
            minSize: 360,
            content:
              chosenCodes.length > 1 ? (
                <SeveralCodes codes={chosenCodes} acts={acts} />
              ) : code ? (
                <CodeDetail
                  code={code}
                  framework={framework}
                  passages={figures.own.get(code.id)?.[1] ?? 0}
                  split={splits.find(each => each.code === code.id)}
                  onSeparate={isHandout ? null : merged => void acts.separate(merged)}
                  onChange={(patch, from) => acts.change(code.id, patch, from)}
                  gone={
                    isHeld
                      ? {
                          onAddAgain: () =>
                            void acts.addAgain(withTyped(gone, about)).then(isMade => {
                              if (!isMade) return
                              forgetMeaning(about)
                              focusTree()
                            }),
                          onLetGo() {
                            forgetMeaning(about)
                            focusTree()
                          },
                        }
                      : null
                  }
                  onOpen={({ source, start, end }) => go('code', { source, start, end })}
                />
              ) : framework ? (
                <FrameworkOverview
                  key={framework.id}
                  framework={framework}
                  splits={splits.filter(each => each.framework === framework.id)}
                  onFreeze={() => acts.setDialog({ kind: 'freeze', framework })}
                  onMerge={(from, into) =>
                    acts.setDialog({
                      kind: 'merge',
                      codes: [from],
                      ...(into ? { into: into.id } : {}),
                      framework,
                    })
                  }
                  onMove={code => acts.setDialog({ kind: 'move', codes: [code], framework })}
                />
              ) : null,
          },
        ]}
      />
      {dialog?.kind === 'move' && (
        <MoveDialog
          {...dialog}
          onMove={(parent, because) =>
            void acts.moveUnder(
              dialog.codes.map(({ id }) => id),
              parent,
              because,
            )
          }
          onClose={close}
        />
      )}
      {dialog?.kind === 'remove' && (
        <RemoveDialog what={dialog.what} onRemove={dialog.remove} onClose={close} />
      )}
      {dialog?.kind === 'merge' && (
        <MergeDialog
          {...dialog}
          codings={new Map([...figures.own].map(([id, own]) => [id, own[1] ?? 0]))}
          onMerge={(into, because) => void acts.merge(dialog.codes, into, because)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'split' && (
        <SplitDialog
          {...dialog}
          onSplit={(into, because) => void acts.split(dialog.code, into, because)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'freeze' && (
        <FreezeDialog
          {...dialog}
          onFreeze={(note, unchanged) => void acts.freeze(dialog.framework, note, unchanged)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'add' && (
        <AddFrameworkDialog
          frameworks={frameworks}
          onAddFromLibrary={id => void acts.addFromLibrary(id)}
          onAddOwn={name => void acts.addOwn(name)}
          onClose={close}
        />
      )}
    </>
  )
}
