import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import { Copy } from 'lucide-react'
import { useId } from 'react'
import type { Layer } from '#shared/model/coding.ts'
import type { Saturation } from '#shared/model/theme.ts'
import { toClipboard } from '../../clipboard-cells.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast-queue.ts'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, dateOf, number } from '../../wording.ts'
import { ExportMenu } from '../reports/export-menu.tsx'
import { layers } from '../themes/theme-evidence.tsx'
import { useExplore } from './explore-store.ts'
import styles from './new-codes.module.css'

const all = 'all'

/** How the codes grew from source to source: a line of codes seen so far, bars of those seen first, and the figures. */
export function NewCodes() {
  const { theme: kept, layer, choose } = useExplore()
  const themes = useRead('themes.list', {}).data
  // The one that was followed may have gone since.
  const theme = themes?.some(({ id }) => id === kept) === false ? null : kept
  const { data, failure } = useRead('themes.saturation', { theme, layer }, { keepPrevious: true })
  const { go } = useNavigation()
  const copy = async () => {
    const rows = (data?.points ?? []).map(({ title, date, codes, fresh, seen }) => [
      title,
      date ?? '',
      String(codes),
      String(fresh),
      String(seen),
    ])
    await navigator.clipboard.writeText(
      toClipboard([['Source', 'Date', 'Codes', 'New codes', 'Codes so far'], ...rows]),
    )
    showToast({ message: 'The figures were copied.' })
  }
  return (
    <>
      <div className={styles.bar}>
        <Select
          label="Codes of"
          options={[
            { id: all, label: 'The whole study' },
            ...(themes ?? []).map(({ id, name }) => ({ id, label: name })),
          ]}
          value={theme ?? all}
          onChange={chosen => choose({ theme: chosen === all ? null : chosen })}
        />
        <SegmentedControl<Layer>
          label="Layer"
          options={layers}
          value={layer}
          onChange={chosen => choose({ layer: chosen })}
        />
        <Button
          size="small"
          variant="quiet"
          icon={<Copy />}
          isDisabled={!data || data.points.length === 0}
          onPress={() => void copy()}
        >
          Copy data
        </Button>
        <ExportMenu
          what="new-codes"
          label={theme === null ? 'Export' : 'Export the whole study'}
          size="small"
          variant="quiet"
          chosen={{ layer }}
        />
      </div>
      <FailureCallout failure={failure} />
      {data &&
        (data.points.length === 0 ? (
          <EmptyState title="No codes yet">
            Sources come here as passages of theirs are coded; deductive frameworks are not counted for the
            whole study.
          </EmptyState>
        ) : (
          <div className={styles.body}>
            <Chart points={data.points} />
            <table className={styles.table} aria-label="New codes by source">
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col">Date</th>
                  <th scope="col" className={styles.n}>
                    Codes
                  </th>
                  <th scope="col" className={styles.n}>
                    New
                  </th>
                  <th scope="col" className={styles.n}>
                    So far
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.points.map(({ source, title, date, codes, fresh, seen }) => (
                  <tr key={source}>
                    <th scope="row">
                      <button type="button" className={styles.open} onClick={() => go('code', { source })}>
                        {title}
                      </button>
                    </th>
                    <td>{date === null ? 'no date' : dateOf(date)}</td>
                    <td className={styles.n}>{number(codes)}</td>
                    <td className={styles.n}>{number(fresh)}</td>
                    <td className={styles.n}>{number(seen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
    </>
  )
}

const width = 900
const height = 230
const plot = { left: 44, right: width - 12, top: 14, bottom: height - 38 }

function Chart({ points }: Saturation) {
  const id = useId()
  const most = points.at(-1)?.seen ?? 0
  const x = scaleLinear([0, points.length], [plot.left, plot.right])
  const y = scaleLinear([0, Math.max(1, most)], [plot.bottom, plot.top]).nice(4)
  const path = line<{ at: number; seen: number }>()
    .x(({ at }) => x(at))
    .y(({ seen }) => y(seen))
    .curve(curveStepAfter)
  const steps = [...points.map(({ seen }, at) => ({ at, seen })), { at: points.length, seen: most }]
  const last = points.findLastIndex(({ fresh }) => fresh > 0)
  const words = `${counted(most, 'code')} in ${counted(points.length, 'source')}; the last new one came with source ${last + 1}, “${points[last]?.title}”.`
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
        className={styles.chart}
      >
        <title id={`${id}-t`}>Codes seen so far, source by source</title>
        <desc id={`${id}-d`}>{words}</desc>
        {y.ticks(4).map(value => (
          <g key={value}>
            <line x1={plot.left} x2={plot.right} y1={y(value)} y2={y(value)} className={styles.rule} />
            <text x={plot.left - 6} y={y(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {points.map(({ source, title, fresh }, at) => (
          <rect
            key={source}
            x={x(at) + 1}
            width={Math.max(1, x(at + 1) - x(at) - 2)}
            y={y(fresh)}
            height={plot.bottom - y(fresh)}
            className={styles.fresh}
          >
            <title>{`${title}: ${counted(fresh, 'new code')}`}</title>
          </rect>
        ))}
        <path d={path(steps) ?? ''} className={styles.seen} />
        <text x={plot.left} y={height - 8}>
          Sources by date, n = {points.length}
        </text>
        <text x={plot.right} y={height - 8} textAnchor="end">
          Line: codes so far. Bars: new codes.
        </text>
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  )
}
