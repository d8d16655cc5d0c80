import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { TreeHandle } from '../../ui/tree-props.ts'

/**
 * Brings the first code that a filter found into view, under however many that it stands in. Once for what is typed: the
 * tree is not scrolled from under a person as codes change.
 * @param first its id; undefined where none is found
 */
export function useFirstFound(
  tree: RefObject<TreeHandle | null>,
  filter: string,
  first: string | undefined,
): void {
  const shown = useRef('')
  useLayoutEffect(() => {
    if (shown.current === filter) return
    shown.current = filter
    if (first !== undefined) tree.current?.bringIntoView(first)
  }, [tree, filter, first])
}
