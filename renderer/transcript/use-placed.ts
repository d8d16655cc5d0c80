import { type RefObject, useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'

/**
 * Measures where something stands on the page: at once when what decides its place is another, and in the frame in which
 * the page, or what else is measured, has another size. Not at each drawing: asked for a place, the browser lays the
 * page out, which it is about to do anyway.
 * @param sized what has another size when anything has moved
 * @param places what decides the place; as many each time
 */
export function usePlaced(
  sized: readonly RefObject<Element | null>[],
  places: readonly unknown[],
  measure: () => void,
): void {
  const latest = useRef(measure)
  const measured = useRef<readonly unknown[]>([])
  const watched = useRef<readonly Element[]>([])
  const watcher = useRef<ResizeObserver>(null)
  useLayoutEffect(() => {
    // Inside the observer the page is laid out, and what is set is in the frame.
    watcher.current = new ResizeObserver(() => flushSync(() => latest.current()))
    return () => {
      watcher.current?.disconnect()
      watched.current = []
    }
  }, [])
  useLayoutEffect(() => {
    latest.current = measure
    const there = sized.flatMap(({ current }) => current ?? [])
    const before = watched.current
    watched.current = there
    for (const element of before) if (!there.includes(element)) watcher.current?.unobserve(element)
    for (const element of there) if (!before.includes(element)) watcher.current?.observe(element)
    const decided = measured.current
    measured.current = places
    if (decided.length === 0 || places.some((place, at) => !Object.is(place, decided[at]))) measure()
  })
}
