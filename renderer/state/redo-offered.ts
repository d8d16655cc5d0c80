import { useEffect, useRef } from 'react'
import { dismissToast } from '../ui/toast-queue.ts'

let offered: number | null = null

/** Notes the notice that offers to do again what was just undone. */
export function noteRedoOffered(notice: number): void {
  offered = notice
}

/** Takes that notice away once something else was done and there is nothing to do again. `redo`: what there is. */
export function useRedoOfferedWhileThere(redo: string | null): void {
  const before = useRef(redo)
  useEffect(() => {
    if (before.current !== null && redo === null && offered !== null) dismissToast(offered)
    before.current = redo
  }, [redo])
}
