import { useMemo, useRef } from 'react'
import type { Coding } from '#shared/model/coding.ts'
import type { CodingSet } from '../../transcript/coding-set.ts'

type Counts = (coding: Coding) => boolean

interface Counted {
  counts: Counts
  codings: CodingSet<Coding>
  perCode: ReadonlyMap<string, number>
}

/**
 * How many of the codings that count carry each code; after a change only what it changed is counted.
 * @param counts which codings count; the same function for as long as the same do
 */
export function useCodingsPerCode(codings: CodingSet<Coding>, counts: Counts): ReadonlyMap<string, number> {
  const last = useRef<Counted | null>(null)
  return useMemo(() => {
    const before = last.current?.counts === counts ? last.current : null
    const perCode = before ? recounted(before, codings) : counted(codings, counts)
    last.current = { counts, codings, perCode }
    return perCode
  }, [codings, counts])
}

function counted(codings: Iterable<Coding>, counts: Counts): Map<string, number> {
  const perCode = new Map<string, number>()
  for (const coding of codings) {
    if (counts(coding)) perCode.set(coding.code, (perCode.get(coding.code) ?? 0) + 1)
  }
  return perCode
}

function recounted(
  { counts, codings: before, perCode }: Counted,
  codings: CodingSet<Coding>,
): Map<string, number> {
  const { added, removed } = codings.differencesFrom(before)
  const now = new Map(perCode)
  for (const { coding } of added) if (counts(coding)) now.set(coding.code, (now.get(coding.code) ?? 0) + 1)
  for (const { coding } of removed) {
    if (!counts(coding)) continue
    const left = (now.get(coding.code) ?? 0) - 1
    if (left > 0) now.set(coding.code, left)
    else now.delete(coding.code)
  }
  return now
}
