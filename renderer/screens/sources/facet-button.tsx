import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { SourceSummary } from '#shared/model/source.ts'
import type { SourceFilter } from '#shared/model/source-filter.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../ui/checkbox.tsx'
import { Popover } from '../../ui/popover.tsx'
import { number } from '../../wording.ts'
import type { Facet } from './facets.ts'
import { filterSources, valuesAmong } from './filter-sources.ts'
import styles from './sources.module.css'

interface FacetButtonProps {
  facet: Facet
  sources: readonly SourceSummary[]
  filter: SourceFilter
  onChange(filter: SourceFilter): void
}

/** One thing to filter by: its values with how many sources each would leave. Nothing where all have the same. */
export function FacetButton({ facet, sources, filter, onChange }: FacetButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const asked = filter.facets[facet.id] ?? []
  const every = valuesAmong(sources, facet)
  if (every.length < 2 && asked.length === 0) return null
  const counts = new Map(
    isOpen
      ? valuesAmong(filterSources(sources, filter, facet.id), facet).map(({ id, count }) => [id, count])
      : [],
  )
  const labels = asked.map(id => every.find(value => value.id === id)?.label ?? 'One that is gone')
  const values = [
    ...every,
    ...asked
      .filter(id => !every.some(value => value.id === id))
      .map(id => ({ id, label: 'One that is gone', count: 0 })),
  ]
  const set = (ids: string[]) => onChange({ ...filter, facets: { ...filter.facets, [facet.id]: ids } })
  return (
    <Popover
      label={facet.label}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" variant={asked.length > 0 ? 'secondary' : 'quiet'}>
          <span className={styles.facet}>
            {facet.label}
            {labels.length > 0 && `: ${labels[0]}${labels.length > 1 ? ` +${labels.length - 1}` : ''}`}
            <ChevronDown aria-hidden="true" />
          </span>
        </Button>
      }
    >
      <CheckboxGroup label={facet.label} isLabelHidden value={asked} onChange={set}>
        {values.map(({ id, label }) => (
          <Checkbox key={id} value={id}>
            <span className={styles.facetValue}>
              {label} <span className={styles.count}>{number(counts.get(id) ?? 0)}</span>
            </span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      {asked.length > 0 && (
        <Button size="small" variant="quiet" onPress={() => set([])}>
          Any
        </Button>
      )}
    </Popover>
  )
}
