import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Theme } from '#shared/model/theme.ts'
import { standingCode } from '../codebook/standing.ts'
import { overlapping } from '../codings/overlapping.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'

/** A coding of a component that stands on text coded to themes. */
export interface Evidence {
  coding: string
  source: string
  start: number
  end: number
  /** The component or construct it gives. */
  code: string
  /** Name of its source's data set, or `No data set`. */
  dataSet: string
  /** Its own polarity, else that of the theme's codings under it where they agree. */
  says: Polarity | null
  /** Themes that hold the codes it stands on, without those above them. */
  themes: ReadonlySet<string>
}

interface Placed {
  id: string
  source: string
  coder: string | null
  code: string
  start: number
  end: number
  polarity: Polarity | null
}

/** What a source without a data set is named by. */
export const noDataSet = 'No data set'

/**
 * Every coding of one of `components` that overlaps a coding of a theme's code by the same coder (in the consensus
 * layer: by none), in the order of sources and text; codes under a theme's code count as its. As far as the member `me`
 * may see them. One query and a sweep over each source: O(n log n) in the codings.
 */
export function evidenceIn(
  db: Db,
  asked: { layer: Layer; components: ReadonlySet<string>; themes: readonly Theme[]; me: string },
): Evidence[] {
  const themesOf = themesOfCodes(db, asked.themes)
  const placed = all<Placed & { data_set: string | null }>(
    db,
    `SELECT c.id, c.source, c.coder, ${standingCode('c')} AS code, c.start, c."end", c.polarity, d.name AS data_set
     FROM codings c JOIN sources s ON s.id = c.source LEFT JOIN data_sets d ON d.id = s.data_set
     WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')}
     ORDER BY s.created_at, s.id, c.start, c."end", c.id`,
    { layer: asked.layer, me: asked.me },
  )
  const under = Map.groupBy(
    placed.filter(({ code }) => themesOf.has(code)),
    who,
  )
  const sweeps = new Map([...under].map(([key, list]) => [key, overlapping(list)]))
  const found: Evidence[] = []
  for (const coding of placed) {
    if (!asked.components.has(coding.code)) continue
    const on = sweeps.get(who(coding))?.(coding) ?? []
    if (on.length === 0) continue
    const polarities = new Set(on.flatMap(({ polarity }) => polarity ?? []))
    found.push({
      coding: coding.id,
      source: coding.source,
      start: coding.start,
      end: coding.end,
      code: coding.code,
      dataSet: coding.data_set ?? noDataSet,
      says: coding.polarity ?? (polarities.size === 1 ? ([...polarities][0] ?? null) : null),
      themes: new Set(on.flatMap(({ code }) => themesOf.get(code) ?? [])),
    })
  }
  return found
}

const who = ({ source, coder }: Placed): string => `${source} ${coder ?? ''}`

/** The themes that hold each code, itself or a code above it, by the code's id. */
function themesOfCodes(db: Db, themes: readonly Theme[]): Map<string, string[]> {
  const parents = new Map(
    all<{ id: string; parent: string | null }>(db, 'SELECT id, parent FROM codes').map(({ id, parent }) => [
      id,
      parent,
    ]),
  )
  const holding = new Map<string, string[]>()
  for (const { id, codes } of themes) {
    for (const code of codes) holding.set(code, [...(holding.get(code) ?? []), id])
  }
  const found = new Map<string, string[]>()
  for (const code of parents.keys()) {
    const held = new Set<string>()
    for (let at: string | null = code; at !== null; at = parents.get(at) ?? null) {
      for (const theme of holding.get(at) ?? []) held.add(theme)
    }
    if (held.size > 0) found.set(code, [...held])
  }
  return found
}
