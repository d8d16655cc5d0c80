import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Theme, ThemeMark, ThemeMarks, ThemeReach } from '#shared/model/theme.ts'
import { type StoredCase, storedCases } from '../cases/queries.ts'
import { byName } from '../cases/same-name.ts'
import { codesUnder } from '../codebook/queries.ts'
import { type Placed, placedCodings } from '../codings/placed.ts'
import { all, type Db } from '../db/sql.ts'
import { noDataSet } from '../statements/evidence.ts'
import { listThemes } from './queries.ts'

interface Asked {
  codes: readonly string[]
  layer: Layer
  me: string
}

/** Who stands behind the passages of these codes in a layer, from which sites, and what they say, as far as `me` may see. */
export const reachOf = (db: Db, asked: Asked): ThemeReach => {
  const reading = readingOf(db, asked)
  return reachIn(reading, reading.codings)
}

/**
 * The figures of every theme, with those under it, and of every code on a theme, with those beneath it: each what
 * `reachOf` says of the same codes. One query for all: O(codings × depth of the themes).
 */
export function marksOf(db: Db, { layer, me }: Omit<Asked, 'codes'>): ThemeMarks {
  const themes = listThemes(db)
  const under = new Map(
    [...new Set(themes.flatMap(({ codes }) => codes))].map(code => [code, codesUnder(db, [code])]),
  )
  const codesOf = new Map<string, Set<string>>(themes.map(({ id }) => [id, new Set()]))
  // In tree order a theme stands before those under it: from the end, each is whole when its parent takes it in.
  for (const { id, parent, codes } of themes.toReversed()) {
    const own = codesOf.get(id)
    for (const code of codes) for (const one of under.get(code) ?? []) own?.add(one)
    const above = parent === null ? undefined : codesOf.get(parent)
    for (const one of own ?? []) above?.add(one)
  }
  const reading = readingOf(db, {
    codes: [...new Set([...codesOf.values()].flatMap(set => [...set]))],
    layer,
    me,
  })
  const byCode = Map.groupBy(reading.codings, ({ code }) => code)
  const markOf = (theme: string, code: string | null, codes: Iterable<string>): ThemeMark => {
    const { people, sites, passages, sources, dataSets, says } = reachIn(
      reading,
      [...codes].flatMap(one => byCode.get(one) ?? []),
    )
    return {
      theme,
      code,
      passages,
      sources,
      people: people.length,
      sites: sites.length,
      dataSets: dataSets.filter(set => set.passages > 0).map(({ name }) => name),
      most: people[0] ? { name: people[0].name, passages: people[0].passages } : null,
      says,
    }
  }
  return {
    layer,
    known: knownIn(reading),
    dataSets: reading.dataSets.map(({ name }) => name),
    marks: themes.flatMap(({ id, codes }) => [
      markOf(id, null, codesOf.get(id) ?? []),
      ...codes.map(code => markOf(id, code, under.get(code) ?? [])),
    ]),
  }
}

/** Themes that no passage of the layer stands behind, in tree order. */
export function bareThemes(db: Db, asked: Omit<Asked, 'codes'>): Theme[] {
  const bare = new Set(
    marksOf(db, asked).marks.flatMap(({ theme, code, passages }) =>
      code === null && passages === 0 ? [theme] : [],
    ),
  )
  return listThemes(db).filter(({ id }) => bare.has(id))
}

interface Reading {
  codings: readonly Placed[]
  /** The study's data sets in their order; null last, where a passage is of none. */
  dataSets: readonly { id: string | null; name: string }[]
  cases: ReadonlyMap<string, StoredCase>
}

function readingOf(db: Db, { codes, layer, me }: Asked): Reading {
  const asked = new Set(codes)
  const codings = placedCodings(db, { layer, me }).filter(({ code }) => asked.has(code))
  return {
    codings,
    dataSets: [
      ...all<{ id: string; name: string }>(db, 'SELECT id, name FROM data_sets ORDER BY position, id'),
      ...(codings.some(({ dataSet }) => dataSet === null) ? [{ id: null, name: noDataSet }] : []),
    ],
    cases: new Map(storedCases(db).map(one => [one.id, one])),
  }
}

function knownIn({ cases }: Reading): ThemeReach['known'] {
  const kinds = [...cases.values()].map(({ kind }) => kind)
  return {
    people: kinds.filter(kind => kind === 'person').length,
    sites: kinds.filter(kind => kind === 'site').length,
  }
}

function reachIn(reading: Reading, codings: readonly Placed[]): ThemeReach {
  const { cases, dataSets } = reading
  const passages = new Map<number, { of: Placed; says: Set<Polarity | null> }>()
  for (const of of codings) {
    const met = passages.get(of.passage)
    if (met) met.says.add(of.polarity)
    else passages.set(of.passage, { of, says: new Set([of.polarity]) })
  }
  const people = new Map<string, number>()
  const sites = new Map<string, number>()
  const peopleAt = new Map<string, Set<string>>()
  let ofNobody = 0
  for (const { of } of passages.values()) {
    const itsCases = of.cases.flatMap(found => cases.get(found) ?? [])
    if (itsCases.length === 0) ofNobody++
    const itsSites = new Set<string>()
    for (const one of itsCases) {
      const site = one.kind === 'site' ? one.id : one.site
      if (site !== null) itsSites.add(site)
      if (one.kind !== 'person') continue
      people.set(one.id, (people.get(one.id) ?? 0) + 1)
      if (site !== null) peopleAt.set(site, (peopleAt.get(site) ?? new Set()).add(one.id))
    }
    for (const site of itsSites) sites.set(site, (sites.get(site) ?? 0) + 1)
  }
  const nameOf = (id: string) => cases.get(id)?.name ?? ''
  const mostFirst = <T extends { passages: number; name: string }>(list: T[]) =>
    list.sort((a, b) => b.passages - a.passages || byName(a, b))
  const told = [...passages.values()]
  const said = (what: Polarity) => told.filter(({ says }) => says.has(what)).length
  const bySet = Map.groupBy(told, ({ of }) => of.dataSet)
  const sourcesIn = (list: typeof told) => new Set(list.map(({ of }) => of.source)).size
  return {
    people: mostFirst(
      [...people].map(([id, n]) => {
        const site = cases.get(id)?.site ?? null
        return { id, name: nameOf(id), site: site === null ? null : nameOf(site), passages: n }
      }),
    ),
    sites: mostFirst(
      [...sites].map(([id, n]) => ({
        id,
        name: nameOf(id),
        people: peopleAt.get(id)?.size ?? 0,
        passages: n,
      })),
    ),
    dataSets: dataSets.map(({ id, name }) => {
      const its = bySet.get(id) ?? []
      return { name, passages: its.length, sources: sourcesIn(its) }
    }),
    known: knownIn(reading),
    ofNobody,
    passages: told.length,
    sources: sourcesIn(told),
    says: {
      facilitator: said('facilitator'),
      barrier: said('barrier'),
      neither: told.filter(({ says }) => !says.has('facilitator') && !says.has('barrier')).length,
    },
  }
}
