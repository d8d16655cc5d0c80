import { memo, type RefObject, useEffect, useRef } from 'react'
import { codeColourClass } from '../theme/palette.ts'
import styles from './margin-stripes.module.css'
import type { Look } from './painted.ts'
import type { Stripe } from './stripe-layout.ts'

interface StripeLinesProps {
  stripes: readonly Stripe[]
  looks: ReadonlyMap<string, Look>
  /** How far apart the lanes stand, in px. */
  pitch: number
  active: string | null
  hovered: string | null
  onHover: (id: string | null) => void
  onActivate: (id: string) => void
}

/** The drawing begins and ends at a multiple of this, in px: with every other place all its lines are laid out anew. */
const step = 2048

/** A short passage has a stripe that can still be pointed at, in px. */
const shortest = 10

/**
 * The stripes of a column as lines of one drawing: hundreds of elements with places of their own would each be laid
 * out and painted alone. For the ear there are the labels, the passage panel and the list of all passages.
 */
export function StripeLines(props: StripeLinesProps) {
  const { stripes, looks, pitch, active, hovered } = props
  const svg = useRef<SVGSVGElement>(null)
  useStripePointer(svg, props)
  const first = stripes.reduce((least, stripe) => Math.min(least, stripe.top), Number.POSITIVE_INFINITY)
  const last = stripes.reduce((most, stripe) => Math.max(most, bottomOf(stripe)), 0)
  const [top, bottom] = [Math.floor(first / step) * step, Math.ceil(last / step) * step]
  const across = stripes.reduce((most, { lane }) => Math.max(most, lane + 1), 0) * pitch
  if (across === 0) return null
  return (
    <svg
      ref={svg}
      aria-hidden="true"
      className={styles.stripes}
      data-pointed={hovered !== null || undefined}
      viewBox={`0 ${top} ${across} ${bottom - top}`}
      style={{ top, width: across, height: bottom - top }}
    >
      {hovered !== null && <title>{looks.get(hovered)?.description}</title>}
      {stripes.map(stripe => {
        const look = looks.get(stripe.id)
        return (
          look && (
            <StripeLine
              key={stripe.id}
              colour={look.colour}
              isDashed={look.line === 'dashed'}
              x={(stripe.lane + 0.5) * pitch}
              top={stripe.top}
              bottom={bottomOf(stripe)}
              isLit={stripe.id === active || stripe.id === hovered}
            />
          )
        )
      })}
    </svg>
  )
}

const bottomOf = ({ top, bottom }: Stripe): number => Math.max(top + shortest, bottom)

interface StripeLineProps {
  colour: number
  isDashed: boolean
  x: number
  top: number
  bottom: number
  isLit: boolean
}

const StripeLine = memo(function StripeLine({ colour, isDashed, x, top, bottom, isLit }: StripeLineProps) {
  return (
    <line
      className={`${styles.stripe} ${codeColourClass(colour)}`}
      data-line={isDashed ? 'dashed' : 'solid'}
      data-lit={isLit || undefined}
      x1={x}
      x2={x}
      y1={top}
      y2={bottom}
    />
  )
})

/** Hovering and choosing by where the pointer stands: a stripe is as wide to the pointer as its lane. */
function useStripePointer(svg: RefObject<SVGSVGElement | null>, props: StripeLinesProps): void {
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const isDrawn = props.stripes.length > 0
  useEffect(() => {
    const drawing = svg.current
    if (!drawing || !isDrawn) return
    const under = ({ clientX, clientY }: MouseEvent): string | null => {
      const { stripes, pitch } = latest.current
      const box = drawing.getBoundingClientRect()
      const lane = Math.floor((clientX - box.left) / pitch)
      const y = clientY - box.top + drawing.viewBox.baseVal.y
      const found = stripes.findLast(
        stripe => stripe.lane === lane && stripe.top <= y && y < bottomOf(stripe),
      )
      return found?.id ?? null
    }
    const moved = (event: PointerEvent) => {
      const id = under(event)
      if (id !== latest.current.hovered) latest.current.onHover(id)
    }
    const left = () => latest.current.onHover(null)
    const clicked = (event: MouseEvent) => {
      const id = under(event)
      if (id !== null) latest.current.onActivate(id)
    }
    drawing.addEventListener('pointermove', moved)
    drawing.addEventListener('pointerleave', left)
    drawing.addEventListener('click', clicked)
    return () => {
      drawing.removeEventListener('pointermove', moved)
      drawing.removeEventListener('pointerleave', left)
      drawing.removeEventListener('click', clicked)
    }
  }, [svg, isDrawn])
}
