import { ListPlus, ListTree, MoveRight, Plus, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Framework } from '#shared/model/codebook.ts'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { useNavigation } from '../../state/navigation.ts'
import { Badge, CodeDot } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { Tree } from '../../ui/tree.tsx'
import type { TreeHandle } from '../../ui/tree-props.ts'
import { useRead } from '../../use-engine.ts'
import { everyId } from '../code/framework-nodes.ts'
import { CodeEditor } from './code-editor.tsx'
import { CodePassages } from './code-passages.tsx'
import { AddFrameworkDialog, FreezeDialog, MoveDialog } from './dialogs.tsx'
import styles from './framework.module.css'
import { FrameworkOverview } from './framework-overview.tsx'
import { useFrameworkStore } from './framework-store.ts'
import { treeOfFrameworks } from './tree-of-frameworks.ts'
import { useFrameworkActs } from './use-framework-acts.ts'

const none: readonly Framework[] = []

/** The coding frameworks: their codes, what they mean, where they were used, and their versions. */
export function FrameworkScreen() {
  const { data: frameworks = none, failure, loading } = useRead('codebook.frameworks', {})
  const { params, go } = useNavigation()
  const tree = useRef<TreeHandle>(null)
  const [filter, setFilter] = useState('')
  const { chosen, folded, face } = useFrameworkStore()
  const acts = useFrameworkActs(frameworks, tree)
  const nodes = useMemo(() => treeOfFrameworks(frameworks, filter), [frameworks, filter])
  const expanded = useMemo(
    () => new Set(everyId(nodes).filter(id => filter !== '' || !folded.has(id))),
    [nodes, folded, filter],
  )
  const wanted = params.code
  useEffect(() => {
    if (typeof wanted === 'string') useFrameworkStore.setState({ chosen: wanted })
  }, [wanted])
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    const now = () => useFrameworkStore.getState().chosen
    useFrameworkStore.setState({
      actions: {
        addCode: under => void latest.current.addCode(under),
        moveTo() {
          const { codeOf, homeOf, setDialog } = latest.current
          const [code, framework] = [codeOf(now()), homeOf(now())]
          if (code && framework) setDialog({ kind: 'move', code, framework })
        },
        remove() {
          const code = latest.current.codeOf(now())
          if (code) void latest.current.remove(code.id)
        },
        addFramework: () => latest.current.setDialog({ kind: 'add' }),
        freeze() {
          const framework = latest.current.homeOf(now())
          if (framework) latest.current.setDialog({ kind: 'freeze', framework })
        },
      },
    })
    return () => useFrameworkStore.setState({ actions: null })
  }, [])

  const code = acts.codeOf(chosen)
  const framework = acts.homeOf(chosen)
  const { dialog } = acts
  const close = () => acts.setDialog(null)
  const choose = (id: string | undefined) => {
    if (id !== undefined) useFrameworkStore.setState({ chosen: id })
  }
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
                      onPress={() => void acts.addCode(false)}
                    >
                      Add code
                    </Button>
                    <IconButton
                      size="small"
                      label="Add a code under this one"
                      shortcut="Shift+Insert"
                      icon={<ListPlus />}
                      isDisabled={!code}
                      onPress={() => void acts.addCode(true)}
                    />
                    <Button
                      size="small"
                      variant="quiet"
                      icon={<ListTree />}
                      onPress={() => acts.setDialog({ kind: 'add' })}
                    >
                      Add framework…
                    </Button>
                  </Toolbar>
                </div>
                <div className={styles.filter}>
                  <SearchField label="Filter codes and definitions" value={filter} onChange={setFilter} />
                </div>
                <Tree
                  ref={tree}
                  label="Frameworks and codes"
                  nodes={nodes}
                  columns={['Mine', 'All']}
                  marked={filter}
                  expanded={expanded}
                  onExpandedChange={open =>
                    useFrameworkStore.setState({
                      folded: new Set(everyId(nodes).filter(id => !open.has(id))),
                    })
                  }
                  selected={new Set(chosen === null ? [] : [chosen])}
                  onSelectionChange={ids => choose(ids.values().next().value)}
                  onRename={(id, name) => {
                    if (acts.codeOf(id)) void acts.change(id, { name })
                  }}
                  onMove={(ids, drop) => void acts.move(ids, drop)}
                  onRemove={([id]) => {
                    if (id !== undefined) void acts.remove(id)
                  }}
                  menu={([id]) => {
                    const target = acts.codeOf(id ?? null)
                    const home = acts.homeOf(id ?? null)
                    if (!target || !home) {
                      return home
                        ? [
                            { id: 'add', label: 'Add code', onAction: () => void acts.addCode(false) },
                            {
                              id: 'freeze',
                              label: 'Freeze a version…',
                              onAction: () => acts.setDialog({ kind: 'freeze', framework: home }),
                            },
                          ]
                        : []
                    }
                    return [
                      {
                        id: 'under',
                        label: 'Add a code under it',
                        icon: <ListPlus />,
                        shortcut: 'Shift+Insert',
                        onAction: () => void acts.addCode(true),
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
                        onAction: () => acts.setDialog({ kind: 'move', code: target, framework: home }),
                      },
                      {
                        id: 'remove',
                        label: 'Remove',
                        icon: <Trash2 />,
                        tone: 'danger',
                        shortcut: 'Delete',
                        onAction: () => void acts.remove(target.id),
                      },
                    ]
                  }}
                  empty={
                    <EmptyState
                      isCompact
                      icon={<ListTree />}
                      title={filter === '' ? 'No framework yet' : 'Nothing of that name'}
                      action={
                        filter === '' ? (
                          <Button onPress={() => acts.setDialog({ kind: 'add' })}>Add a framework</Button>
                        ) : undefined
                      }
                    >
                      {filter === '' ? 'Codes with their definitions stand here, in a tree.' : null}
                    </EmptyState>
                  }
                />
              </div>
            ),
          },
          {
            id: 'code',
            label: code ? `Code ${code.name}` : 'Framework',
            minSize: 360,
            content: code ? (
              <div className={styles.detail}>
                <header className={styles.codeHead}>
                  <p className={styles.path}>
                    {[framework?.name, ...code.path.slice(0, -1)].filter(Boolean).join(' › ')}
                  </p>
                  <div className={styles.nameLine}>
                    <CodeDot colour={code.colour} />
                    <h2 className={styles.name}>{code.name}</h2>
                    {code.status !== 'provisional' && (
                      <Badge tone={code.status === 'agreed' ? 'good' : 'plain'}>{code.status}</Badge>
                    )}
                    {code.proposedIn !== null && <Badge tone="accent">proposed in a round</Badge>}
                  </div>
                </header>
                <Tabs
                  label="About the code"
                  value={face}
                  onChange={next => useFrameworkStore.setState({ face: next })}
                  fillsHeight
                  tabs={[
                    {
                      id: 'meaning',
                      label: 'Meaning',
                      content: (
                        <div className={styles.scroll}>
                          <CodeEditor
                            key={code.id}
                            code={code}
                            onChange={patch => acts.change(code.id, patch)}
                          />
                        </div>
                      ),
                    },
                    {
                      id: 'passages',
                      label: 'Passages',
                      count: code.counts.all,
                      content: (
                        <CodePassages
                          key={code.id}
                          code={code}
                          hasCodesUnder={framework?.codes.some(({ parent }) => parent === code.id) ?? false}
                          onOpen={({ source, start, end }) => go('code', { source, start, end })}
                        />
                      ),
                    },
                  ]}
                />
              </div>
            ) : framework ? (
              <FrameworkOverview
                framework={framework}
                onFreeze={() => acts.setDialog({ kind: 'freeze', framework })}
              />
            ) : null,
          },
        ]}
      />
      {dialog?.kind === 'move' && (
        <MoveDialog
          {...dialog}
          onMove={parent => void acts.moveUnder(dialog.code.id, parent)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'freeze' && (
        <FreezeDialog
          {...dialog}
          onFreeze={note => void acts.freeze(dialog.framework, note)}
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
