import { Plus } from 'lucide-react'
import { type RefObject, useMemo, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Theme } from '#shared/model/theme.ts'
import { whyNotNamed } from '#shared/text/name.ts'
import { codeDragType, draggedCodes } from '../../transcript/drag-types.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { pressAtOnce } from '../../ui/press-at-once.ts'
import { Tree } from '../../ui/tree.tsx'
import type { TreeHandle } from '../../ui/tree-props.ts'
import type { ThemeDrafts } from './theme-drafts.ts'
import { lineId, lineOf, themeNodes } from './theme-nodes.ts'
import styles from './themes.module.css'
import { useThemes } from './themes-store.ts'
import { useMarkWords } from './use-mark-words.ts'
import type { ThemeActions } from './use-theme-actions.ts'

interface ThemeTreeProps {
  themes: readonly Theme[]
  codes: ReadonlyMap<string, Code>
  actions: ThemeActions
  naming: ThemeDrafts
  tree: RefObject<TreeHandle | null>
  /** The theme that is shown beside, chosen or not; null while the first one is being named. */
  current: string | null
  onAddCodes(theme: string): void
}

const columns = ['Passages']

/** Themes, sub-themes and their codes: F2 renames, Alt and arrows or dragging moves, Delete takes out. */
export function ThemeTree({ themes, codes, actions, naming, tree, current, onAddCodes }: ThemeTreeProps) {
  const { code, layer, choose } = useThemes()
  const wordsOf = useMarkWords(layer)
  const { drafts } = naming
  const nodes = useMemo(() => themeNodes(themes, codes, drafts), [themes, codes, drafts])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const expanded = useMemo(
    () => new Set(themes.map(({ id }) => id).filter(id => !closed.has(id))),
    [themes, closed],
  )
  const draftOf = (id: string) => drafts.find(draft => draft.id === id)
  /** Lines of themes and codes that are there; one that is being named can only be named. */
  const known = (ids: readonly string[]) => ids.filter(id => !draftOf(id))
  const above = (id: string | null): string[] =>
    id === null ? [] : [id, ...above(themes.find(theme => theme.id === id)?.parent ?? null)]
  const begin = (parent: string | null) => {
    const open = new Set(above(parent))
    setClosed(new Set([...closed].filter(id => !open.has(id))))
    naming.begin(parent)
  }
  const menu = (ids: readonly string[]) => {
    const [first] = known(ids)
    if (first === undefined) return []
    const isTheme = lineOf(first).code === null
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
        <Button size="small" icon={<Plus />} {...pressAtOnce(() => begin(null))}>
          Theme
        </Button>
        <Button
          size="small"
          isDisabled={current === null}
          {...pressAtOnce(() => begin(themes.find(({ id }) => id === current)?.parent ?? current))}
        >
          Sub-theme
        </Button>
        <Button
          size="small"
          isDisabled={current === null}
          onPress={() => current !== null && onAddCodes(current)}
        >
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
        selected={new Set(current === null ? [] : [lineId({ theme: current, code })])}
        onSelectionChange={selected => {
          const [first] = known([...selected])
          if (first !== undefined) choose(lineOf(first))
        }}
        onRename={async (id, name) => {
          const draft = draftOf(id)
          if (draft) return naming.name(draft, name)
          const renamed = lineOf(id)
          return renamed.code !== null || actions.rename(renamed.theme, name)
        }}
        onDraftLeft={naming.forget}
        whyNotNamed={whyNotNamed}
        onMove={(ids, drop) => {
          const isBesideDraft = drop.targetId !== null && draftOf(drop.targetId)
          if (!isBesideDraft) actions.move(known(ids), drop)
        }}
        onRemove={ids => actions.remove(known(ids))}
        acceptsData={[codeDragType]}
        onDropData={(data, id) =>
          draftOf(id) || void actions.addCodes(lineOf(id).theme, draggedCodes(data.getData(codeDragType)))
        }
        menu={menu}
        onMenuAction={(action, ids) => {
          const [first] = ids
          if (first === undefined) return
          if (action === 'sub') begin(lineOf(first).theme)
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
