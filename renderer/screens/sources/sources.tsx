import { FileInput, FolderPlus, KeyRound } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { SourceKind } from '#shared/model/document.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { importFiles } from '../../commands/import-files.ts'
import { useCommandContext } from '../../commands/use-command-context.ts'
import { openSpeakers } from '../../speakers/speakers-store.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Toolbar, ToolbarGap } from '../../ui/toolbar.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { EditSourcesDialog } from './edit-sources-dialog.tsx'
import { sourceKinds } from './kinds.ts'
import { RemoveSourceDialog } from './remove-source-dialog.tsx'
import { SourceTable } from './source-table.tsx'
import styles from './sources.module.css'

/** Every source with what is known of it; the way in for more. */
export function Sources() {
  const context = useCommandContext()
  const { params, replace, go } = useNavigation()
  const { data: sources, failure } = useRead('sources.list', {})
  const dataSets = useRead('sources.dataSets', {}).data ?? []
  const [words, setWords] = useState('')
  const [kind, setKind] = useState<SourceKind | 'all'>('all')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [editing, setEditing] = useState<readonly SourceSummary[]>([])
  const [removing, setRemoving] = useState<SourceSummary | null>(null)
  const dataSet = typeof params.dataSet === 'string' ? params.dataSet : 'all'
  const shown = useMemo(
    () => (sources ?? []).filter(source => isShown(source, words, kind, dataSet)),
    [sources, words, kind, dataSet],
  )
  const named = (ids: readonly string[]) => (sources ?? []).filter(({ id }) => ids.includes(id))
  const chosen = named([...selected])
  if (failure) {
    return (
      <div className={styles.failure}>
        <Callout tone="error" isLive title={failure.message}>
          {failure.hint}
        </Callout>
      </div>
    )
  }
  if (sources?.length === 0) {
    return (
      <EmptyState
        icon={<FolderPlus />}
        title="No sources yet"
        action={
          <Button variant="primary" icon={<FileInput />} onPress={() => void importFiles.run(context)}>
            Import files…
          </Button>
        }
      >
        Drop transcripts, emails, field notes and records anywhere in this window, or choose them. You see
        what was recognised in each before anything is kept.
      </EmptyState>
    )
  }
  return (
    <>
      <PageHeader
        title="Sources"
        {...(sources ? { description: summary(sources) } : {})}
        actions={
          <>
            <Button icon={<KeyRound />} onPress={() => go('pseudonyms')}>
              Pseudonyms
            </Button>
            <Button variant="primary" icon={<FileInput />} onPress={() => void importFiles.run(context)}>
              Import files…
            </Button>
          </>
        }
      >
        <Toolbar label="Filter">
          <SearchField label="Filter by title, speaker or file" value={words} onChange={setWords} />
          <Select
            label="Kind"
            isLabelHidden
            options={[{ id: 'all', label: 'All kinds' }, ...sourceKinds]}
            value={kind}
            onChange={setKind}
          />
          <Select
            label="Data set"
            isLabelHidden
            options={[
              { id: 'all', label: 'All data sets' },
              { id: 'none', label: 'In no data set' },
              ...dataSets.map(({ id, name }) => ({ id, label: name })),
            ]}
            value={dataSet}
            onChange={chosen => replace('sources', chosen === 'all' ? {} : { dataSet: chosen })}
          />
          <ToolbarGap />
          {chosen.length > 0 && (
            <>
              <span className={styles.chosen}>{counted(chosen.length, 'source')} chosen</span>
              <Button size="small" onPress={() => setEditing(chosen)}>
                Edit…
              </Button>
              {chosen.length === 1 && (
                <Button size="small" onPress={() => openSpeakers(chosen[0]?.id ?? '')}>
                  Speakers…
                </Button>
              )}
              {chosen.length === 1 && (
                <Button size="small" onPress={() => setRemoving(chosen[0] ?? null)}>
                  Remove…
                </Button>
              )}
            </>
          )}
        </Toolbar>
      </PageHeader>
      <SourceTable
        sources={shown}
        isBusy={sources === undefined}
        selected={selected}
        onSelectionChange={setSelected}
        onEdit={ids => setEditing(named(ids))}
        onRemove={id => setRemoving(named([id])[0] ?? null)}
        empty={
          sources && (
            <EmptyState
              isCompact
              title="No source answers to this filter"
              action={
                <Button
                  onPress={() => {
                    setWords('')
                    setKind('all')
                    replace('sources')
                  }}
                >
                  Show all {counted(sources.length, 'source')}
                </Button>
              }
            />
          )
        }
      />
      {editing.length > 0 && (
        <EditSourcesDialog sources={editing} dataSets={dataSets} close={() => setEditing([])} />
      )}
      {removing && (
        <RemoveSourceDialog
          source={removing}
          close={() => setRemoving(null)}
          onRemoved={() => setSelected(new Set())}
        />
      )}
    </>
  )
}

function isShown(source: SourceSummary, words: string, kind: SourceKind | 'all', dataSet: string): boolean {
  if (kind !== 'all' && source.kind !== kind) return false
  if (dataSet === 'none' && source.dataSet !== null) return false
  if (dataSet !== 'all' && dataSet !== 'none' && source.dataSet?.id !== dataSet) return false
  const text = [source.title, source.fileName, ...source.speakers, ...source.cases].join(' ').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

function summary(sources: readonly SourceSummary[]): string {
  const words = sources.reduce((sum, source) => sum + source.words, 0)
  return `${counted(sources.length, 'source')}, ${counted(words, 'word')}`
}
