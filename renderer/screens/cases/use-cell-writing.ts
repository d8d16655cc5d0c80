import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { toFailure } from '#shared/errors.ts'
import type { Case, CaseCell } from '#shared/model/case.ts'
import { showFailure } from '../../show-failure.ts'
import { useClient } from '../../use-engine.ts'

/** The words of a cell that the engine did not take, and why. */
export interface Refused {
  cell: CaseCell
  why: string
}

interface Pending {
  value: string
  /** The engine has it; the next list does too. */
  isDone: boolean
}

/**
 * Writes cells and shows what is written at once: `pending` holds it by case and column until the list has it. One
 * cell that is refused is handed back with its words; of several the first is told, and nothing is changed.
 */
export function useCellWriting(cases: readonly Case[], onRefused: (refused: Refused) => void) {
  const client = useClient()
  const [pending, setPending] = useState<ReadonlyMap<string, Pending>>(new Map())
  const [listed, setListed] = useState(cases)
  if (listed !== cases) {
    setListed(cases)
    setPending(before => new Map([...before].filter(([, { isDone }]) => !isDone)))
  }
  const latest = useRef(cases)
  // Before anything else runs: an answer that comes between the two would take the new list for the old one.
  useLayoutEffect(() => {
    latest.current = cases
  }, [cases])
  const write = useCallback(
    async (cells: readonly CaseCell[]) => {
      if (cells.length === 0) return
      const before = latest.current
      const change = (to: (cell: CaseCell, map: Map<string, Pending>) => void) =>
        setPending(now => {
          const map = new Map(now)
          for (const cell of cells) to(cell, map)
          return map
        })
      change((cell, map) => map.set(keyOf(cell), { value: cell.value, isDone: false }))
      try {
        await client.cases.setCells({ cells: [...cells] })
        change((cell, map) => {
          if (latest.current === before) map.set(keyOf(cell), { value: cell.value, isDone: true })
          else map.delete(keyOf(cell))
        })
      } catch (error) {
        change((cell, map) => map.delete(keyOf(cell)))
        const [cell] = cells
        if (cells.length === 1 && cell) onRefused({ cell, why: toFailure(error).message })
        else showFailure(error)
      }
    },
    [client, onRefused],
  )
  return { pending, write }
}

export const keyOf = (cell: { case: string; column: string }): string => `${cell.case} ${cell.column}`
