import type { Row } from '#renderer/transcript/rows.ts'
import type { Span } from '#shared/text/span.ts'
import type { Contestant, DrawsCodings, Material } from './contestant.ts'
import { frameEnd, frameStart, quiet, timed, untilShown } from './frames.ts'
import type { MadeCoding } from './material.ts'
import { codedStretches, seenRows, uncodedRows } from './painted-rows.ts'

/** Frames of a scroll through the whole text, in ms. */
export interface Scrolled {
  /** From the beginning of a frame to that of the next: what a reader sees. */
  frames: number[]
  /** The page's own work in each frame, from the scroll event on: what is left when waiting for the display is not. */
  work: number[]
}

/** What the benchmark asks of the page a contestant is alone in. Times in ms unless said. */
export interface PageMeasures {
  /** From mounting to the end of the first frame that shows the codings in view (without codings: the text). */
  firstPaint(): Promise<number>
  /** Adding one coding in view and removing it again, the `nth` of several places. */
  change(nth: number): Promise<{ add: number; remove: number; afterwards: number }>
  /** Selects a place in view where a coding can be added. */
  prepare(nth: number): Promise<void>
  /** Waits until what was put off is done, and takes what is drawn now as what the next key changes. */
  settle(): Promise<void>
  /** Begins to listen for the next key. */
  awaitKey(): void
  /** From that key's own time to the end of the first frame that shows what it did. */
  keyShown(): Promise<number>
  /** Asking which codings lie under a point, median of many, in µs; null where it cannot be asked. */
  hit(): number | null
  /** To a coding far away: to the end of the first frame that shows it. */
  jump(nth: number): Promise<number>
  /** Through the whole text from the top. */
  scroll(): Promise<Scrolled>
  /** As `scroll`, looking at each frame: how many frames showed a row whose coded text was not drawn as coded. */
  lookThrough(): Promise<{ frames: number; uncoded: number } | null>
  /** Elements in the page. */
  elements(): number
}

/** The most frames a scroll through the text takes, and the least distance of a frame in viewports. */
const mostFrames = 600
const leastStep = 0.5
/** A scroll that takes longer ends where it is, in ms: `runs` says how many frames there were. */
const longestScroll = 40_000

/**
 * Measures a contestant. `make` makes its material anew each time it is asked, the same: the page holds none of it
 * but what the contestant keeps.
 */
