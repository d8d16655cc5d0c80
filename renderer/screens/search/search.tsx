import { SearchX, TextSearch } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { SearchFound, SearchHit } from '#shared/model/search.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { Hit } from './hit.tsx'
import styles from './search.module.css'

const step = 100

/** Words in all sources, each place with what stands around it; a press opens it in Code. */
export function Search() {
  const { params, replace } = useNavigation()
  const given =
    typeof params.query === 'string' || typeof params.query === 'number' ? String(params.query) : ''
  const [typed, setTyped] = useState(given)
  const [limit, setLimit] = useState(step)
  const field = useRef<HTMLInputElement>(null)
  const query = useDeferredValue(typed.trim())
  const { data, failure, asking } = useRead('search.sources', query === '' ? null : { query, limit }, {
    keepPrevious: true,
  })
  const [latestGiven, setLatestGiven] = useState(given)
  if (latestGiven !== given) {
    setLatestGiven(given)
    if (given !== '') setTyped(given)
  }
  // `at` only says that the person asked for the field again.
  const { at } = params
  useEffect(() => {
    if (at !== undefined || given === '') field.current?.focus()
  }, [at, given])
  const groups = useMemo(() => bySource(query === '' ? [] : (data?.hits ?? [])), [data, query])
  return (
    <>
      <PageHeader title="Search">
        <div className={styles.field}>
          <SearchField
            label="Words in all sources"
            placeholder="Words; the last may be a beginning"
            value={typed}
            onChange={words => {
              setTyped(words)
              setLimit(step)
            }}
            onSubmit={words => replace('search', words.trim() ? { query: words.trim() } : {})}
            inputRef={field}
            isBusy={asking}
            {...(data && query !== '' ? { found: found(data) } : {})}
          />
        </div>
      </PageHeader>
      <div className={styles.results}>
        <FailureCallout failure={failure} />
        {query === '' ? (
          <EmptyState isCompact icon={<TextSearch />} title="Find words in every source">
            All the words must stand in the same passage. Capitals and accents make no difference.
          </EmptyState>
        ) : data?.total === 0 ? (
          <EmptyState isCompact icon={<SearchX />} title={`Nothing found for “${query}”`}>
            Try fewer words, or only the beginning of one.
          </EmptyState>
        ) : (
          groups.map(({ source, title, hits }) => (
            <section key={source} className={styles.source} aria-label={title}>
              <h2 className={styles.title}>
                {title} <span className={styles.count}>{counted(hits.length, 'place')}</span>
              </h2>
              <ul className={styles.hits}>
                {hits.map(hit => (
                  <Hit key={`${hit.start} ${hit.end}`} hit={hit} />
                ))}
              </ul>
            </section>
          ))
        )}
        {query !== '' && data && data.hits.length < data.total && limit < 1000 && (
          <div className={styles.more}>
            <Button onPress={() => setLimit(limit => Math.min(1000, limit + step * 2))} isPending={asking}>
              Show more
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function found({ hits, total, isEstimate }: SearchFound): string {
  if (hits.length >= total) return counted(total, 'place')
  return `${number(hits.length)} of ${isEstimate ? 'about ' : ''}${number(total)}`
}

function bySource(hits: readonly SearchHit[]): { source: string; title: string; hits: SearchHit[] }[] {
  const groups = new Map<string, { source: string; title: string; hits: SearchHit[] }>()
  for (const hit of hits) {
    const group = groups.get(hit.source)
    if (group) group.hits.push(hit)
    else groups.set(hit.source, { source: hit.source, title: hit.sourceTitle, hits: [hit] })
  }
  return [...groups.values()]
}
