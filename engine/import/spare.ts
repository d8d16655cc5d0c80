/** Something kept ready for the next to ask, so that its start is not waited for. Each is handed out once. */
export interface Spare<T> {
  /** The one that was kept, or a new one; and another is begun in its place. */
  take(): T
}

interface Making<T> {
  begin(): T
  end(thing: T): void
  /** False where it has ended by itself while it waited. */
  isWhole(thing: T): boolean
  /** How long one is kept that nobody asks for, in milliseconds. */
  keepMs?: number
}

/** What is to be let go when this process ends: what waits does not outlive it. */
const atTheEnd = new Set<() => void>()
process.once('exit', () => {
  for (const letGo of atTheEnd) letGo()
})

/** Keeps one thing ready from the first `take` on, until nobody has asked for a while. */
export function spare<T>({ begin, end, isWhole, keepMs = 5000 }: Making<T>): Spare<T> {
  let kept: T | undefined
  let timer: NodeJS.Timeout | undefined
  const letGo = (): void => {
    if (kept !== undefined) end(kept)
    kept = undefined
    atTheEnd.delete(letGo)
  }
  return {
    take() {
      clearTimeout(timer)
      const ready = kept !== undefined && isWhole(kept) ? kept : begin()
      kept = begin()
      atTheEnd.add(letGo)
      timer = setTimeout(letGo, keepMs)
      timer.unref()
      return ready
    },
  }
}
