import { useMemo } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { useRead } from '../../use-engine.ts'

const none: readonly Framework[] = []

/** The frameworks and their codes by id; empty until the engine answers. */
export function useCodes(): {
  frameworks: readonly Framework[]
  codes: readonly Code[]
  byId: ReadonlyMap<string, Code>
  loading: boolean
} {
  const { data = none, loading } = useRead('codebook.frameworks', {})
  return useMemo(() => {
    const codes = data.flatMap(framework => framework.codes)
    return { frameworks: data, codes, byId: new Map(codes.map(code => [code.id, code])), loading }
  }, [data, loading])
}

/** The names from the root to a code, as one line. */
export const pathOf = (code: Code): string => code.path.join(' › ')

/** The names above a code, as one line; empty for a code of the top level. */
export const placeOf = (code: Code): string => code.path.slice(0, -1).join(' › ')
