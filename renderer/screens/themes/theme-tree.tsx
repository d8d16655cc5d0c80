import { Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Theme } from '#shared/model/theme.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { codeDragType, draggedCodes } from '../../transcript/drag-types.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tree } from '../../ui/tree.tsx'
import type { TreeHandle } from '../../ui/tree-props.ts'
import { lineId, lineOf, themeNodes } from './theme-nodes.ts'
import styles from './themes.module.css'
import { useThemes } from './themes-store.ts'
import { useMarkWords } from './use-mark-words.ts'
import type { ThemeActions } from './use-theme-actions.ts'

interface ThemeTreeProps {
  themes: readonly Theme[]
  codes: ReadonlyMap<string, Code>
  actions: ThemeActions
  /** The theme that is shown beside, chosen or not. */
  current: string
  /** A theme just made, to be named where it stands as soon as it is there. */
  fresh: string | null
  onFresh(theme: string | null): void
  onAddCodes(theme: string): void
}

const columns = ['Passages']

/** Themes, sub-themes and their codes: F2 renames, Alt and arrows or dragging moves, Delete takes out. */
export function ThemeTree({ themes, codes, actions, current, fresh, onFresh, onAddCodes }: ThemeTreeProps) {
  const { code, layer, choose } = useThemes()
  const wordsOf = useMarkWords(layer)
  const nodes = useMemo(() => themeNodes(themes, codes), [themes, codes])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const tree = useRef<TreeHandle>(null)
  const expanded = useMemo(
    () => new Set(themes.map(({ id }) => id).filter(id => !closed.has(id))),
    [themes, closed],
  )
  // A theme just made is named where it stands, as soon as it is there.
  useEffect(() => {
    if (fresh === null || !themes.some(({ id }) => id === fresh)) return
    tree.current?.reveal(fresh)
    tree.current?.startRename(fresh)
    onFresh(null)
  }, [fresh, themes, onFresh])
  const add = async (parent: string | null) => {
    const id = await actions.add(parent)
    if (id === undefined) return
    choose({ theme: id, code: null })
    onFresh(id)
  }
  const line = lineId({ theme: current, code })
  const menu = (ids: readonly string[]) => {
    const [first] = ids
    const isTheme = first !== undefined && lineOf(first).code === null
    return isTheme
      ? [
          { id: 'sub', label: 'Add a sub-theme' },
          { id: 'codes', label: 'Add codes…' },
          { id: 'rename', label: 'Rename', shortcut: 'F2' },
          { id: 'remove', label: 'Remove', shortcut: 'Delete', tone: 'danger' as const },
        ]
      : [{ id: 'remove', label: 'Take out of the theme', shortcut: 'Delete' }]
  }
  return (
    <div className={styles.side}>
      <div className={styles.sideBar}>
        <Button size="small" icon={<Plus />} onPress={() => void add(null)}>
          Theme
        </Button>
        <Button
          size="small"
          onPress={() => void add(themes.find(({ id }) => id === current)?.parent ?? current)}
        >
          Sub-theme
        </Button>
        <Button size="small" onPress={() => onAddCodes(current)}>
          Add codes…
        </Button>
      </div>
      <Tree
        ref={tree}
        label="Themes"
        nodes={nodes}
        columns={columns}
        figuresOf={id => ({ values: [wordsOf(lineOf(id))?.passages ?? null] })}
        expanded={expanded}
        onExpandedChange={next => setClosed(new Set(themes.map(({ id }) => id).filter(id => !next.has(id))))}
        selected={new Set([line])}
        onSelectionChange={selected => {
          const [first] = selected
          if (first !== undefined) choose(lineOf(first))
        }}
        onRename={async (id, name) => {
          const renamed = lineOf(id)
          return renamed.code !== null || actions.rename(renamed.theme, name)
        }}
        whyNotNamed={whyNotNamed}
        onMove={actions.move}
        onRemove={actions.remove}
        acceptsData={[codeDragType]}
        onDropData={(data, id) =>
          void actions.addCodes(lineOf(id).theme, draggedCodes(data.getData(codeDragType)))
        }
        menu={menu}
        onMenuAction={(action, ids) => {
          const [first] = ids
          if (first === undefined) return
          if (action === 'sub') void add(lineOf(first).theme)
          if (action === 'codes') onAddCodes(lineOf(first).theme)
          if (action === 'rename') tree.current?.startRename(first)
          if (action === 'remove') actions.remove(ids)
        }}
        empty={
          <EmptyState isCompact title="No themes yet">
            A theme gathers sub-themes, and they gather the codes whose passages tell the same story.
          </EmptyState>
        }
      />
    </div>
  )
}
