import { EyeOff, SearchX, TextSearch } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { emptyQuery, type QueryAnswer, type StudyQuery } from '#shared/model/query.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { useCodes } from '../code/code-lookup.ts'
import { QueryConditions } from './query-conditions.tsx'
import { QueryOut } from './query-out.tsx'
import { QueryPlaces } from './query-places.tsx'
import { useQuery } from './query-store.ts'
import { QueryText } from './query-text.tsx'
import { SavedQueries } from './saved-queries.tsx'
import styles from './search-view.module.css'

const step = 100
const most = 10_000

/** Text, codes and all that is known of sources and people, asked for together; what is found stands in its words. */
export function SearchView() {
  const asked = useQuery(state => state.query)
  const query = useDeferredValue(asked)
  const [shown, setShown] = useState({ of: query, limit: step })
  const limit = shown.of === query ? shown.limit : step
  const asks = asksSomething(query)
  const { data, failure, asking, progress, cancel } = useRead('queries.ask', asks ? { query, limit } : null, {
    keepPrevious: true,
  })
  const { byId: codes } = useCodes()
  const answer = asks && !failure ? data : undefined
  return (
    <div className={styles.view}>
      <aside className={styles.builder} aria-label="What is asked">
        <QueryText />
        <QueryConditions />
      </aside>
      <section className={styles.results} aria-label="What was found">
        <header className={styles.bar}>
          <SavedQueries canSave={answer !== undefined} />
          <span className={styles.spring} />
          {answer && answer.counts.places > 0 && <QueryOut query={query} />}
        </header>
        <div className={styles.scroll}>
          {failure?.code !== 'cancelled' && <FailureCallout failure={failure} />}
          {asking && progress && (
            <p className={styles.quiet}>
              {progress.doing}: {number(progress.done)}
              {progress.total !== null && ` of ${number(progress.total)}`}.{' '}
              <Button size="small" onPress={cancel}>
                Stop
              </Button>
            </p>
          )}
          {!asks ? (
            <EmptyState isCompact icon={<TextSearch />} title="Ask the whole study">
              Type words, choose codes, or both: what is found is counted and opens where it stands.
            </EmptyState>
          ) : (
            answer && (
              <>
                <Said answer={answer} />
                {answer.counts.places === 0 ? (
                  <EmptyState isCompact icon={<SearchX />} title="Nothing found">
                    Leave a condition out, or look in the other layer.
                  </EmptyState>
                ) : (
                  <QueryPlaces answer={answer} codes={codes} />
                )}
                {answer.places.length < answer.counts.places && limit < most && (
                  <Button
                    onPress={() => setShown({ of: query, limit: Math.min(most, limit * 3) })}
                    isPending={asking}
                  >
                    Show more
                  </Button>
                )}
              </>
            )
          )}
        </div>
      </section>
    </div>
  )
}

/** What was asked, in words, and what came of it. */
function Said({ answer: { inWords, counts, of, missing, remarks, withheld } }: { answer: QueryAnswer }) {
  const things = of === 'codings' ? counted(counts.places, 'coded passage') : counted(counts.places, 'place')
  return (
    <div className={styles.said}>
      <p role="status" className={styles.counts}>
        <strong>{things}</strong> in {counted(counts.sources, 'source')}, of{' '}
        {counted(counts.cases, 'person or site', 'people and sites')}
      </p>
      <p className={styles.quiet}>{inWords}</p>
      {[...missing, ...remarks].map(line => (
        <p key={line} className={styles.remark}>
          {line}
        </p>
      ))}
      {withheld && (
        <p className={styles.quiet}>
          <EyeOff aria-hidden="true" /> A blind round is open: what other coders did in it is not counted.
        </p>
      )}
    </div>
  )
}

/** Whether a query asks for anything; the layer and what is beneath are no question by themselves. */
const asksSomething = (query: StudyQuery): boolean => {
  const { layer: _, beneath: __, ...rest } = query
  const { layer: ___, beneath: ____, ...nothing } = emptyQuery
  return JSON.stringify(rest) !== JSON.stringify(nothing)
}
