/*
 * When is something on the screen? All contestants are timed alike: the call is made at the beginning of a frame; the
 * clock stops when the page has done everything for the first frame that was laid out with the outcome in it.
 * So no time is spent waiting for the display, and work a contestant puts off is counted until it shows.
 */

/** Resolves at the beginning of a frame, among its animation callbacks. */
export const frameStart = (): Promise<number> =>
  new Promise(resolve => requestAnimationFrame(() => resolve(performance.now())))

/** Resolves once the frame being made is finished by the page. */
export const frameEnd = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(null)
  })

let laid: () => void = () => {}
let sign: HTMLElement | undefined

/** Resolves when the frame being made is laid out: what stands in the page then is what it shows. */
function laidOut(): Promise<void> {
  if (!sign) {
    sign = document.createElement('div')
    Object.assign(sign.style, {
      position: 'fixed',
      left: '0',
      bottom: '0',
      height: '1px',
      visibility: 'hidden',
    })
    // In a shadow tree: a contestant that watches the page for changes is not to see this one.
    const shade = document.createElement('div')
    shade.attachShadow({ mode: 'closed' }).append(sign)
    document.body.append(shade)
    new ResizeObserver(() => laid()).observe(sign)
  }
  sign.style.width = sign.style.width === '1px' ? '2px' : '1px'
  return new Promise(resolve => {
    laid = resolve
  })
}

const longestWait = 120_000

/** Milliseconds from the call to the end of the first frame in which `isThere`. */
export async function timed(call: () => void, isThere: () => boolean): Promise<number> {
  const began = await frameStart()
  call()
  return untilShown(began, isThere)
}

/** Milliseconds from `began` to the end of the first frame in which `isThere`; called among animation callbacks. */
export async function untilShown(began: number, isThere: () => boolean): Promise<number> {
  for (;;) {
    await laidOut()
    if (isThere()) {
      await frameEnd()
      return performance.now() - began
    }
    // The next frame is asked for in this one: behind a long task its end is told of only after that frame.
    if (performance.now() - began > longestWait)
      throw new Error(`Nothing was shown within ${longestWait / 1000} s`)
    await frameStart()
  }
}

/** How long a page may take to come to rest, in ms: one that never does is measured as it is. */
const longestUnrest = 10_000

/** Resolves when so many frames in a row came in time; answers the longest frame until then, in ms. */
export async function quiet(wanted: number): Promise<number> {
  let longest = 0
  let last = await frameStart()
  const until = last + longestUnrest
  for (let calm = 0; calm < wanted && last < until; ) {
    const now = await frameStart()
    longest = Math.max(longest, now - last)
    calm = now - last < 34 ? calm + 1 : 0
    last = now
  }
  return longest
}
