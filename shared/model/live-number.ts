import type { CaseKind } from './case.ts'
import type { Layer, Polarity } from './coding.ts'

/** What a number in a memo counts: distinct people, or sites, behind a code, a theme or a saved query. */
export interface LiveCount {
  kind: CaseKind
  /** Only those with this value of an attribute; null: all of the kind. */
  where: { attribute: string; value: string } | null
  behind: { kind: 'code' | 'theme' | 'query'; id: string }
  /** Only passages coded so; null: all. Of a query this and the layer are its own, and these are not looked at. */
  polarity: Polarity | null
  layer: Layer
  /** Of whom: `study`, all there are; `sources`, those who have a source; else those with a source in a data set, by id. */
  among: string
  /** `14 of the 19 OTs`, `14 OTs`, `73.7%`. */
  form: 'of' | 'count' | 'share'
  /** How those counted are called in the sentence: `OTs`. */
  noun: string
}

/** A live number as the study has it now. */
export interface LiveNumber {
  count: LiveCount
  n: number
  of: number
  /** As the sentence has it: `14 of the 19 OTs`. */
  said: string
  /** What it counts, in words; where it cannot be counted, why not. */
  why: string
  /** True where what it counts is no longer there. */
  isMissing: boolean
}

/** One of those a live number counts among. */
export interface CountedPerson {
  id: string
  name: string
  site: string | null
  /** How many passages; none: not counted. */
  passages: number
  /** The first of them. */
  first: { source: string; start: number; end: number } | null
}

const fields = ['kind', 'where', 'behind', 'polarity', 'layer', 'among', 'form', 'noun'] as const

/** The count that an unknown value holds, and nothing else of it; null where it holds none. */
export function readCount(value: unknown): LiveCount | null {
  if (typeof value !== 'object' || value === null) return null
  const { kind, where, behind, polarity, layer, among, form, noun } = value as Record<string, unknown>
  if (kind !== 'person' && kind !== 'site') return null
  if (layer !== 'consensus' && layer !== 'independent') return null
  if (form !== 'of' && form !== 'count' && form !== 'share') return null
  if (polarity !== null && polarity !== 'facilitator' && polarity !== 'barrier') return null
  if (typeof among !== 'string' || typeof noun !== 'string') return null
  const code = pair(behind, 'kind', 'id')
  if (!code || (code[0] !== 'code' && code[0] !== 'theme' && code[0] !== 'query')) return null
  const only = where === null ? null : pair(where, 'attribute', 'value')
  if (only === undefined) return null
  return {
    kind,
    where: only && { attribute: only[0], value: only[1] },
    behind: { kind: code[0], id: code[1] },
    polarity,
    layer,
    among,
    form,
    noun,
  }
}

function pair(value: unknown, one: string, other: string): [string, string] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { [one]: first, [other]: second } = value as Record<string, unknown>
  return typeof first === 'string' && typeof second === 'string' ? [first, second] : undefined
}

/** One text per count: the same for the same count. */
export const countKey = (count: LiveCount): string =>
  JSON.stringify(
    fields.map(field => {
      const value = count[field]
      return typeof value === 'object' && value !== null ? Object.entries(value).sort() : value
    }),
  )

/** True where two count the same and say it alike. */
export const sameCount = (a: LiveCount, b: LiveCount): boolean => countKey(a) === countKey(b)
