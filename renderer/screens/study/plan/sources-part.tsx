import type { Failure } from '#shared/errors.ts'
import type { Draw, StratumKind } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { Callout } from '../../../ui/callout.tsx'
import { NumberField } from '../../../ui/number-field.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { SegmentedControl } from '../../../ui/toggle.tsx'
import { counted, number } from '../../../wording.ts'
import { FacetButton } from '../../sources/facet-button.tsx'
import { facets } from '../../sources/facets.ts'
import styles from './plan.module.css'
import type { PlanDraft } from './plan-draft.ts'

interface SourcesPartProps {
  draft: PlanDraft
  sources: readonly SourceSummary[]
  /** Those the filter lets through. */
  listed: readonly SourceSummary[]
  drawn: { data: (Draw & { sources: string[] }) | undefined; failure: Failure | undefined }
  change(what: Partial<PlanDraft>): void
}

const all = 'all'
const ways: readonly { id: StratumKind | typeof all; label: string; description: string }[] = [
  { id: all, label: 'All alike', description: 'Simple random' },
  { id: 'site', label: 'Site', description: 'Each site by its share' },
  { id: 'data-set', label: 'Data set', description: 'Each data set by its share' },
  { id: 'kind', label: 'Kind', description: 'Interviews, records … by their shares' },
]

/** Facets that make sense before anything is coded in the round. */
const offered = facets.filter(({ id }) => ['kind', 'dataSet', 'tag', 'case', 'coded'].includes(id))

/** Which sources: ticked in the list, or drawn from those the filter leaves. */
export function SourcesPart({ draft, sources, listed, drawn, change }: SourcesPartProps) {
  const { filter } = draft
  const isDrawn = draft.how === 'sample'
  const taken = new Set(drawn.data?.sources)
  const titles = new Map(sources.map(source => [source.id, source]))
  const rows = isDrawn ? (drawn.data?.sources ?? []).flatMap(id => titles.get(id) ?? []) : listed
  return (
    <div className={styles.part}>
      <div className={styles.line}>
        <SegmentedControl<PlanDraft['how']>
          label="How the sources are chosen"
          options={[
            { id: 'hand', label: 'Choose' },
            { id: 'sample', label: 'Draw a sample' },
          ]}
          value={draft.how}
          onChange={how => change({ how })}
        />
        <div className={styles.filter}>
          <SearchField
            label={isDrawn ? 'Draw from sources with these words' : 'Sources with these words'}
            placeholder="Title, speaker, tag"
            value={filter.words}
            onChange={words => change({ filter: { ...filter, words } })}
          />
          {offered.map(facet => (
            <FacetButton
              key={facet.id}
              facet={facet}
              sources={sources}
              filter={filter}
              onChange={changed => change({ filter: changed })}
            />
          ))}
        </div>
      </div>
      {isDrawn && (
        <>
          <div className={styles.draw}>
            <Select<PlanDraft['size']>
              label="How many"
              options={[
                { id: 'share', label: 'A share' },
                { id: 'number', label: 'A number' },
              ]}
              value={draft.size}
              onChange={size => change({ size })}
            />
            {draft.size === 'share' ? (
              <NumberField
                label="Share"
                unit="%"
                min={1}
                max={100}
                value={draft.share}
                onChange={share => change({ share })}
              />
            ) : (
              <NumberField
                label="Number"
                min={1}
                max={10_000}
                value={draft.number}
                onChange={many => change({ number: many })}
              />
            )}
            <Select
              label="Within"
              options={ways}
              value={draft.by ?? all}
              onChange={by => change({ by: by === all ? null : by })}
            />
            <NumberField
              label="Seed"
              min={0}
              max={0xffff_ffff}
              value={draft.seed}
              onChange={seed => change({ seed })}
            />
          </div>
          {drawn.failure ? (
            <Callout tone="warn" title={drawn.failure.message}>
              {drawn.failure.hint}
            </Callout>
          ) : (
            <p className={styles.quiet} role="status">
              {counted(taken.size, 'source')} drawn of {number(listed.length)}. The same seed draws the same
              sources; it stands on the plan.
            </p>
          )}
        </>
      )}
      <div className={styles.lists}>
        {isDrawn && drawn.data && draft.by !== null && <Strata draw={drawn.data} />}
        <div className={styles.sources}>
          <Table
            label={isDrawn ? 'Sources drawn' : 'Sources of the round'}
            selectionMode={isDrawn ? 'none' : 'multiple'}
            rows={rows}
            rowId={({ id }) => id}
            {...(isDrawn
              ? {}
              : {
                  selected: draft.chosen,
                  onSelectionChange: (chosen: ReadonlySet<string>) => change({ chosen }),
                })}
            defaultSort={{ column: 'title', direction: 'ascending' }}
            empty={
              <p className={styles.quiet}>
                {sources.length === 0
                  ? 'No sources yet. Import files first.'
                  : 'No source is left by the filter.'}
              </p>
            }
            columns={[
              {
                id: 'title',
                header: 'Source',
                isRowHeader: true,
                cell: ({ title }) => title,
                sortValue: ({ title }) => title,
              },
              {
                id: 'dataSet',
                header: 'Data set',
                width: '160px',
                cell: ({ dataSet }) => dataSet?.name ?? '',
                sortValue: ({ dataSet }) => dataSet?.name,
              },
              {
                id: 'words',
                header: 'Words',
                width: '90px',
                align: 'end',
                cell: ({ words }) => number(words),
                sortValue: ({ words }) => words,
              },
            ]}
          />
        </div>
      </div>
    </div>
  )
}

/** What each stratum gives. */
function Strata({ draw }: { draw: Draw }) {
  return (
    <div className={styles.strata}>
      <Table
        label="What each stratum gives"
        rows={draw.strata}
        rowId={({ name }) => name}
        columns={[
          {
            id: 'name',
            header: ways.find(({ id }) => id === draw.by)?.label ?? '',
            isRowHeader: true,
            cell: ({ name }) => name,
          },
          {
            id: 'drawn',
            header: 'Drawn',
            width: '96px',
            align: 'end',
            cell: ({ drawn, sources }) => `${number(drawn)} of ${number(sources)}`,
          },
        ]}
      />
    </div>
  )
}
