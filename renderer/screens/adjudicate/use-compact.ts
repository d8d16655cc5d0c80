import { useSyncExternalStore } from 'react'

/** Below this the three panes leave the words too little room; the style sheets of this folder use the same. */
const query = '(max-width: 1099px), (max-height: 679px)'

const watch = (changed: () => void) => {
  const media = matchMedia(query)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

/** True where the window is so low, narrow or enlarged that the screen is one column that scrolls as a whole. */
export function useCompact(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(query).matches)
}
