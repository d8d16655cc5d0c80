import { ArrowLeft, NotebookPen } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { MemoState, MemoSummary } from '#shared/model/memo.ts'
import { byPassage } from '#shared/model/passage.ts'
import { RememberedPanes } from '../../remembered-panes.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Table } from '../../ui/table.tsx'
import { useRead } from '../../use-engine.ts'
import { lately, number } from '../../wording.ts'
import evidence from './evidence.module.css'
import { EvidenceList, passagesOnPage } from './evidence-list.tsx'
import { MemoPane, type MemoPaneHandle } from './memo-pane.tsx'
import { NewMemoDialog } from './new-memo-dialog.tsx'
import styles from './themes.module.css'
import { useThemes } from './themes-store.ts'

const tones: Record<MemoState, 'plain' | 'accent' | 'good'> = {
  draft: 'plain',
  'in review': 'accent',
  confirmed: 'good',
}

/** Every memo of the study; one opened is written beside the passages it is about. */
export function MemoList({ codes }: { codes: ReadonlyMap<string, Code> }) {
  const { memo: open, choose } = useThemes()
  const { data: memos } = useRead('memos.list', {})
  const [isAdding, setIsAdding] = useState(false)
  const memo = memos?.find(({ id }) => id === open)
  if (!memos) return null
  if (memo) return <OpenMemo memo={memo} codes={codes} onBack={() => choose({ memo: null })} />
  const add = (
    <Button
      variant={memos.length === 0 ? 'primary' : 'secondary'}
      icon={<NotebookPen />}
      onPress={() => setIsAdding(true)}
    >
      New memo
    </Button>
  )
  return (
    <div className={styles.memos}>
      {memos.length > 0 && <div className={styles.memosBar}>{add}</div>}
      <Table<MemoSummary>
        label="Memos"
        rows={memos}
        rowId={({ id }) => id}
        onOpen={({ id }) => choose({ memo: id })}
        columns={[
          { id: 'title', header: 'Memo', cell: ({ title }) => title, sortValue: ({ title }) => title },
          {
            id: 'about',
            header: 'About',
            cell: ({ about }) => (about.kind === 'study' ? 'The study' : `${about.kind}: ${about.name}`),
            sortValue: ({ about }) => `${about.kind} ${about.name}`,
          },
          {
            id: 'kind',
            header: 'Kind',
            width: '130px',
            cell: ({ kind }) => kind,
            sortValue: ({ kind }) => kind,
          },
          {
            id: 'state',
            header: 'State',
            width: '170px',
            cell: ({ state, confirmed }) => (
              <>
                <Badge tone={tones[state]}>{state}</Badge>
                {confirmed && (
                  <small className={styles.confirmed}>
                    {[...(confirmed.who === null ? [] : [confirmed.who]), lately(confirmed.at)].join(', ')}
                  </small>
                )}
              </>
            ),
            sortValue: ({ state }) => state,
          },
          {
            id: 'words',
            header: 'Words',
            width: '80px',
            align: 'end',
            cell: ({ words }) => number(words),
            sortValue: ({ words }) => words,
          },
          {
            id: 'author',
            header: 'By',
            width: '140px',
            cell: ({ author }) => author?.name,
            sortValue: ({ author }) => author?.name,
          },
          {
            id: 'updated',
            header: 'Last written',
            width: '130px',
            cell: ({ updatedAt }) => lately(updatedAt),
            sortValue: ({ updatedAt }) => updatedAt,
          },
        ]}
        empty={
          <EmptyState icon={<NotebookPen />} title="No memos yet" action={add}>
            Memos hold what the team makes of the material: about a theme, a code, a source, a person or site,
            or the study.
          </EmptyState>
        }
      />
      {isAdding && <NewMemoDialog onClose={() => setIsAdding(false)} />}
    </div>
  )
}

interface OpenMemoProps {
  memo: MemoSummary
  codes: ReadonlyMap<string, Code>
  onBack(): void
}

/** A memo over the whole screen, with the passages it is about beside it. */
function OpenMemo({ memo, codes, onBack }: OpenMemoProps) {
  const pane = useRef<MemoPaneHandle>(null)
  const { layer } = useThemes()
  const { kind, id } = memo.about
  const [limit, setLimit] = useState(passagesOnPage)
  const ofTheme = useRead('themes.evidence', kind === 'theme' && id ? { theme: id, layer, limit } : null, {
    keepPrevious: true,
  }).data
  const ofOther = useRead(
    'codings.passages',
    kind === 'code' && id
      ? { layer, code: id, withDescendants: true }
      : kind === 'source' && id
        ? { layer, source: id }
        : kind === 'case' && id
          ? { layer, case: id }
          : null,
  ).data
  const passages = useMemo(() => byPassage(ofTheme?.passages ?? ofOther ?? []), [ofTheme, ofOther])
  const writing = {
    id: 'memo',
    label: 'Memo',
    content: (
      <>
        <div className={styles.memoBack}>
          <IconButton label="All memos" icon={<ArrowLeft />} size="small" onPress={onBack} />
          <span className={styles.quiet}>
            {kind === 'study' ? 'About the study' : `About the ${kind} “${memo.about.name}”`}
          </span>
        </div>
        <MemoPane key={memo.id} ref={pane} memo={memo.id} onRemoved={onBack} />
      </>
    ),
    minSize: 420,
  }
  const beside = {
    id: 'passages',
    label: 'Passages',
    content: (
      <div className={evidence.body}>
        {passages.length > 0 ? (
          <EvidenceList
            label="Passages"
            passages={passages}
            total={ofTheme?.byDataSet.reduce((sum, set) => sum + set.passages, 0) ?? passages.length}
            onMore={wanted => setLimit(Math.max(limit, wanted))}
            codes={codes}
            onQuote={place => pane.current?.quote(place)}
          />
        ) : (
          <EmptyState isCompact title="No passages to quote yet">
            {layer === 'consensus'
              ? 'The consensus has none for this so far.'
              : 'Nothing is coded for this so far.'}
          </EmptyState>
        )}
      </div>
    ),
    defaultSize: 400,
    minSize: 280,
    isCollapsible: true,
    keepsPixels: true,
  }
  return (
    <div className={styles.panes}>
      <RememberedPanes name="memo" panes={kind === 'study' ? [writing] : [writing, beside]} />
    </div>
  )
}
