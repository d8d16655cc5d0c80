import { useEffect, useState } from 'react'

/**
 * Whether an element's content is larger than the element, so that it scrolls; such an element must be reachable by
 * keyboard. Answers a ref to give to the element, and the answer, which follows every change of size.
 */
export function useOverflow(): [ref: (element: HTMLElement | null) => void, overflows: boolean] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [overflows, setOverflows] = useState(false)
  useEffect(() => {
    if (!element) return
    const measure = () =>
      setOverflows(
        element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1,
      )
    const sizes = new ResizeObserver(measure)
    const watch = () => {
      sizes.disconnect()
      sizes.observe(element)
      for (const child of element.children) sizes.observe(child)
    }
    const children = new MutationObserver(watch)
    children.observe(element, { childList: true })
    watch()
    return () => {
      sizes.disconnect()
      children.disconnect()
    }
  }, [element])
  return [setElement, overflows]
}
