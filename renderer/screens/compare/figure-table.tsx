import { createElement, Fragment, type ReactNode } from 'react'
import type { Figure } from '#shared/model/agreement.ts'
import type { DescribedFigure } from '#shared/model/described-figure.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './all-figures.module.css'
import { figureText, intervalText, spokenFigure, whyNoInterval } from './figure-words.ts'

export interface TableFigure {
  about: DescribedFigure
  figure: Figure
  /** How this one was made, or why it has no interval, where it is not as for all of them. */
  method?: string | undefined
  onOpen: () => void
}

/** Figures one below the other: value, 95 % interval, and what each says. The value opens its passages. */
export function FigureTable({ label, figures }: { label: string; figures: readonly TableFigure[] }) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className={styles.nameColumn}>
            Figure
          </th>
          <th scope="col" className={styles.valueColumn}>
            Value
          </th>
          <th scope="col" className={styles.intervalColumn}>
            95% interval
          </th>
          <th scope="col">What it says</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ about, figure, method, onOpen }) => (
          <tr key={about.id}>
            <th scope="row">{about.name}</th>
            <td className={styles.value}>
              <FigureButton name={about.name} figure={figure} as={about.scale} onOpen={onOpen} />
            </td>
            <td className={styles.interval}>
              {figure.value === null
                ? figure.why
                : (intervalText(figure, about.scale) ??
                  (method === undefined ? 'no interval' : whyNoInterval(figure)))}
              {figure.analytic && (
                <small title={figure.analytic.method}>
                  by formula, as if units were independent:{' '}
                  {intervalText({ value: figure.value, ci: figure.analytic.ci }, about.scale)}
                </small>
              )}
            </td>
            <td className={styles.says}>
              {withSubscripts(about.description)}
              {method && !method.startsWith('no interval') && <small>{method}.</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Words in which `p_o` is a p with an o below it. */
const withSubscripts = (words: string): ReactNode =>
  createElement(
    Fragment,
    null,
    ...words
      .split(/(?<=\p{L})_(\p{L}+)/u)
      .map((piece, at) => (at % 2 === 1 ? createElement('sub', null, piece) : piece)),
  )

interface FigureButtonProps {
  name: string
  figure: Figure
  as: 'share' | 'coefficient'
  onOpen: () => void
}

/** A value that opens the passages behind it. */
export function FigureButton({ name, figure, as, onOpen }: FigureButtonProps) {
  return (
    <button type="button" className={styles.press} title={figure.why} onClick={onOpen}>
      <span aria-hidden="true">{figureText(figure, as)}</span>
      <VisuallyHidden>{spokenFigure(name, figure, as)}</VisuallyHidden>
    </button>
  )
}
