import { useEffect, useState } from 'react'

/** Whether an element is narrower than so many CSS pixels. Answers a ref to give to it, and the answer as it changes. */
export function useNarrow(below: number): [ref: (element: HTMLElement | null) => void, isNarrow: boolean] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [isNarrow, setIsNarrow] = useState(false)
  useEffect(() => {
    if (!element) return
    const sizes = new ResizeObserver(() => setIsNarrow(element.clientWidth < below))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [element, below])
  return [setElement, isNarrow]
}
