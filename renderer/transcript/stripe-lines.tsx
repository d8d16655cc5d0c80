import { type RefObject, useEffect, useMemo, useRef } from 'react'
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

/** The drawing begins and ends at a multiple of this, in px: with every other place all its shapes are laid out anew. */
const step = 2048

/** A short passage has a stripe that can still be pointed at, in px. */
const shortest = 10

/**
 * The stripes of a column as one drawing: hundreds of elements with places of their own would each be laid out and
 * painted alone. All that look alike are one shape, and what is lit lies over them. For the ear there are the labels, the
 * passage panel and the list of all passages.
 */
export function StripeLines(props: StripeLinesProps) {
  const { stripes, looks, pitch, active, hovered } = props
  const svg = useRef<SVGSVGElement>(null)
  useStripePointer(svg, props)
  const drawing = useMemo(() => drawingOf(stripes, looks, pitch), [stripes, looks, pitch])
  if (drawing === null) return null
  const { top, width, height, shapes } = drawing
  const lit = stripes.filter(({ id }) => id === active || id === hovered)
  return (
    <svg
      ref={svg}
      aria-hidden="true"
      className={styles.stripes}
      data-pointed={hovered !== null || undefined}
      viewBox={`0 ${top} ${width} ${height}`}
      style={{ top, width, height }}
    >
      {hovered !== null && <title>{looks.get(hovered)?.description}</title>}
      {[...shapes].map(([key, { look, d }]) => (
        <path key={key} {...drawnAs(look)} d={d} />
      ))}
      {lit.map(stripe => {
        const look = looks.get(stripe.id)
        return look && <path key={stripe.id} {...drawnAs(look)} data-lit d={lineOf(stripe, pitch)} />
      })}
    </svg>
  )
}

const bottomOf = ({ top, bottom }: Stripe): number => Math.max(top + shortest, bottom)

const lineOf = (stripe: Stripe, pitch: number): string =>
  `M${(stripe.lane + 0.5) * pitch} ${stripe.top}V${bottomOf(stripe)}`

const drawnAs = ({ colour, line }: Look) => ({
  className: `${styles.stripe} ${codeColourClass(colour)}`,
  'data-line': line,
})

/** Where the drawing stands, and the lines of each colour and kind as one shape; null where there are none. */
function drawingOf(stripes: readonly Stripe[], looks: ReadonlyMap<string, Look>, pitch: number) {
  let [first, last, across] = [Number.POSITIVE_INFINITY, 0, 0]
  const shapes = new Map<string, { look: Look; d: string }>()
  for (const stripe of stripes) {
    const look = looks.get(stripe.id)
    if (!look) continue
    first = Math.min(first, stripe.top)
    last = Math.max(last, bottomOf(stripe))
    across = Math.max(across, stripe.lane + 1)
    const key = `${look.colour} ${look.line}`
    const d = `${shapes.get(key)?.d ?? ''}${lineOf(stripe, pitch)}`
    shapes.set(key, { look, d })
  }
  if (across === 0) return null
  const top = Math.floor(first / step) * step
  return { top, width: across * pitch, height: Math.ceil(last / step) * step - top, shapes }
}

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
