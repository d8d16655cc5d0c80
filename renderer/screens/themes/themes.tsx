import { LayoutGrid, ListTree, NotebookPen, Shapes, Table2 } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { pressAtOnce } from '../../ui/press-at-once.ts'
import { SegmentedControl } from '../../ui/toggle.tsx'
import type { TreeHandle } from '../../ui/tree-props.ts'
import { useRead, useSession } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { useCodes } from '../code/code-lookup.ts'
import { AddCodesDialog } from './add-codes-dialog.tsx'
import { MemoList } from './memo-list.tsx'
import type { MemoPaneHandle } from './memo-pane.tsx'
import { Statements } from './statements.tsx'
import { ThemeBoard } from './theme-board.tsx'
import { useThemeDrafts } from './theme-drafts.ts'
import { ThemeEvidence } from './theme-evidence.tsx'
import { ThemeMemo } from './theme-memo.tsx'
import { ThemeTree } from './theme-tree.tsx'
import styles from './themes.module.css'
import { type ThemesView, useThemes } from './themes-store.ts'
import { useThemeActions } from './use-theme-actions.ts'

const views: readonly { id: ThemesView; label: string; icon: ReactNode }[] = [
  { id: 'tree', label: 'Evidence', icon: <ListTree /> },
  { id: 'cards', label: 'Map', icon: <LayoutGrid /> },
  { id: 'statements', label: 'Statements', icon: <Table2 /> },
  { id: 'memos', label: 'Memos', icon: <NotebookPen /> },
]

/** The thematic map, the evidence behind each theme, and the memos written beside it. */
export function Themes() {
  const { view, theme: chosen, code, choose } = useThemes()
  const { data: themes } = useRead('themes.list', {})
  const { byId: codes } = useCodes()
  const actions = useThemeActions(themes ?? none)
  const [adding, setAdding] = useState<string | null>(null)
  const tree = useRef<TreeHandle>(null)
  // Kept here: the first theme is begun before there is a tree to name it in.
  const naming = useThemeDrafts(themes ?? none, actions, tree)
  const memo = useRef<MemoPaneHandle>(null)
  const memos = useRead('memos.list', {}).data
  const isHandout = useSession().study?.handout != null
  const theme = themes?.find(({ id }) => id === chosen) ?? themes?.[0]
  const addingTo = themes?.find(({ id }) => id === adding)
  const hasMemo = memos?.some(({ about }) => about.kind === 'theme' && about.id === theme?.id) ?? false
  const words = useMemo(() => {
    if (!themes) return undefined
    const top = themes.filter(({ parent }) => parent === null).length
    return `${counted(top, 'theme')}, ${counted(themes.length - top, 'sub-theme')}, ${counted(memos?.length ?? 0, 'memo')}`
  }, [themes, memos])
  if (!themes) return null
  // Themes are built in the study; a coder's copy has the memos alone.
  if (isHandout) {
    return (
      <>
        <PageHeader title="Memos" description={counted(memos?.length ?? 0, 'memo')} />
        <MemoList codes={codes} />
      </>
    )
  }

  const begin = () => {
    choose({ view: 'tree' })
    naming.begin(null)
  }
  return (
    <>
      <PageHeader
        title="Themes"
        description={words}
        actions={
          <SegmentedControl<ThemesView>
            label="What is shown"
            options={views}
            value={view}
            onChange={next => choose({ view: next })}
          />
        }
      />
      {view === 'memos' ? (
        <MemoList codes={codes} />
      ) : themes.length + naming.drafts.length === 0 ? (
        <EmptyState
          icon={<Shapes />}
          title="No themes yet"
          action={
            <Button variant="primary" {...pressAtOnce(begin)}>
              Add the first theme
            </Button>
          }
        >
          A theme gathers sub-themes, and they gather codes. Its evidence is every consensus passage under
          them, data set by data set, with a memo written beside it.
        </EmptyState>
      ) : view === 'statements' ? (
        <Statements />
      ) : view === 'cards' ? (
        <ThemeBoard themes={themes} codes={codes} actions={actions} onAddCodes={setAdding} />
      ) : (
        <div className={styles.panes}>
          <RememberedPanes
            name="themes"
            panes={[
              {
                id: 'tree',
                label: 'Themes',
                content: (
                  <ThemeTree
                    themes={themes}
                    codes={codes}
                    actions={actions}
                    naming={naming}
                    tree={tree}
                    current={theme?.id ?? null}
                    onAddCodes={setAdding}
                  />
                ),
                defaultSize: 300,
                minSize: 220,
                isCollapsible: true,
                keepsPixels: true,
              },
              {
                id: 'evidence',
                label: 'Evidence',
                minSize: 300,
                content: theme && (
                  <ThemeEvidence
                    key={theme.id}
                    theme={theme}
                    code={theme.id === chosen ? code : null}
                    codes={codes}
                    onAddCodes={() => setAdding(theme.id)}
                    onQuote={hasMemo ? place => memo.current?.quote(place) : undefined}
                  />
                ),
              },
              {
                id: 'memo',
                label: 'Memo',
                minSize: 300,
                isCollapsible: true,
                content: theme && <ThemeMemo key={theme.id} ref={memo} theme={theme} />,
              },
            ]}
          />
        </div>
      )}
      {addingTo && (
        <AddCodesDialog
          theme={addingTo}
          themes={themes}
          onAdd={list => actions.addCodes(addingTo.id, list)}
          onClose={() => setAdding(null)}
        />
      )}
    </>
  )
}

const none: readonly never[] = []
