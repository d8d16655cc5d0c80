import { CircleMinus, CirclePlus } from 'lucide-react'
import { type CSSProperties, Fragment, memo, type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { codeColourClass, coderAccentClass } from '../theme/palette.ts'
import { number } from '../wording.ts'
import type { Coded, CodingSet } from './coding-set.ts'
import type { ExtentStore } from './extent-store.ts'
import type { Extent } from './extents.ts'
import styles from './margin-stripes.module.css'
import type { Look, LookOf, MarginColumn } from './painted.ts'
import { labelHeight, lanesBetween, type PlacedLabel, placeLabels, type Stripe } from './stripe-layout.ts'
import { StripeLines } from './stripe-lines.tsx'
import { useInPause } from './use-in-pause.ts'

/** A stripe takes this much of the margin's width, and this many stand side by side before they share. */
const widestPitch = 7
const narrowestPitch = 4.5
const mostLanes = 9
/** Room kept for stripes however few or many there are: the text hardly moves, and where more meet the names yield. */
const leastLanes = 3
const keptLanes = 5

/** How many stripes side by side the margin has room for: where one codes always as many, or a coding moves the words. */
export const roomForStripes = <T extends Coded>(codings: CodingSet<T>, isCoding: boolean): number =>
  isCoding ? keptLanes : Math.max(leastLanes, codings.stripesAcross(keptLanes))

/** How far apart stripes stand, in px: nearer where more of them meet than room is kept for. */
export function stripePitch<T extends Coded>(codings: CodingSet<T>): number {
  const most = codings.stripesAcross(mostLanes)
  return Math.max(narrowestPitch, Math.min(widestPitch, (keptLanes * widestPitch) / Math.max(1, most)))
}

interface MarginStripesProps<T extends Coded> {
  extents: ExtentStore<T>
  look: LookOf<T>
  /** How far apart stripes stand, in px. */
  pitch: number
  columns: readonly MarginColumn[]
  active: string | null
  hovered: string | null
  /** Both must stay the same functions. */
  onHover: (id: string | null) => void
  onActivate: (id: string) => void
}

const nothing: readonly never[] = []
/** How far under its first name a coding is named again, in windows: further than a passage of a few lines reaches. */
const namedBelow = 0.42

/**
 * The codings near the viewport as stripes beside the text, each with its code's name where there is room. Which of them
 * is chosen shows in the pause after it was.
 */
export const MarginStripes = memo(function MarginStripes<T extends Coded>({
  extents: store,
  columns,
  active,
  ...rest
}: MarginStripesProps<T>) {
  const chosen = useInPause(active)
  const extents = useSyncExternalStore(store.follow, store.now)
  const ofColumns = useMemo(
    () => columns.map((_, at) => extents.filter(({ laid }) => (laid.coding.column ?? 0) === at)),
    [columns, extents],
  )
  return (
    <section className={styles.margin} aria-label="Codings beside the text">
      {columns.map((column, at) => (
        <Column
          key={column.label}
          column={column}
          extents={ofColumns[at] ?? nothing}
          active={chosen}
          {...rest}
        />
      ))}
    </section>
  )
}) as <T extends Coded>(props: MarginStripesProps<T>) => ReactNode

type ColumnProps<T extends Coded> = Omit<MarginStripesProps<T>, 'columns' | 'extents'> & {
  column: MarginColumn
  extents: readonly Extent<T>[]
}

const Column = memo(function Column<T extends Coded>(props: ColumnProps<T>) {
  const { column, extents, look, pitch, active, hovered, onHover, onActivate } = props
  const looks = useMemo(
    () => new Map(extents.map(({ laid }) => [laid.id, look(laid.coding)])),
    [extents, look],
  )
  const stripes = useMemo(
    () =>
      extents.map(
        ({ laid, top, bottom, begins, again }): Stripe => ({
          id: laid.id,
          lane: laid.stripe % mostLanes,
          top,
          bottom,
          begins,
          again,
        }),
      ),
    [extents],
  )
  const labels = useMemo(
    () =>
      placeLabels(stripes, innerHeight * namedBelow).map(placed => ({
        ...placed,
        lanes: lanesBetween(stripes, placed),
      })),
    [stripes],
  )
  return (
    <div className={`${styles.column} ${column.accent === undefined ? '' : coderAccentClass(column.accent)}`}>
      <StripeLines
        stripes={stripes}
        looks={looks}
        pitch={pitch}
        active={active}
        hovered={hovered}
        onHover={onHover}
        onActivate={onActivate}
      />
      <div className={styles.labels}>
        {labels.map((placed, at) => {
          const { id, top, lines, more, lanes, isAgain = false } = placed
          const own = looks.get(id)
          const beside = lanes * pitch
          return (
            own && (
              <Fragment key={isAgain ? `${id} ${top}` : id}>
                <StripeLabel
                  id={id}
                  look={own}
                  below={top - endOf(labels[at - 1])}
                  lines={lines}
                  beside={beside}
                  isLit={id === active || id === hovered}
                  isActive={id === active}
                  isWhole={id === hovered}
                  isAgain={isAgain}
                  onHover={onHover}
                  onActivate={onActivate}
                />
                {more !== undefined && (
                  <button
                    type="button"
                    tabIndex={-1}
                    // As what stands above it, said further up.
                    aria-hidden={isAgain || undefined}
                    aria-label={firstOf(more.count)}
                    className={styles.more}
                    style={{ marginInlineStart: beside + 7 }}
                    title={firstOf(more.count)}
                    onClick={() => onActivate(more.first)}
                  >
                    and {number(more.count)} more
                  </button>
                )}
              </Fragment>
            )
          )
        })}
      </div>
    </div>
  )
}) as <T extends Coded>(props: ColumnProps<T>) => ReactNode

const firstOf = (count: number): string =>
  `and ${number(count)} more ${count === 1 ? 'coding here: go to it' : 'codings here: go to the first of them'}`

/** Where a label and the line that counts those left out under it end, in px. */
const endOf = (label: PlacedLabel | undefined): number =>
  label ? label.top + (label.lines + (label.more === undefined ? 0 : 1)) * labelHeight : 0

interface StripeLabelProps {
  id: string
  look: Look
  /** How far under the label before it stands, in px. */
  below: number
  lines: number
  /** Width of the stripes beside it, in px. */
  beside: number
  isLit: boolean
  isActive: boolean
  isWhole: boolean
  /** A name that was said further up: for the eye. */
  isAgain: boolean
  onHover: (id: string | null) => void
  onActivate: (id: string) => void
}

/** A code's name beside where its stripe begins. Labels stand in the flow of their column: none is laid out alone. */
const StripeLabel = memo(function StripeLabel(props: StripeLabelProps) {
  const { id, look, below, lines, beside, isLit, isActive, isWhole, isAgain, onHover, onActivate } = props
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles.label} ${codeColourClass(look.colour)}`}
      aria-label={look.description}
      title={look.description}
      aria-hidden={isAgain || undefined}
      data-again={isAgain || undefined}
      data-lit={isLit || undefined}
      data-active={isActive || undefined}
      data-whole={isWhole || undefined}
      style={
        {
          marginBlockStart: below,
          '--lanes-width': `${beside}px`,
          '--lines': lines,
        } as CSSProperties
      }
      onPointerEnter={() => onHover(id)}
      onPointerLeave={() => onHover(null)}
      onFocus={() => onHover(id)}
      onBlur={() => onHover(null)}
      onClick={() => onActivate(id)}
      // Chosen first, and the keyboard with the text: then it is what the key is meant for.
      onKeyDown={event => {
        if (event.key === 'Delete' || event.key === 'Backspace') onActivate(id)
      }}
    >
      <span className={styles.tag}>
        <span className={styles.name}>{look.label}</span>
        {look.polarity === 'facilitator' && <CirclePlus className={styles.sign} />}
        {look.polarity === 'barrier' && <CircleMinus className={styles.sign} />}
      </span>
    </button>
  )
})
