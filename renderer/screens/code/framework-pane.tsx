import { ListTree, SlidersHorizontal } from 'lucide-react'
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { codeDragType, passageDragType } from '../../transcript/drag-types.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Tree } from '../../ui/tree.tsx'
import type { TreeHandle } from '../../ui/tree-props.ts'
import { branchesOf } from '../../ui/tree-rows.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useRead } from '../../use-engine.ts'
import { number } from '../../wording.ts'
import { countedByCode, figuresInWords, figuresOfCodes, rowFigures } from '../framework/code-figures.ts'
import { findCodes, indexCodes } from '../framework/find-codes.ts'
import { NoCodeFound } from '../framework/no-code-found.tsx'
import { RemoveDialog } from '../framework/remove-dialog.tsx'
import { treeOfFrameworks } from '../framework/tree-of-frameworks.ts'
import { useCodeActs } from '../framework/use-code-acts.ts'
import { useFirstFound } from '../framework/use-first-found.ts'
import { useBench } from './bench.ts'
import { CodeMeaning, pointAt } from './code-meaning.tsx'
import styles from './framework-pane.module.css'
import { paneMenu } from './framework-pane-menu.ts'
import { openBranches, useKeptFrameworks, withOpen, withToggled } from './kept-frameworks.ts'
import { useShownCode } from './use-shown-code.ts'

interface FrameworkPaneProps {
  frameworks: readonly Framework[]
  byId: ReadonlyMap<string, Code>
  pinned: readonly string[]
  /** The key the next code is put on; null where all have one. */
  nextKey: number | null
  /** How many codings in the open source carry each code. */
  here: ReadonlyMap<string, number>
  /** Codes the passage with these, as one step. Like all that follow it must stay the same function. */
  onCode: (...codes: string[]) => void
  onPassage: (code: string, passage: string) => void
  onPin: (code: string) => void
  onDefine: (code?: string) => void
}

const columns = ['Mine', 'Here', 'All']
const columnHints = [
  'Codings of yours, in the whole study',
  'Codings in this text that you may see, yours and others’',
  'Codings in the whole study that you may see, yours and others’',
]
const noCounts = { codes: [], mine: [], all: [] }

