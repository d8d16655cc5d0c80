import { type CSSProperties, useCallback, useSyncExternalStore } from 'react'

let height = 0
const listeners = new Set<() => void>()

function change(next: number): void {
  if (next === height) return
  height = next
  for (const listener of listeners) listener()
}

/** A ref for the list of notices, whose height dialogs make room for. */
export const useNoticesMeasured = () =>
  useCallback((list: HTMLElement | null) => {
    if (!list) return
    const sizes = new ResizeObserver(([entry]) => change(entry?.borderBoxSize[0]?.blockSize ?? 0))
    sizes.observe(list)
    return () => {
      sizes.disconnect()
      change(0)
    }
  }, [])

/** How a dialog stands clear of the notices at the foot of the window: `--notices`, their height. */
export function useRoomForNotices(): CSSProperties {
  const now = useSyncExternalStore(subscribe, () => height)
  return { '--notices': `${now}px` } as CSSProperties
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