export function measuresOf(contestant: Contestant, host: HTMLElement, make: () => Material): PageMeasures {
  const { codes, calm } = contestant
  const spots = { rows: [] as readonly Row[], far: [] as MadeCoding[], coded: new Set<number>() }
  let wasDrawn = 0
  let pressed: Promise<number> = Promise.resolve(0)

  /** Coded passages from the end of the text on backwards, far from one another. */
  const farAway = ({ codings, text }: Material) =>
    Array.from({ length: 6 }, (_, nth) => {
      const wanted = text.length * (nth % 2 === 0 ? 0.95 - nth * 0.08 : 0.1 + nth * 0.05)
      return codings.reduce((best, each) =>
        Math.abs(each.start - wanted) < Math.abs(best.start - wanted) ? each : best,
      )
    })
  /** A coding over the first words of a row in view that is long enough. */
  const spot = (nth: number): { coding: MadeCoding; row: Element } => {
    const seen = seenRows(contestant.view(), contestant.list()).filter(({ index }) => {
      const row = spots.rows[index]
      return row !== undefined && row.bodyEnd - row.bodyStart > 80
    })
    const { row, index } = seen[nth % seen.length] ?? {}
    const made = index === undefined ? undefined : spots.rows[index]
    if (!row || !made) throw new Error('No row in view is long enough to code in')
    const start = made.bodyStart + 2 * nth
    return { row, coding: { id: `added-${nth}`, start, end: start + 40, code: 5, coder: 0 } }
  }
  const rowOf = (offset: number): { row: () => Element | null; index: number } => {
    const index = spots.rows.findLastIndex(row => row.start <= offset)
    return { row: () => contestant.list().querySelector(`[data-row="${index}"]`), index }
  }
  const isInView = (row: Element) => {
    const view = contestant.view().getBoundingClientRect()
    const { top, bottom } = row.getBoundingClientRect()
    return top < view.bottom && bottom > view.top
  }
  const within = ({ start, end }: MadeCoding): [number, number] => {
    const { bodyStart } = spots.rows.findLast(row => row.start <= start) ?? { bodyStart: 0 }
    return [start - bodyStart, end - bodyStart]
  }
  const mustDraw = (): DrawsCodings => {
    if (!codes) throw new Error('This contestant draws no codings')
    return codes
  }
  const through = async (eachFrame: () => void): Promise<Scrolled> => {
    const view = contestant.view()
    // As a reader's hand does, so that a jump made before does not hold on to its place.
    view.dispatchEvent(new WheelEvent('wheel'))
    view.scrollTop = 0
    await quiet(calm)
    const step = Math.max(view.clientHeight * leastStep, view.scrollHeight / mostFrames)
    const frames: number[] = []
    const work: number[] = []
    let began = 0
    const scrolled = () => {
      began = performance.now()
    }
    addEventListener('scroll', scrolled, { capture: true })
    let last = await frameStart()
    await frameEnd()
    const until = last + longestScroll
    while (last < until && view.scrollTop + view.clientHeight < view.scrollHeight - 1) {
      view.scrollTop += step
      const now = await frameStart()
      await frameEnd()
      work.push(performance.now() - began)
      frames.push(now - last)
      last = now
      eachFrame()
    }
    removeEventListener('scroll', scrolled, { capture: true })
    return { frames, work }
  }
  return {
    async firstPaint() {
      const material = make()
      spots.rows = material.rows
      spots.far = codes ? farAway(material) : material.rows.length > 0 ? farRows(material) : []
      const coded = codes ? codedStretches(material.rows, material.codings) : []
      spots.coded = new Set(coded.flatMap((stretches, index) => (stretches.length > 0 ? index : [])))
      let given: Material | null = material
      await quiet(calm)
      const took = await timed(
        () => {
          if (given) contestant.mount(host, given)
          given = null
        },
        () => codes === undefined || codes.drawn() > 0,
      )
      const missing = codes?.isOurs ? uncodedRows(contestant.view(), contestant.list(), coded) : 0
      if (missing > 0) throw new Error(`${missing} rows in view show no coding after the first paint`)
      return took
    },
    async change(nth) {
      const { drawn, prepare, add, remove } = mustDraw()
      const { coding, row } = spot(nth)
      prepare?.(row, ...within(coding))
      await quiet(calm)
      const before = drawn()
      const added = await timed(
        () => add(coding),
        () => drawn() !== before,
      )
      const afterwards = await quiet(calm)
      const withIt = drawn()
      const removed = await timed(
        () => remove(coding),
        () => drawn() !== withIt,
      )
      await quiet(calm)
      return { add: added, remove: removed, afterwards }
    },
    async prepare(nth) {
      const { coding, row } = spot(nth)
      mustDraw().prepare?.(row, ...within(coding))
      await this.settle()
    },
    async settle() {
      await quiet(calm)
      wasDrawn = mustDraw().drawn()
    },
    awaitKey() {
      pressed = new Promise((resolve, reject) => {
        const hear = ({ timeStamp }: KeyboardEvent) => {
          requestAnimationFrame(() => {
            untilShown(timeStamp, () => mustDraw().drawn() !== wasDrawn).then(resolve, reject)
          })
        }
        addEventListener('keydown', hear, { capture: true, once: true })
      })
    },
    keyShown: () => pressed,
    hit() {
      const { hit } = codes ?? {}
      if (!hit) return null
      const { left, top, width, height } = contestant.list().getBoundingClientRect()
      const view = contestant.view().getBoundingClientRect()
      const points = Array.from({ length: 40 }, (_, nth) => ({
        x: left + width * (0.2 + 0.01 * nth),
        y: Math.max(top, view.top) + Math.min(height, view.height) * (0.1 + 0.02 * nth),
      }))
      for (const { x, y } of points) hit(x, y)
      const times = points.map(({ x, y }) => {
        const began = performance.now()
        for (let again = 0; again < 20; again++) hit(x, y)
        return ((performance.now() - began) / 20) * 1000
      })
      return times.sort((a, b) => a - b)[times.length >> 1] ?? null
    },
    async jump(nth) {
      const coding = spots.far[nth % spots.far.length]
      if (!coding) throw new Error('There is nowhere to jump to')
      const { row, index } = rowOf(contestant.arrival?.(coding) ?? coding.start)
      const isDrawn = (there: Element) =>
        codes === undefined || !spots.coded.has(index) || codes.shows(coding, there)
      await quiet(calm)
      return timed(
        () => contestant.jump(coding, row()),
        () => {
          const there = row()
          return there !== null && isInView(there) && isDrawn(there)
        },
      )
    },
    scroll: () => through(() => {}),
    async lookThrough() {
      if (!codes?.isOurs) return null
      const { rows, codings } = make()
      const coded: Span[][] = codedStretches(rows, codings)
      let frames = 0
      let uncoded = 0
      await through(() => {
        frames++
        if (uncodedRows(contestant.view(), contestant.list(), coded) > 0) uncoded++
      })
      return { frames, uncoded }
    },
    elements: () => document.querySelectorAll('*').length,
  }
}

/** Places for a contestant that is given no codings. */
const farRows = ({ rows }: Material): MadeCoding[] =>
  [0.95, 0.1, 0.8, 0.3].flatMap((share, nth) => {
    const row = rows[Math.floor(rows.length * share)]
    return row
      ? [{ id: `row-${nth}`, start: row.bodyStart, end: row.bodyEnd, code: 0, coder: 0 as const }]
      : []
  })
