import type { GivenBy, ManyFigureName } from '#shared/model/many-coders.ts'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { counted, listed, number } from '../../wording.ts'
import type { ManyDrill } from './compare-store.ts'
import { figureText, intervalText, spokenFigure, unitNames, whyNoInterval } from './figure-words.ts'
import { manyFigures, setFigures } from './many-coders-words.ts'
import styles from './overall-figures.module.css'
import { leftOutWords, Stat } from './overall-figures.tsx'
import type { ManyComparison } from './use-many-coders.ts'

interface ManyOverallProps {
  comparison: ManyComparison
  withCoefficients: boolean
  onOpen: (drill: ManyDrill) => void
  onAskCoefficients: () => void
}

const shown: readonly ManyFigureName[] = [
  'percent_agreement',
  'percent_all_agree',
  'fleiss_kappa',
  'alpha_nominal',
]

/** All codes and sources together: how many passages all, some and one of them coded, and the figures. */
export function ManyOverall({ comparison, withCoefficients, onOpen, onAskCoefficients }: ManyOverallProps) {
  const { report } = comparison
  const { overall } = report
  const units = unitNames[report.unit]
  const counts: readonly { id: keyof GivenBy; name: string; note: string }[] = [
    { id: 'all', name: 'All', note: 'passages' },
    { id: 'some', name: 'Some', note: 'two or more, not all' },
    { id: 'one', name: 'One alone', note: 'passages' },
  ]
  const interval = whyNoInterval(overall.figures.alpha_nominal)
  return (
    <section aria-label="Overall" className={styles.overall}>
      <div className={styles.figures}>
        {counts.map(({ id, name, note }) => (
          <Stat
            key={id}
            name={name}
            value={number(overall.passages[id])}
            note={note}
            onOpen={() => onOpen({ code: null, given: id })}
          />
        ))}
        {manyFigures
          .filter(({ id, as }) => shown.includes(id) && (withCoefficients || as === 'share'))
          .map(({ id, name, spoken, as }) => {
            const figure = overall.figures[id]
            const between = intervalText(figure, as)
            return (
              <Stat
                key={id}
                name={name}
                value={figureText(figure, as)}
                note={
                  figure.value === null
                    ? (figure.why ?? 'undefined')
                    : between
                      ? `95% ${between}`
                      : 'no interval'
                }
                label={spokenFigure(spoken, figure, as)}
                onOpen={() => onOpen({ code: null, given: null })}
              />
            )
          })}
        {!withCoefficients && (
          <div className={styles.ask}>
            <Button size="small" onPress={onAskCoefficients}>
              Show coefficients
            </Button>
          </div>
        )}
      </div>
      <div className={styles.basis}>
        <p>
          {listed(report.coders)}. Counted in {units.many}, n&nbsp;=&nbsp;{number(report.n)}, over{' '}
          {counted(report.sources.length, 'source')} that at least two have read and{' '}
          {counted(report.codes.length, 'code')}, pooled.
          {report.leftOut.characters > 0 &&
            ` Left out: ${leftOutWords(report.leftOut)}, ${counted(report.leftOut.characters, 'character')}.`}{' '}
          {withCoefficients && interval && `${interval.charAt(0).toUpperCase()}${interval.slice(1)}.`}
        </p>
        <Popover
          trigger={
            <Button size="small" variant="quiet">
              How these figures are made
            </Button>
          }
          label="How these figures are made"
        >
          <HowMade comparison={comparison} withCoefficients={withCoefficients} />
        </Popover>
      </div>
    </section>
  )
}

/** The conventions behind the figures, and all of them. */
function HowMade({
  comparison: { report },
  withCoefficients,
}: Pick<ManyOverallProps, 'comparison' | 'withCoefficients'>) {
  const { figures } = report.overall
  return (
    <div className={styles.made}>
      <p>{report.convention}</p>
      <p>{report.pooling}</p>
      {report.codingsOutsideUnits > 0 && (
        <p>{counted(report.codingsOutsideUnits, 'coding')} touch no unit and are in no count of units.</p>
      )}
      {figures.percent_agreement.method && <p>Intervals: {figures.percent_agreement.method}.</p>}
      {withCoefficients && (
        <dl className={styles.further}>
          {[
            ...manyFigures.map(({ id, name, as }) => ({ id, name, as, figure: figures[id] })),
            ...setFigures.map(({ id, name }) => ({
              id,
              name,
              as: 'coefficient' as const,
              figure: report.sets[id],
            })),
          ].map(({ id, name, as, figure }) => (
            <div key={id}>
              <dt>{name}</dt>
              <dd>
                {figureText(figure, as)}{' '}
                <small>{figure.value === null ? figure.why : intervalText(figure, as)}</small>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className={styles.basis}>
        Published thresholds are conventions and contradict each other; none is applied here.
      </p>
    </div>
  )
}
