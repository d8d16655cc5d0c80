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
import { EvidenceList } from './evidence-list.tsx'
import { withSubCodes } from './theme-nodes.ts'
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
  const { data, failure } = useRead('themes.evidence', { theme: theme.id, layer })
  const sources = useRead('sources.list', {}).data
  const [says, setSays] = useState<Polarity | null>(null)
  const [shown, setShown] = useState(code)
  // What was chosen of one line says nothing of another, which may have no way to let it go.
  if (shown !== code) {
    setShown(code)
    setSays(null)
  }
  const groups = useMemo(() => {
    if (!data || !sources) return []
    const wanted = code === null ? null : withSubCodes(codes, code)
    const sets = new Map(sources.map(({ id, dataSet }) => [id, dataSet?.name ?? 'No data set']))
    const shown = data.passages.filter(
      ({ code, polarity }) => (wanted?.has(code) ?? true) && (says === null || polarity === says),
    )
    return [...Map.groupBy(byPassage(shown), ([coding]) => sets.get(coding?.source ?? '') ?? 'No data set')]
  }, [data, sources, code, codes, says])
  const total = groups.reduce((sum, [, passages]) => sum + passages.length, 0)
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
        {groups.map(([dataSet, passages]) => (
          <section key={dataSet} className={styles.dataSet} aria-label={dataSet}>
            <h3 className={styles.dataSetHead}>
              {dataSet}
              <small>
                {counted(passages.length, 'passage')} in{' '}
                {counted(new Set(passages.map(([coding]) => coding?.source)).size, 'source')}
              </small>
            </h3>
            <EvidenceList
              label={`Passages in ${dataSet}`}
              passages={passages}
              codes={codes}
              onQuote={onQuote}
            />
          </section>
        ))}
      </div>
    </div>
  )
}
