import { CircleMinus, CirclePlus } from 'lucide-react'
import type { CSSProperties } from 'react'
import { codeColourClass, coderAccentClass } from '../theme/palette.ts'
import styles from './margin-stripes.module.css'
import type { MarginColumn, PaintedCoding } from './painted.ts'
import { type Extent, lanesBetween, placeLabels } from './stripe-layout.ts'

/** A stripe takes this much of the margin's width, and this many stand side by side before they share. */
const widestPitch = 7
const narrowestPitch = 4.5
const mostLanes = 9
/** Room kept for stripes however few or many there are: the text hardly moves, and where more meet the names yield. */
const leastLanes = 3
const keptLanes = 5

/** How many stripes side by side the margin has to have room for, of the lanes of a whole text. */
export function stripesAcross(lanes: ReadonlyMap<string, number>): number {
  let most = leastLanes
  for (const lane of lanes.values()) most = Math.max(most, lane + 1)
  return Math.min(keptLanes, most)
}

/** How far apart the stripes of a text stand, in px: nearer where there are more lanes than room is kept for. */
function pitchFor(lanes: ReadonlyMap<string, number>): number {
  let most = 1
  for (const lane of lanes.values()) most = Math.max(most, lane + 1)
  return Math.max(
    narrowestPitch,
    Math.min(widestPitch, (keptLanes * widestPitch) / Math.min(most, mostLanes)),
  )
}

interface MarginStripesProps {
  extents: readonly Extent[]
  codings: ReadonlyMap<string, PaintedCoding>
  lanes: ReadonlyMap<string, number>
  columns: readonly MarginColumn[]
  active: string | null
  hovered: string | null
  onHover: (id: string | null) => void
  onActivate: (id: string) => void
}

/** The codings near the viewport as stripes beside the text, each with its code's name where there is room. */
export function MarginStripes({ extents, columns, codings, ...rest }: MarginStripesProps) {
  return (
    <section className={styles.margin} aria-label="Codings beside the text">
      {columns.map((column, at) => (
        <Column
          key={column.label}
          column={column}
          extents={extents.filter(({ id }) => codings.get(id)?.column === at)}
          codings={codings}
          {...rest}
        />
      ))}
    </section>
  )
}

type ColumnProps = Omit<MarginStripesProps, 'columns'> & { column: MarginColumn }

function Column({ column, extents, codings, lanes, active, hovered, onHover, onActivate }: ColumnProps) {
  const pitch = pitchFor(lanes)
  const laneOf = (id: string) => (lanes.get(id) ?? 0) % mostLanes
  const shared = (id: string) => ({
    title: codings.get(id)?.description,
    'data-lit': id === active || id === hovered || undefined,
    'data-active': id === active || undefined,
    onPointerEnter: () => onHover(id),
    onPointerLeave: () => onHover(null),
    onFocus: () => onHover(id),
    onBlur: () => onHover(null),
    onClick: () => onActivate(id),
  })
  return (
    <div
      className={`${styles.column} ${column.accent === undefined ? '' : coderAccentClass(column.accent)}`}
      style={{ '--pitch': `${pitch}px` } as CSSProperties}
    >
      {extents.map(({ id, top, bottom }) => {
        const coding = codings.get(id)
        if (!coding) return null
        return (
          <button
            key={id}
            type="button"
            tabIndex={-1}
            className={`${styles.stripe} ${codeColourClass(coding.colour)}`}
            aria-label={coding.description}
            data-line={coding.line}
            style={{ top, height: Math.max(10, bottom - top), left: laneOf(id) * pitch }}
            {...shared(id)}
          />
        )
      })}
      {placeLabels(extents).map(placed => {
        const { id, top, lines } = placed
        const coding = codings.get(id)
        const beside = lanesBetween(extents, laneOf, placed) * pitch
        if (!coding) return null
        return (
          <button
            key={id}
            type="button"
            tabIndex={-1}
            className={`${styles.label} ${codeColourClass(coding.colour)}`}
            aria-hidden="true"
            data-line={coding.line}
            data-whole={id === hovered || undefined}
            style={{ top, '--lanes-width': `${beside}px`, '--lines': lines } as CSSProperties}
            {...shared(id)}
          >
            <span className={styles.name}>{coding.label}</span>
            {coding.polarity === 'facilitator' && <CirclePlus className={styles.sign} />}
            {coding.polarity === 'barrier' && <CircleMinus className={styles.sign} />}
          </button>
        )
      })}
    </div>
  )
}
