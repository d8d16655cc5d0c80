/** Before this long an estimate is a guess, in milliseconds. */
const settled = 10_000

/**
 * How long work that goes on evenly will yet take, in words, once it has gone on for ten seconds; undefined before
 * that. `elapsed` in milliseconds, `done` of `total` in whatever it counts.
 */
export function timeLeft(elapsed: number, done: number, total: number): string | undefined {
  if (elapsed < settled || done <= 0 || done >= total) return undefined
  const seconds = ((elapsed / done) * (total - done)) / 1000
  if (seconds < 50) return `about ${Math.max(5, Math.round(seconds / 5) * 5)} seconds left`
  const minutes = Math.round(seconds / 60)
  return minutes <= 1 ? 'about a minute left' : `about ${minutes} minutes left`
}
