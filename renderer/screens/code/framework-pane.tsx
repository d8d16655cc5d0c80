import { ListTree, Settings2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { codeDragType, passageDragType } from '../../transcript/drag-types.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Tree } from '../../ui/tree.tsx'
import { useBench } from './bench.ts'
import { CodeDefinition } from './code-definition.tsx'
import { codesOnly, everyId, frameworkNodes } from './framework-nodes.ts'
import styles from './framework-pane.module.css'

interface FrameworkPaneProps {
  frameworks: readonly Framework[]
  byId: ReadonlyMap<string, Code>
  pinned: readonly string[]
  onCode: (code: string) => void
  onPassage: (code: string, passage: string) => void
  onPin: (code: string) => void
  onDefine: (code?: string) => void
}

/** The frameworks beside the text: look up, code with, and read what a code means. */
export function FrameworkPane({
  frameworks,
  byId,
  pinned,
  onCode,
  onPassage,
  onPin,
  onDefine,
}: FrameworkPaneProps) {
  const [filter, setFilter] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const code = useBench(state => state.code)
  const nodes = useMemo(() => frameworkNodes(frameworks, filter, pinned), [frameworks, filter, pinned])
  const expanded = useMemo(() => {
    const all = everyId(nodes)
    return filter === '' ? new Set(all.filter(id => !folded.has(id))) : new Set(all)
  }, [nodes, folded, filter])
  const shown = code === null ? undefined : byId.get(code)
  const isEmpty = frameworks.every(framework => framework.codes.length === 0)
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <SearchField label="Filter codes" value={filter} onChange={setFilter} />
        <IconButton
          label="Work on the framework"
          size="small"
          icon={<Settings2 />}
          onPress={() => onDefine()}
        />
      </div>
      <div
        className={styles.tree}
        onPointerOver={event => {
          event.currentTarget.title = wholeName(event.target, byId)
        }}
      >
        <Tree
          label="Framework"
          nodes={nodes}
          columns={['Mine / all']}
          marked={filter}
          expanded={expanded}
          onExpandedChange={open => setFolded(new Set(everyId(nodes).filter(id => !open.has(id))))}
          selected={new Set(code === null ? [] : [code])}
          onSelectionChange={ids => {
            const [id] = ids
            if (id !== undefined && byId.has(id)) useBench.setState({ code: id })
          }}
          onOpen={id => {
            if (byId.has(id)) onCode(id)
          }}
          dragData={ids => {
            const [id] = codesOnly(ids, byId)
            return id === undefined ? {} : { [codeDragType]: id, 'text/plain': byId.get(id)?.name ?? '' }
          }}
          acceptsData={[passageDragType]}
          onDropData={(data, id) => {
            if (byId.has(id)) onPassage(id, data.getData(passageDragType))
          }}
          menu={ids => {
            const [id] = codesOnly(ids, byId)
            if (id === undefined) return []
            return [
              {
                id: 'code',
                label: 'Code the passage with it',
                shortcut: 'Enter',
                onAction: () => onCode(id),
              },
              {
                id: 'pin',
                label: pinned.includes(id) ? 'Take off its key' : `Pin on key ${pinned.length + 1}`,
                isDisabled: !pinned.includes(id) && pinned.length >= 9,
                onAction: () => onPin(id),
              },
              { id: 'define', label: 'Define…', onAction: () => onDefine(id) },
            ]
          }}
          empty={
            <EmptyState
              isCompact
              icon={<ListTree />}
              title={isEmpty ? 'No codes yet' : 'No code of that name'}
              headingLevel={3}
              action={
                isEmpty ? (
                  <Button size="small" onPress={() => onDefine()}>
                    Open the framework
                  </Button>
                ) : undefined
              }
            >
              {isEmpty
                ? 'Select words and press Enter to make the first, or add NPT from the library.'
                : null}
            </EmptyState>
          }
        />
      </div>
      <section className={styles.card} aria-label="What the code means" {...reachable}>
        {shown ? (
          <CodeDefinition code={shown} />
        ) : (
          <p className={styles.quiet}>Choose a code to read what it means.</p>
        )}
      </section>
    </div>
  )
}

/** What scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 }

/** The name of the code under the pointer, with those above it: the tree cuts a long one short. */
function wholeName(target: EventTarget, byId: ReadonlyMap<string, Code>): string {
  const id = target instanceof Element ? target.closest<HTMLElement>('[data-node]')?.dataset.node : undefined
  return (id === undefined ? undefined : byId.get(id))?.path.join(' › ') ?? ''
}
