import { useState } from 'react'
import type { AgreementCell, AgreementCounts, AgreementNote, FigureName } from '#shared/model/agreement.ts'
import { conventionsInWords } from '#shared/model/agreement-conventions.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { useOverflow } from '../../ui/use-overflow.ts'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import styles from './all-figures.module.css'
import { nameOf } from './code-figures.tsx'
import bar from './compare.module.css'
import { useCompare } from './compare-store.ts'
import { FigureTable, type TableFigure } from './figure-table.tsx'
import { percent, unitNames } from './figure-words.ts'
import { FurtherFigures } from './further-figures.tsx'
import { TwoByTwo } from './two-by-two.tsx'
import type { ViewProps } from './views.tsx'

const everyCode = 'all'
/** What scrolls is reached by keyboard. */
const scrolled = { role: 'region', 'aria-label': 'All figures', tabIndex: 0 }

/** Every figure there is of all codes or of one, with what it says, how it was made, and the table behind it. */
export function AllFigures({ comparison, withCoefficients, words }: ViewProps) {
  const { report, codes, coders } = comparison
  const { choose } = useCompare()
  const [of, setOf] = useState(everyCode)
  const [measured, overflows] = useOverflow()
  const described = useRead('agreement.described', {}).data
  const own = report.codes.find(({ code }) => code === of)
  const cell: AgreementCell & { notes: AgreementNote[] } = own ?? report.overall
  const open = { code: own?.code ?? null, source: null }
  const units = unitNames[report.unit]
  const method = cell.figures.percent_agreement.method
  if (!described) return null
  const rows = described.flatMap((about): TableFigure[] => {
    const figure = cell.figures[about.id as FigureName]
    if (!figure || (about.scale === 'coefficient' && !withCoefficients)) return []
    return [
      {
        about,
        figure,
        method: figure.method === method ? undefined : figure.method,
        onOpen: () => choose({ drill: { ...open, cell: 'differ', figure: about.id }, reading: null }),
      },
    ]
  })
  return (
    <>
      <div className={bar.viewBar}>
        <Select
          label="Figures of"
          isLabelHidden
          isQuiet
          options={[
            { id: everyCode, label: 'All codes together' },
            ...report.codes.map(({ code }) => ({ id: code, label: nameOf(codes, code) })),
          ]}
          value={own ? of : everyCode}
          onChange={setOf}
        />
        {!withCoefficients && (
          <Button size="small" onPress={() => choose({ coefficients: true })}>
            Show coefficients
          </Button>
        )}
      </div>
      <div ref={measured} className={styles.page} {...(overflows && scrolled)}>
        <section className={styles.figures}>
          <h2 className={styles.heading}>{own ? nameOf(codes, own.code) : 'All codes together'}</h2>
          <FigureTable label={`Figures of ${own ? nameOf(codes, own.code) : 'all codes'}`} figures={rows} />
          {withCoefficients && <Conventions cell={cell} />}
        </section>
        <div className={styles.beside}>
          <section className={styles.behind}>
            <h2 className={styles.heading}>The table behind them</h2>
            <div className={styles.twoByTwo}>
              <TwoByTwo
                counts={cell.counts}
                unit={report.unit}
                coders={coders}
                cell="differ"
                onChoose={chosen => choose({ drill: { ...open, cell: chosen }, reading: null })}
              />
            </div>
            <p>{sharesInWords(cell.counts, [coders[0].initials, coders[1].initials], own !== undefined)}</p>
            {withCoefficients &&
              cell.notes.map(note => (
                <p key={note.kind} className={styles.note}>
                  {note.text}
                </p>
              ))}
          </section>
          <section className={styles.made}>
            <h2 className={styles.heading}>How they are made</h2>
            <p>{report.convention}</p>
            <p>{report.pooling.replace('pooled_kappa', 'the pooled kappa')}</p>
            <p>
              n = {counted(report.n, units.one, units.many)}
              {own ? '' : ` for each of ${counted(report.codes.length, 'code')}`}.
              {report.codingsOutsideUnits > 0 &&
                ` ${counted(report.codingsOutsideUnits, 'coding')} ${report.codingsOutsideUnits === 1 ? 'touches' : 'touch'} no unit and ${report.codingsOutsideUnits === 1 ? 'is' : 'are'} in no count of units.`}
              {method && ` Intervals: ${method}.`}
            </p>
          </section>
        </div>
        {!own && (
          <FurtherFigures
            comparison={comparison}
            withCoefficients={withCoefficients}
            words={words}
            described={described}
          />
        )}
      </div>
    </>
  )
}

/** What conventions call kappa and alpha, folded away until asked: they are no verdict. */
function Conventions({ cell: { figures } }: { cell: AgreementCell }) {
  const values = [
    ['Cohen’s κ', figures.cohen_kappa.value],
    ['Krippendorff’s α', figures.alpha_nominal.value],
  ] as const
  return (
    <Disclosure title="What would conventions call this?">
      {values.map(([name, value]) => (
        <p key={name}>
          {name}: {value === null ? 'n/a, so there is nothing to call.' : conventionsInWords(value)}
        </p>
      ))}
    </Disclosure>
  )
}

/** How often each gave the code and how far these shares lie apart: what prevalence and bias are. */
function sharesInWords(counts: AgreementCounts, [a, b]: readonly [string, string], isOne: boolean): string {
  const n = counts['11'] + counts['10'] + counts['01'] + counts['00']
  if (n === 0) return 'There is nothing to compare.'
  const first = (counts['11'] + counts['10']) / n
  const second = (counts['11'] + counts['01']) / n
  const what = isOne ? 'the code' : 'a code'
  return `Prevalence: ${a} gave ${what} to ${percent(first)}, ${b} to ${percent(second)} of n = ${number(n)}. Bias, the distance between the two: ${percent(Math.abs(first - second))}.`
}
