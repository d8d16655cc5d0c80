import { Snowflake } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import type { Code, CodeSplit, Framework } from '#shared/model/codebook.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { counted, dateOf } from '../../wording.ts'
import styles from './framework-overview.module.css'
import { Pairs } from './pairs.tsx'
import { Proposals } from './proposals.tsx'
import { Revisits } from './revisits.tsx'
import { Splits } from './splits.tsx'
import { VersionDifferences } from './version-differences.tsx'

interface FrameworkOverviewProps {
  framework: Framework
  /** Its codes that were split. */
  splits: readonly CodeSplit[]
  onFreeze: () => void
  onMerge: (from: Code, into: Code | null) => void
  onMove: (code: Code) => void
}

/** A framework as a whole: what it is, and the versions that were frozen of it. */
export function FrameworkOverview({ framework, splits, onFreeze, onMerge, onMove }: FrameworkOverviewProps) {
  const { study, member } = useSession()
  const isHandout = study?.handout != null
  const { data: versions = [], loading } = useRead('codebook.versions', { framework: framework.id })
  const [compared, setCompared] = useState<{ from: number; to: number | null } | null>(null)
  const differences = useRef<HTMLElement>(null)
  // They stand below all versions, where a window of usual height does not reach.
  const bringIntoView = useCallback(() => differences.current?.scrollIntoView({ block: 'start' }), [])
  return (
    <article className={styles.overview}>
      <header>
        <h2 className={styles.name}>{framework.name}</h2>
        <p className={styles.quiet}>
          {framework.kind === 'inductive' ? 'The study’s own framework' : 'A deductive framework'},{' '}
          {counted(framework.codes.length, 'code')}
        </p>
      </header>
      {framework.description !== '' && <p>{framework.description}</p>}
      {!isHandout && (
        <Proposals
          framework={framework.id}
          onMerge={({ proposed, other }) => {
            const [from, into] = [proposed, other].map(({ id }) =>
              framework.codes.find(code => code.id === id),
            )
            if (from && into) onMerge(from, into)
          }}
          onMergeInto={id => {
            const from = framework.codes.find(code => code.id === id)
            if (from) onMerge(from, null)
          }}
        />
      )}
      <Splits splits={splits} />
      {!isHandout && <Pairs framework={framework} onMerge={onMerge} onMove={onMove} />}
      {!isHandout && <Revisits framework={framework.id} />}
      <section aria-label="Versions" className={styles.versions}>
        <div className={styles.line}>
          <h3>Versions</h3>
          {!isHandout && member?.roles.includes('lead') && (
            <Button size="small" icon={<Snowflake />} onPress={onFreeze}>
              Freeze a version…
            </Button>
          )}
        </div>
        {versions.length > 0 ? (
          <ol className={styles.list}>
            {versions.map(({ id, number, note, createdAt, codes }) => (
              <li key={id}>
                <span className={styles.number}>Version {number}</span>
                <span className={styles.quiet}>
                  {dateOf(createdAt)}, {counted(codes, 'code')}
                </span>
                <span className={styles.acts}>
                  <Button
                    size="small"
                    variant="quiet"
                    onPress={() => setCompared({ from: number, to: null })}
                  >
                    Compare with now
                  </Button>
                  {number > 1 && (
                    <Button
                      size="small"
                      variant="quiet"
                      onPress={() => setCompared({ from: number - 1, to: number })}
                    >
                      {`With version ${number - 1}`}
                    </Button>
                  )}
                </span>
                {note !== '' && <span className={styles.note}>{note}</span>}
              </li>
            ))}
          </ol>
        ) : (
          !loading && (
            <EmptyState isCompact title="Not frozen yet" headingLevel={4}>
              A frozen version keeps the codes and definitions as they stand, so that a round and a report can
              say which they used. Opening a round freezes one by itself.
            </EmptyState>
          )
        )}
      </section>
      {compared && (
        <section ref={differences} aria-label="Differences" className={styles.versions}>
          <h3>
            From version {compared.from} to {compared.to === null ? 'now' : `version ${compared.to}`}
          </h3>
          <VersionDifferences
            key={`${compared.from} ${compared.to}`}
            framework={framework.id}
            {...compared}
            onShown={bringIntoView}
          />
        </section>
      )}
    </article>
  )
}