/** The frameworks beside the text: look up, code with, put in order, and read what a code means. */
export const FrameworkPane = memo(function FrameworkPane({
  frameworks,
  byId,
  pinned,
  nextKey,
  here,
  onCode,
  onPassage,
  onPin,
  onDefine,
}: FrameworkPaneProps) {
  const tree = useRef<TreeHandle>(null)
  const field = useRef<HTMLInputElement>(null)
  const [filter, setFilter] = useState('')
  const { kept, keep } = useKeptFrameworks('beside the text')
  const shown = useMemo(
    () => frameworks.filter(({ id }) => !kept.hidden.includes(id)),
    [frameworks, kept.hidden],
  )
  const codeIndex = useMemo(() => indexCodes(shown, false), [shown])
  const found = useMemo(() => findCodes(codeIndex, filter), [codeIndex, filter])
  const code = useShownCode()
  // Several may be selected; when something else changes the code, as coding does, that one alone is.
  const [picked, setPicked] = useState<{ ids: ReadonlySet<string>; at: string | null }>({
    ids: new Set(),
    at: null,
  })
  const selected = picked.at === code ? picked.ids : new Set(code === null ? [] : [code])
  const pick = (ids: ReadonlySet<string>, at = useBench.getState().code) => {
    useBench.setState({ code: at })
    setPicked({ ids, at })
  }
  const [removing, setRemoving] = useState<{ what: string; remove: (because: string) => void } | null>(null)
  const acts = useCodeActs({
    frameworks,
    tree,
    chosen: () =>
      [...selected].find(id => frameworks.some(framework => framework.id === id)) ?? useBench.getState().code,
    choose: id => pick(new Set([id]), id),
    askWhy: (what, remove) => setRemoving({ what, remove }),
    unfold(ids) {
      setFilter('')
      keep({ ...withOpen(kept, ids, new Set(ids)), hidden: kept.hidden.filter(id => !ids.includes(id)) })
    },
  })
  const { drafts } = acts

  const nodes = useMemo(
    () => treeOfFrameworks(shown, { found, pinned, isBare: true, drafts }),
    [shown, found, pinned, drafts],
  )
  const branches = useMemo(() => branchesOf(nodes), [nodes])
  // What was found is open; what is folded then is forgotten with the words.
  const [foldedFound, setFoldedFound] = useState<{ filter: string; ids: ReadonlySet<string> } | null>(null)
  const expanded = useMemo(() => {
    if (!found) return openBranches(kept, branches)
    const folded = foldedFound?.filter === filter ? foldedFound.ids : null
    return new Set(branches.filter(id => !folded?.has(id)))
  }, [found, foldedFound, filter, kept, branches])
  const expand = (open: ReadonlySet<string>) => {
    if (found) setFoldedFound({ filter, ids: new Set(branches.filter(id => !open.has(id))) })
    else keep(withOpen(kept, branches, open))
  }

  useFirstFound(tree, filter, found?.found[0])

  const counts = useRead('codebook.counts', {}).data ?? noCounts
  const figures = useMemo(() => {
    const { mine, all } = countedByCode(counts)
    return figuresOfCodes(frameworks, [mine, here, all])
  }, [frameworks, counts, here])

  const codeWith = (ids: readonly string[]) => {
    onCode(...ids.filter(id => byId.has(id)))
  }
  const enterTree = (id: string) => {
    pick(new Set([id]), id)
    tree.current?.reveal(id)
    tree.current?.focus()
  }
  const keyInFilter = (event: KeyboardEvent) => {
    const [first] = found?.found ?? []
    if (event.key === 'ArrowDown') {
      if (first === undefined) tree.current?.focus()
      else enterTree(first)
    } else if (event.key === 'Enter' && found && first !== undefined) {
      // One alone is meant; of several, Enter goes to the first, and Enter there codes with it.
      if (found.found.length > 1) enterTree(first)
      else {
        setFilter('')
        onCode(first)
      }
    } else return
    event.preventDefault()
  }

  const isEmpty = frameworks.every(framework => framework.codes.length === 0)
  const allHidden = shown.length === 0 && frameworks.length > 0
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <SearchField
          label="Filter codes"
          inputRef={field}
          value={filter}
          onChange={setFilter}
          onKeyDown={keyInFilter}
          // The number alone is drawn: the pane is narrow, and what is typed is to be seen.
          found={found && <CodesFound count={found.found.length} />}
        />
        <MenuButton
          label="Frameworks beside the text"
          trigger={<IconButton label="Frameworks shown" size="small" icon={<SlidersHorizontal />} />}
          entries={[
            {
              id: 'shown',
              heading: 'Frameworks shown',
              entries: frameworks.map(({ id, name }) => ({
                id,
                label: name,
                isChecked: !kept.hidden.includes(id),
                onAction: () => keep(withToggled(kept, id)),
              })),
            },
            {
              id: 'branches',
              entries: [
                {
                  id: 'fold',
                  label: 'Fold all',
                  onAction: () => keep({ ...kept, allFolded: true, except: [] }),
                },
                {
                  id: 'unfold',
                  label: 'Unfold all',
                  onAction: () => keep({ ...kept, allFolded: false, except: [] }),
                },
              ],
            },
            {
              id: 'screen',
              entries: [{ id: 'define', label: 'Work on the framework', onAction: () => onDefine() }],
            },
          ]}
        />
      </div>
      <RememberedPanes
        name="framework-beside"
        orientation="vertical"
        panes={[
          {
            id: 'codes',
            label: 'Codes',
            minSize: 120,
            content: (
              <div className={styles.tree}>
                <Tree
                  ref={tree}
                  label="Framework"
                  nodes={nodes}
                  columns={columns}
                  columnHints={columnHints}
                  figuresOf={(id, isFolded) => rowFigures(figures, id, isFolded)}
                  titleOf={id =>
                    [
                      byId.get(id)?.path.join(' › ') ?? acts.homeOf(id)?.name,
                      figuresInWords(figures, id, columns),
                    ]
                      .filter(Boolean)
                      .join('\n')
                  }
                  isNarrow
                  marked={filter}
                  expanded={expanded}
                  onExpandedChange={expand}
                  selectionMode="multiple"
                  selected={selected}
                  onSelectionChange={ids => pick(ids)}
                  onActive={id => {
                    if (!byId.has(id)) return
                    useBench.setState({ code: id })
                    setPicked(({ ids }) => ({ ids, at: id }))
                  }}
                  onHover={pointAt}
                  onOpen={(id, ids) => {
                    if (byId.has(id)) codeWith(ids)
                    else expand(toggled(expanded, id))
                  }}
                  onRename={acts.rename}
                  onDraftLeft={acts.forgetDraft}
                  whyNotNamed={whyNotNamed}
                  onRemove={ids => void acts.remove(ids)}
                  onMove={(ids, drop, isByKey) => void acts.move(ids, drop, { isByKey, undoable: true })}
                  onOtherKey={event => {
                    if (event.key !== 'Insert') return
                    event.preventDefault()
                    acts.addCode(event.shiftKey)
                  }}
                  dragData={ids => {
                    const codes = ids.flatMap(id => byId.get(id) ?? [])
                    if (codes.length === 0) return {}
                    return {
                      [codeDragType]: codes.map(({ id }) => id).join('\n'),
                      'text/plain': codes.map(({ name }) => name).join('\n'),
                    }
                  }}
                  acceptsData={[passageDragType]}
                  onDropData={(data, id) => {
                    if (byId.has(id)) onPassage(id, data.getData(passageDragType))
                  }}
                  menu={ids =>
                    paneMenu(
                      ids.filter(id => byId.has(id)),
                      {
                        pinned,
                        nextKey,
                        onCode: codeWith,
                        onPin,
                        onDefine,
                        onRename: id => tree.current?.startRename(id),
                        onAdd: under => acts.addCode(under),
                        onRemove: codes => void acts.remove(codes),
                      },
                    )
                  }
                  empty={
                    !allHidden && !isEmpty ? (
                      <NoCodeFound
                        words={filter}
                        codes={frameworks.flatMap(({ codes }) => codes)}
                        areSomeHidden={kept.hidden.length > 0}
                        onAdd={acts.addNamed}
                        onClear={() => {
                          setFilter('')
                          field.current?.focus()
                        }}
                      />
                    ) : (
                      <EmptyState
                        isCompact
                        icon={<ListTree />}
                        title={allHidden ? 'No framework is shown' : 'No codes yet'}
                        headingLevel={3}
                        action={
                          allHidden ? (
                            <Button size="small" onPress={() => keep({ ...kept, hidden: [] })}>
                              Show all
                            </Button>
                          ) : (
                            <Button size="small" onPress={() => onDefine()}>
                              Open the framework
                            </Button>
                          )
                        }
                      >
                        {isEmpty
                          ? 'Select words and press Enter to make the first, or add NPT from the library.'
                          : null}
                      </EmptyState>
                    )
                  }
                />
              </div>
            ),
          },
          {
            id: 'meaning',
            label: 'What the code means',
            defaultSize: 236,
            minSize: 88,
            keepsPixels: true,
            content: <CodeMeaning byId={byId} />,
          },
        ]}
      />
      {removing && (
        <RemoveDialog what={removing.what} onRemove={removing.remove} onClose={() => setRemoving(null)} />
      )}
    </div>
  )
})

function CodesFound({ count }: { count: number }) {
  return (
    <>
      {number(count)}
      <VisuallyHidden>{count === 1 ? ' code' : ' codes'}</VisuallyHidden>
    </>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
