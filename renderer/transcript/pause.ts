/**
 * How long what may follow a moment later waits for a pause, in ms: a frame has the text to paint, and nobody looks
 * elsewhere as soon as that.
 */
export const longestWait = 100

/** A burst is over after so many frames in which nothing came: a tenth of a second where the page keeps up. */
const rest = 6
/** In one that lasts it is done each time so many frames have passed: half a second. */
const longestBurst = 30

/** Does something in a pause between frames, however often it was asked for. */
export class Pause {
  readonly #step: () => void
  #idle = 0
  /** Set while a burst of asking lasts. */
  #frame = 0
  /** Frames since it was last asked for, and since it was last done in this burst. */
  #still = 0
  #frames = 0
  #isWanted = false

  constructor(step: () => void) {
    this.#step = step
  }

  /** Asks for the next pause. */
  next(): void {
    this.#idle ||= requestIdleCallback(
      () => {
        this.forget()
        this.#step()
      },
      { timeout: longestWait },
    )
  }

  /** Asks for the next pause, but in a burst of asking for the one after it: what comes fast is done once. */
  afterBurst(): void {
    this.#still = 0
    if (this.#frame !== 0) {
      this.#isWanted = true
      return
    }
    this.#frames = 0
    this.#frame = requestAnimationFrame(this.#follow)
    this.next()
  }

  /** It is not wanted any more. */
  forget(): void {
    cancelIdleCallback(this.#idle)
    this.#idle = 0
    this.#isWanted = false
  }

  readonly #follow = () => {
    this.#still++
    this.#frames++
    const isOver = this.#still >= rest
    if (this.#isWanted && (isOver || this.#frames >= longestBurst)) {
      this.#frames = 0
      this.next()
    }
    this.#frame = isOver ? 0 : requestAnimationFrame(this.#follow)
  }
}
