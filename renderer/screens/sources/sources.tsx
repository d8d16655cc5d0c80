import { FileInput, FolderPlus, KeyRound, Tags } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import { importFiles } from '../../commands/import-files.ts'
import { useCommandContext } from '../../commands/use-command-context.ts'
import { openSpeakers } from '../../speakers/speakers-store.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { DateRangeButton } from '../../ui/date-range-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Toolbar, ToolbarGap } from '../../ui/toolbar.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { ColumnsButton, useSourceColumns } from './columns-button.tsx'
import { EditSourcesDialog } from './edit-sources-dialog.tsx'
import { FacetButton } from './facet-button.tsx'
import { facets } from './facets.ts'
import { asksSomething, everySource, filterSources } from './filter-sources.ts'
import { FiltersButton } from './filters-button.tsx'
import { RemoveSourcesDialog } from './remove-sources-dialog.tsx'
import { RevisitButton } from './revisit-button.tsx'
import { useSourceList } from './source-list-store.ts'
import { SourceTable } from './source-table.tsx'
import styles from './sources.module.css'
import { TagsDialog } from './tags-dialog.tsx'

/** Every source with what is known of it; the way in for more. */
export function Sources() {
  const context = useCommandContext()
  const isHandout = useSession().study?.handout != null
  const study = context.session.study?.id ?? null
  const { params, replace, go } = useNavigation()
  const { data: sources, failure } = useRead('sources.list', {})
  const dataSets = useRead('sources.dataSets', {}).data ?? []
  const kept = useRead('catalogue.filters', {}).data
  const columns = useSourceColumns()
  const list = useSourceList()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [editing, setEditing] = useState<readonly SourceSummary[]>([])
  const [removing, setRemoving] = useState<readonly SourceSummary[]>([])
  const [tagging, setTagging] = useState(false)
  const filter = list.study === study ? list.filter : everySource
  const setFilter = (filter: SourceFilter) => list.setFilter(study, filter)
  // Another screen and the palette open this one on a data set or a kept filter.
  const { dataSet, filter: named } = params
  const { setFilter: keepFilter } = list
  useEffect(() => {
    const asked = kept?.find(({ id }) => id === named)?.asks
    if (typeof dataSet === 'string') keepFilter(study, { ...everySource, facets: { dataSet: [dataSet] } })
    else if (asked) keepFilter(study, asked)
    else return
    replace('sources')
  }, [dataSet, named, kept, study, keepFilter, replace])
  const shown = useMemo(() => filterSources(sources ?? [], filter), [sources, filter])
  const byId = useMemo(() => new Map((sources ?? []).map(source => [source.id, source])), [sources])
  const those = (ids: Iterable<string>) => [...ids].flatMap(id => byId.get(id) ?? [])
  // A row that the filter hides is not changed with those in view.
  const chosen = shown.filter(({ id }) => selected.has(id))
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
          !isHandout && (
            <>
              <RevisitButton />
              <Button icon={<KeyRound />} onPress={() => go('pseudonyms')}>
                Pseudonyms
              </Button>
              <Button variant="primary" icon={<FileInput />} onPress={() => void importFiles.run(context)}>
                Import files…
              </Button>
            </>
          )
        }
      >
        <div className={styles.bars}>
          <Toolbar label="Filter">
            <SearchField
              label="Filter these sources"
              value={filter.words}
              onChange={words => setFilter({ ...filter, words })}
            />
            {facets.map(facet => (
              <FacetButton
                key={facet.id}
                facet={facet}
                sources={sources ?? []}
                filter={filter}
                onChange={setFilter}
              />
            ))}
            <DateRangeButton range={filter} onChange={range => setFilter({ ...filter, ...range })} />
            {asksSomething(filter) && (
              <Button size="small" variant="quiet" onPress={() => setFilter(everySource)}>
                Clear the filter
              </Button>
            )}
          </Toolbar>
          <Toolbar label="List">
            {isHandout ? null : chosen.length > 0 ? (
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
                <Button size="small" onPress={() => setRemoving(chosen)}>
                  Remove…
                </Button>
              </>
            ) : (
              <span className={styles.chosen}>Choose rows to edit them together</span>
            )}
            <ToolbarGap />
            {!isHandout && (
              <>
                <FiltersButton filter={filter} onChange={setFilter} />
                <Button size="small" variant="quiet" icon={<Tags />} onPress={() => setTagging(true)}>
                  Tags…
                </Button>
              </>
            )}
            <ColumnsButton />
          </Toolbar>
        </div>
      </PageHeader>
      <SourceTable
        sources={shown}
        all={sources?.length ?? 0}
        columns={columns}
        isBusy={sources === undefined}
        selected={selected}
        onSelectionChange={setSelected}
        onEdit={ids => setEditing(those(ids))}
        onRemove={ids => setRemoving(those(ids))}
        empty={
          sources && (
            <EmptyState
              isCompact
              title="No source answers to this filter"
              action={
                <Button onPress={() => setFilter(everySource)}>
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
      {tagging && <TagsDialog close={() => setTagging(false)} />}
      {removing.length > 0 && (
        <RemoveSourcesDialog
          sources={removing}
          close={() => setRemoving([])}
          onRemoved={() => setSelected(new Set())}
        />
      )}
    </>
  )
}

function summary(sources: readonly SourceSummary[]): string {
  const words = sources.reduce((sum, source) => sum + source.words, 0)
  return `${counted(sources.length, 'source')}, ${counted(words, 'word')}`
}
