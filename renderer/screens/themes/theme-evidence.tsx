import { useMemo, useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { Layer, Polarity } from '#shared/model/coding.ts'
import { byPassage } from '#shared/model/passage.ts'
import type { Theme } from '#shared/model/theme.ts'
import type { QuotationPlace } from '../../editor/quotation-place.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './evidence.module.css'
import { EvidenceList, passagesOnPage } from './evidence-list.tsx'
import { ThemeReach } from './theme-reach.tsx'
import { ThemeSummary } from './theme-summary.tsx'
import { useThemes } from './themes-store.ts'

export const layers: readonly { id: Layer; label: string }[] = [
  { id: 'consensus', label: 'Consensus' },
  { id: 'independent', label: 'Each coder’s own' },
]

interface ThemeEvidenceProps {
  theme: Theme
  /** One of its codes, where only that is looked at. */
  code: string | null
  codes: ReadonlyMap<string, Code>
  onAddCodes(): void
  onQuote: ((place: QuotationPlace) => void) | undefined
}

/** The passages behind a theme, data set by data set, in the layer named. */
export function ThemeEvidence({ theme, code, codes, onAddCodes, onQuote }: ThemeEvidenceProps) {
  const { layer, choose } = useThemes()
  const [says, setSays] = useState<Polarity | null>(null)
  const [shown, setShown] = useState(code)
  const [limit, setLimit] = useState(passagesOnPage)
  // What was chosen of one line says nothing of another, which may have no way to let it go.
  if (shown !== code) {
    setShown(code)
    setSays(null)
  }
  const { data, failure } = useRead(
    'themes.evidence',
    { theme: theme.id, code, polarity: says, layer, limit },
    { keepPrevious: true },
  )
  const groups = useMemo(() => {
    const passages = Map.groupBy(data?.passages ?? [], ({ dataSet }) => dataSet)
    return (data?.byDataSet ?? []).map(set => ({
      ...set,
      shown: byPassage(passages.get(set.dataSet) ?? []),
    }))
  }, [data])
  const total = groups.reduce((sum, { passages }) => sum + passages, 0)
  return (
    <div className={styles.evidence}>
      <header className={styles.head}>
        <h2 className={styles.title}>{theme.name}</h2>
        <ThemeSummary key={theme.id} theme={theme} />
        <div className={styles.bar}>
          <SegmentedControl<Layer>
            label="Layer"
            options={layers}
            value={layer}
            onChange={chosen => choose({ layer: chosen })}
          />
          <span className={styles.count} role="status">
            {code === null ? '' : `${codes.get(code)?.name}: `}
            {counted(total, 'passage')}
          </span>
        </div>
        <ThemeReach theme={theme.id} code={code} layer={layer} says={says} onSays={setSays} />
      </header>
      <div className={styles.body}>
        {failure && (
          <Callout tone="error" title={failure.message}>
            {failure.hint}
          </Callout>
        )}
        {data && total === 0 && (
          <EmptyState
            isCompact
            headingLevel={3}
            title={layer === 'consensus' ? 'No consensus passages yet' : 'No passages yet'}
            {...(theme.codes.length === 0 && { action: <Button onPress={onAddCodes}>Add codes</Button> })}
          >
            {theme.codes.length === 0
              ? 'A theme’s evidence comes from its codes and from those of its sub-themes.'
              : layer === 'consensus'
                ? 'Passages come here as both coders agree on them or a reviewer rules. Each coder’s own are in the other layer.'
                : 'Nobody whose work you may see has used its codes.'}
          </EmptyState>
        )}
        {groups.map(({ dataSet, passages, sources, shown }) => (
          <section key={dataSet} className={styles.dataSet} aria-label={dataSet}>
            <h3 className={styles.dataSetHead}>
              {dataSet}
              <small>
                {counted(passages, 'passage')} in {counted(sources, 'source')}
              </small>
            </h3>
            <EvidenceList
              label={`Passages in ${dataSet}`}
              passages={shown}
              total={passages}
              onMore={wanted => setLimit(Math.max(limit, wanted))}
              codes={codes}
              onQuote={onQuote}
            />
          </section>
        ))}
      </div>
    </div>
  )
}
