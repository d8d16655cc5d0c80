import { useMemo } from 'react'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { useRead } from '../../use-engine.ts'

const none: readonly Framework[] = []

/** The frameworks and their codes by id; empty until the engine answers. */
export function useCodes(): {
  frameworks: readonly Framework[]
  codes: readonly Code[]
  byId: ReadonlyMap<string, Code>
  /** What each code is called where its name stands by itself, by id. */
  called: ReadonlyMap<string, string>
  loading: boolean
} {
  const { data = none, loading } = useRead('codebook.frameworks', {})
  return useMemo(() => {
    const codes = data.flatMap(framework => framework.codes)
    const byId = new Map(codes.map(code => [code.id, code]))
    return { frameworks: data, codes, byId, called: calledBy(data), loading }
  }, [data, loading])
}

/**
 * What codes are called where a name stands by itself, by id: the name, and where several have it, in brackets also what
 * tells them apart: what each stands under, the whole way to it where that is alike too.
 */
export function calledBy(frameworks: readonly Framework[]): ReadonlyMap<string, string> {
  const all = frameworks.flatMap(({ name, codes }) => codes.map(code => ({ code, framework: name })))
  const called = new Map<string, string>()
  for (const alike of Map.groupBy(all, ({ code }) => code.name.toLowerCase()).values()) {
    const near = alike.map(({ code, framework }) => code.path.at(-2) ?? framework)
    alike.forEach(({ code, framework }, at) => {
      const under = near[at] ?? framework
      const isTold = near.indexOf(under) === near.lastIndexOf(under)
      const where = isTold ? under : [framework, ...code.path.slice(0, -1)].join(' › ')
      called.set(code.id, alike.length === 1 ? code.name : `${code.name} (${where})`)
    })
  }
  return called
}

/** The names from the root to a code, as one line. */
export const pathOf = (code: Code): string => code.path.join(' › ')

/** The names above a code, as one line; empty for a code of the top level. */
export const placeOf = (code: Code): string => code.path.slice(0, -1).join(' › ')
