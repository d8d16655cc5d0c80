import { useMemo, useRef } from 'react'
import type { Coding } from '#shared/model/coding.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'

interface Counted {
  codings: CodingSet<Coding>
  perCode: ReadonlyMap<string, number>
}

/** How many of the codings carry each code; after a change only what it changed is counted. */
export function useCodingsPerCode(codings: CodingSet<Coding>): ReadonlyMap<string, number> {
  const last = useRef<Counted | null>(null)
  return useMemo(() => {
    const perCode = last.current ? recounted(last.current, codings) : counted(codings)
    last.current = { codings, perCode }
    return perCode
  }, [codings])
}

function counted(codings: Iterable<Coding>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { code } of codings) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

function recounted({ codings: before, perCode }: Counted, codings: CodingSet<Coding>): Map<string, number> {
  const { added, removed } = codings.differencesFrom(before)
  const counts = new Map(perCode)
  for (const { coding } of added) counts.set(coding.code, (counts.get(coding.code) ?? 0) + 1)
  for (const { coding } of removed) {
    const left = (counts.get(coding.code) ?? 0) - 1
    if (left > 0) counts.set(coding.code, left)
    else counts.delete(coding.code)
  }
  return counts
}
