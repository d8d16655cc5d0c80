import { useMemo, useState } from 'react'
import type { ConfusionReport } from '#shared/model/confusion.ts'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { share } from '../../wording.ts'
import { CodePairs } from './code-pairs.tsx'
import styles from './compare.module.css'
import { ConfusionMatrix } from './confusion-matrix.tsx'
import type { ViewProps } from './views.tsx'
import { useWhatIsCompared } from './what-is-compared.ts'

const every = 'every'

/** Which codes the two use for the same text: as a matrix, or as the pairs to talk about. */
export function CodesAgainstCodes({ comparison }: ViewProps) {
  const [face, setFace] = useState<'matrix' | 'pairs'>('matrix')
  const [framework, setFramework] = useState(every)
  const [allCodes, setAllCodes] = useState(false)
  const [jaccard, setJaccard] = useState('0.3')
  const compared = useWhatIsCompared(comparison)
  const confusion = useRead(
    'agreement.confusion',
    { ...compared, unit: comparison.report.unit },
    { keepPrevious: true },
  ).data
  const frameworks = useRead('codebook.frameworks', {}).data
  const used = useMemo(() => {
    const ids = new Set(confusion?.codes.map(code => code.framework))
    return (frameworks ?? []).filter(({ id }) => ids.has(id))
  }, [confusion, frameworks])
  const chosen = used.some(({ id }) => id === framework) ? framework : every
  return (
    <>
      <div className={styles.viewBar}>
        <SegmentedControl<'matrix' | 'pairs'>
          label="How codes are held against codes"
          options={[
            { id: 'matrix', label: 'Matrix' },
            { id: 'pairs', label: 'Pairs to discuss' },
          ]}
          value={face}
          onChange={setFace}
        />
        {used.length > 1 && (
          <Select
            label="Framework"
            isLabelHidden
            isQuiet
            options={[
              { id: every, label: 'Every framework' },
              ...used.map(({ id, name }) => ({ id, label: name })),
            ]}
            value={chosen}
            onChange={setFramework}
          />
        )}
        {face === 'matrix' ? (
          <>
            <Switch isSelected={allCodes} onChange={setAllCodes}>
              All codes used
            </Switch>
            <span className={styles.legend}>
              <span className={styles.ramp} aria-hidden="true" />
              Stronger: more of the two codes’ text has one in place of the other. Framed: the same code
            </span>
          </>
        ) : (
          <Select
            label="From which share of the same words"
            isLabelHidden
            isQuiet
            options={['0.1', '0.2', '0.3', '0.5', '0.7'].map(id => ({
              id,
              label: `From ${share(Number(id))} of the same words`,
            }))}
            value={jaccard}
            onChange={setJaccard}
          />
        )}
      </div>
      {face === 'matrix'
        ? confusion && (
            <ConfusionMatrix
              comparison={comparison}
              confusion={chosen === every ? confusion : within(confusion, chosen)}
              allCodes={allCodes}
            />
          )
        : confusion && (
            <CodePairs
              comparison={comparison}
              framework={chosen === every ? null : chosen}
              jaccard={Number(jaccard)}
            />
          )}
    </>
  )
}

/** What of it is of one framework; codes of different frameworks never meet. */
function within(confusion: ConfusionReport, framework: string): ConfusionReport {
  const codes = confusion.codes.filter(code => code.framework === framework)
  const ids = new Set(codes.map(({ code }) => code))
  return { ...confusion, codes, meetings: confusion.meetings.filter(({ a }) => ids.has(a)) }
}
