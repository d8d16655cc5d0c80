import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Theme, ThemeMarks, ThemeReach } from '#shared/model/theme.ts'
import { type StoredCase, storedCases } from '../cases/queries.ts'
import { byName } from '../cases/same-name.ts'
import { codesUnder } from '../codebook/queries.ts'
import { ofCases, type Placed, placedCodings } from '../codings/placed.ts'
import { all, type Db } from '../db/sql.ts'
import { noDataSet } from '../statements/evidence.ts'
import { listThemes } from './queries.ts'

interface Asked {
  codes: readonly string[]
  layer: Layer
  me: string
}

/** Who stands behind the passages of these codes in a layer, from which sites, and what they say, as far as `me` may see. */
export function reachOf(db: Db, { codes, layer, me }: Asked): ThemeReach {
  const reading = readingOf(db, [codes], { layer, me })
  const [tally = nothing()] = reading.tallies
  const { cases, dataSets } = reading
  const nameOf = (id: string | null | undefined) => (id ? (cases.get(id)?.name ?? '') : null)
  return {
    people: mostFirst([...tally.people], reading).map(({ id, name, passages }) => ({
      id,
      name,
      site: nameOf(cases.get(id)?.site),
      passages,
    })),
    sites: mostFirst([...tally.sites], reading).map(({ id, name, passages }) => ({
      id,
      name,
      people: [...tally.people.keys()].filter(person => cases.get(person)?.site === id).length,
      passages,
    })),
    dataSets: dataSets.map(({ id, name }) => ({
      name,
      ...(tally.bySet.get(id) ?? { passages: 0, sources: 0 }),
    })),
    known: knownIn(reading),
    ofNobody: tally.ofNobody,
    passages: tally.passages,
    sources: tally.sources,
    says: saidIn(tally),
  }
}

/**
 * The figures of every theme, with those under it, and of every code on a theme, with those beneath it: each what
 * `reachOf` says of the same codes. One pass over the codings: O(codings × depth of the themes).
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
  const asked = themes.flatMap(({ id, codes }) => [
    { theme: id, code: null, codes: codesOf.get(id) ?? [] },
    ...codes.map(code => ({ theme: id, code, codes: under.get(code) ?? [] })),
  ])
  const reading = readingOf(
    db,
    asked.map(({ codes }) => codes),
    { layer, me },
  )
  return {
    layer,
    known: knownIn(reading),
    dataSets: reading.dataSets.map(({ name }) => name),
    marks: asked.map(({ theme, code }, at) => {
      const tally = reading.tallies[at] ?? nothing()
      const { passages, sources, people, sites, bySet } = tally
      const [most] = mostFirst(withMost(people), reading)
      return {
        theme,
        code,
        passages,
        sources,
        people: people.size,
        sites: sites.size,
        dataSets: reading.dataSets.filter(({ id }) => bySet.has(id)).map(({ name }) => name),
        most: most ? { name: most.name, passages: most.passages } : null,
        says: saidIn(tally),
      }
    }),
  }
}

/** Themes that no passage of the layer stands behind, in tree order: neither one of their own nor one under them. */
export function bareThemes(db: Db, asked: Omit<Asked, 'codes'>): Theme[] {
  const parents = new Map(
    all<{ id: string; parent: string | null }>(db, 'SELECT id, parent FROM codes').map(row => [
      row.id,
      row.parent,
    ]),
  )
  /** Codes that are used, and those above them. */
  const used = new Set<string>()
  for (const { code } of placedCodings(db, asked)) {
    for (let at: string | null = code; at !== null && !used.has(at); at = parents.get(at) ?? null)
      used.add(at)
  }
  const themes = listThemes(db)
  const filled = new Set<string | null>()
  // From the end, those under a theme have been looked at when it comes.
  for (const { id, parent, codes } of themes.toReversed()) {
    if (codes.some(code => used.has(code))) filled.add(id)
    if (filled.has(id)) filled.add(parent)
  }
  return themes.filter(({ id }) => !filled.has(id))
}

interface Reading {
  /** What is counted of each list of codes asked for. */
  tallies: readonly Tally[]
  /** The study's data sets in their order; null last, where a passage is of none. */
  dataSets: readonly { id: string | null; name: string }[]
  cases: ReadonlyMap<string, StoredCase>
}

