import type { ReactNode } from 'react'
import type { AgreementReport, Figure } from '#shared/model/agreement.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { counted, listed, number } from '../../wording.ts'
import { type Cell, useCompare } from './compare-store.ts'
import { DocketLine } from './docket-line.tsx'
import { figureText, intervalText, spokenFigure, unitNames, whyNoInterval } from './figure-words.ts'
import styles from './overall-figures.module.css'
import type { StanceWords } from './stance-words.ts'
import type { Comparison } from './use-comparison.ts'

interface OverallFiguresProps {
  comparison: Comparison
  withCoefficients: boolean
  words: StanceWords
}

/** All codes and sources together: what each coder alone has, agreement with its intervals, and what was counted. */
export function OverallFigures({ comparison, withCoefficients, words }: OverallFiguresProps) {
  const { report, coders } = comparison
  const { view, choose } = useCompare()
  const { overall } = report
  const units = unitNames[report.unit]
  const open = (cell: Cell) => choose({ drill: { code: null, source: null, cell }, reading: null })
  const [a, b] = coders
  const { both, onlyA, onlyB } = overall.passages
  const coefficients = (
    <>
      <Coefficient
        name="Cohen’s κ"
        spoken="Cohen’s kappa"
        figure={overall.figures.cohen_kappa}
        onOpen={() => open('differ')}
      />
      <Coefficient
        name="Krippendorff’s α"
        spoken="Krippendorff’s alpha"
        figure={overall.figures.alpha_nominal}
        onOpen={() => open('differ')}
      />
    </>
  )
  return (
    <section aria-label="Overall" className={styles.overall}>
      <div className={styles.figures}>
        {withCoefficients && words.leadsWithCoefficients && coefficients}
        <Stat name="Both" value={number(both)} note="passages" onOpen={() => open('both')} />
        <Stat
          name={`Only ${a.initials}`}
          value={number(onlyA)}
          note={words.alone(a.initials, onlyA)}
          title={`Passages of a code that only ${a.initials} coded`}
          onOpen={() => open('onlyA')}
        />
        <Stat
          name={`Only ${b.initials}`}
          value={number(onlyB)}
          note={words.alone(b.initials, onlyB)}
          title={`Passages of a code that only ${b.initials} coded`}
          onOpen={() => open('onlyB')}
        />
        <Stat
          name="Agreement"
          value={figureText(overall.figures.percent_agreement, 'share')}
          note={
            intervalText(overall.figures.percent_agreement, 'share') ??
            `of ${counted(report.n, units.one, units.many)}`
          }
          label={spokenFigure('Percent agreement', overall.figures.percent_agreement, 'share')}
          onOpen={() => open('differ')}
        />
        {withCoefficients && !words.leadsWithCoefficients && coefficients}
        {!withCoefficients && (
          <div className={styles.ask}>
            <Button size="small" onPress={() => choose({ coefficients: true })}>
              Show coefficients
            </Button>
          </div>
        )}
      </div>
      {comparison.round && view !== 'differences' && (
        <DocketLine comparison={comparison} round={comparison.round} words={words} />
      )}
      <div className={styles.basis}>
        <p>
          Counted in {units.many}, n&nbsp;=&nbsp;{number(report.n)}, over{' '}
          {counted(report.sources.length, 'source')} and {counted(report.codes.length, 'code')}, pooled.
          {report.leftOut.characters > 0 &&
            ` Left out: ${leftOutWords(report.leftOut)}, ${counted(report.leftOut.characters, 'character')}.`}{' '}
          {withCoefficients &&
            whyNoInterval(overall.figures.alpha_nominal) &&
            sentence(whyNoInterval(overall.figures.alpha_nominal) ?? '')}
        </p>
      </div>
      {withCoefficients &&
        overall.notes
          .filter(({ kind }) => kind === 'paradox' || kind === 'one-sided' || kind === 'opposite')
          .map(note => (
            <Callout key={note.kind} tone="warn">
              {note.text}
            </Callout>
          ))}
    </section>
  )
}

interface StatProps {
  name: string
  value: string
  note: ReactNode
  label?: string
  title?: string
  onOpen: () => void
}

/** One figure to press. */
export function Stat({ name, value, note, label, title, onOpen }: StatProps) {
  return (
    <button type="button" className={styles.stat} title={title} onClick={onOpen}>
      <span className={styles.name} aria-hidden={label !== undefined}>
        {name}
      </span>
      <span className={styles.value} aria-hidden={label !== undefined}>
        {value}
      </span>
      <span className={styles.note} aria-hidden={label !== undefined}>
        {note}
      </span>
      {label !== undefined && <VisuallyHidden>{label}</VisuallyHidden>}
    </button>
  )
}

interface CoefficientProps {
  name: string
  spoken: string
  figure: Figure
  onOpen: () => void
}

function Coefficient({ name, spoken, figure, onOpen }: CoefficientProps) {
  const interval = intervalText(figure, 'coefficient')
  return (
    <Stat
      name={name}
      value={figureText(figure, 'coefficient')}
      note={
        figure.value === null ? (figure.why ?? 'undefined') : interval ? `95% ${interval}` : 'no interval'
      }
      label={spokenFigure(spoken, figure, 'coefficient')}
      onOpen={onOpen}
    />
  )
}

const sentence = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`

/** What was left out, in words. */
export const leftOutWords = ({ speakers, aroundMail }: AgreementReport['leftOut']): string =>
  listed([...speakers, ...(aroundMail > 0 ? ['quoted replies and signatures'] : [])])