/** Passages that carry one of some codes, counted in the order of sources and text. */
interface Tally {
  /** The passage counted last, and what its codings say of it so far. */
  passage: number
  says: number
  source: string | null
  passages: number
  sources: number
  /** Passages in which no case speaks. */
  ofNobody: number
  /** How many passages are told to speak for, against, and neither; without the last one. */
  told: [facilitator: number, barrier: number, neither: number]
  /** How many passages each stands behind, by id. */
  people: Map<string, number>
  sites: Map<string, number>
  bySet: Map<string | null, { passages: number; sources: number }>
}

const nothing = (): Tally => ({
  passage: 0,
  says: 0,
  source: null,
  passages: 0,
  sources: 0,
  ofNobody: 0,
  told: [0, 0, 0],
  people: new Map(),
  sites: new Map(),
  bySet: new Map(),
})

const [isFacilitator, isBarrier] = [1, 2]

const bitOf = (polarity: Polarity | null): number =>
  polarity === 'facilitator' ? isFacilitator : polarity === 'barrier' ? isBarrier : 0

/** Takes up what was said of the passage counted last. */
function tellLast({ passages, says, told }: Tally): void {
  if (passages === 0) return
  if (says & isFacilitator) told[0]++
  if (says & isBarrier) told[1]++
  if (says === 0) told[2]++
}

const saidIn = ({ told: [facilitator, barrier, neither] }: Tally): ThemeReach['says'] => ({
  facilitator,
  barrier,
  neither,
})

/** Who speaks in a passage. */
interface Behind {
  people: readonly string[]
  sites: readonly string[]
  nobody: boolean
}

function readingOf(db: Db, asked: readonly Iterable<string>[], { layer, me }: Omit<Asked, 'codes'>): Reading {
  const tallies = asked.map(nothing)
  const byCode = new Map<string, Tally[]>()
  asked.forEach((codes, at) => {
    for (const code of codes) {
      const its = byCode.get(code) ?? []
      its.push(tallies[at] ?? nothing())
      byCode.set(code, its)
    }
  })
  const cases = new Map(storedCases(db).map(one => [one.id, one]))
  const behindOf = ofCases((ids: readonly string[]): Behind => {
    const its = ids.flatMap(id => cases.get(id) ?? [])
    const sites = its.flatMap(one => (one.kind === 'site' ? one.id : one.site) ?? [])
    const people = its.filter(({ kind }) => kind === 'person').map(({ id }) => id)
    return { people, sites: [...new Set(sites)], nobody: its.length === 0 }
  })
  let isWithoutSet = false
  for (const one of placedCodings(db, { layer, me })) {
    const its = byCode.get(one.code)
    if (!its) continue
    if (one.dataSet === null) isWithoutSet = true
    for (const tally of its) count(tally, one, behindOf(one.cases))
  }
  for (const tally of tallies) tellLast(tally)
  return {
    tallies,
    dataSets: [
      ...all<{ id: string; name: string }>(db, 'SELECT id, name FROM data_sets ORDER BY position, id'),
      ...(isWithoutSet ? [{ id: null, name: noDataSet }] : []),
    ],
    cases,
  }
}

/** Counts a coding's passage, once however many codings it has: those of a passage come one after the other. */
function count(tally: Tally, { passage, source, dataSet, polarity }: Placed, behind: Behind): void {
  if (tally.passage === passage) {
    tally.says |= bitOf(polarity)
    return
  }
  tellLast(tally)
  tally.passage = passage
  tally.says = bitOf(polarity)
  tally.passages++
  if (behind.nobody) tally.ofNobody++
  for (const id of behind.people) tally.people.set(id, (tally.people.get(id) ?? 0) + 1)
  for (const id of behind.sites) tally.sites.set(id, (tally.sites.get(id) ?? 0) + 1)
  const set = tally.bySet.get(dataSet) ?? { passages: 0, sources: 0 }
  tally.bySet.set(dataSet, set)
  set.passages++
  if (tally.source === source) return
  tally.source = source
  tally.sources++
  set.sources++
}

function knownIn({ cases }: Reading): ThemeReach['known'] {
  const kinds = [...cases.values()].map(({ kind }) => kind)
  return {
    people: kinds.filter(kind => kind === 'person').length,
    sites: kinds.filter(kind => kind === 'site').length,
  }
}

/** Those with the most passages. */
function withMost(counted: ReadonlyMap<string, number>): [string, number][] {
  const most = Math.max(...counted.values())
  return [...counted].filter(([, passages]) => passages === most)
}

/** Cases with the number of their passages, most first, then by name. */
const mostFirst = (counted: readonly (readonly [string, number])[], { cases }: Reading) =>
  counted
    .map(([id, passages]) => ({ id, name: cases.get(id)?.name ?? '', passages }))
    .sort((a, b) => b.passages - a.passages || byName(a, b))
