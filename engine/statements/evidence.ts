import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Theme } from '#shared/model/theme.ts'
import { overlapping } from '../codings/overlapping.ts'
import { type Placed, placedCodings } from '../codings/placed.ts'
import { gathering, keptBySource } from '../db/kept.ts'
import { all, column, type Db } from '../db/sql.ts'

/** A coding of a component that stands on text coded to a theme. */
export interface Evidence {
  coding: string
  source: string
  start: number
  end: number
  /** The component or construct it gives. */
  code: string
  /** Name of its source's data set, or `No data set`. */
  dataSet: string
  /** Its own polarity, else that of the theme's codings under it where they agree; other themes have no say. */
  says: Polarity | null
}

/** A coding of a component that stands on text coded to themes, whatever each of them has it say. */
export interface OnThemes extends Omit<Evidence, 'says'> {
  /** Its own polarity. */
  polarity: Polarity | null
  /** Themes that hold the codes it stands on, without those above them. */
  themes: ReadonlySet<string>
  /** What the codings it stands on say, where they say one or the other, each with the themes that hold its code. */
  said: readonly { themes: ReadonlySet<string>; polarity: Polarity }[]
}

/** What a source without a data set is named by. */
export const noDataSet = 'No data set'

interface Asked {
  layer: Layer
  components: ReadonlySet<string>
  themes: readonly Theme[]
  me: string
}

/**
 * Every coding of one of `components` that overlaps a coding of a theme's code by the same coder (in the consensus
 * layer: by none), in the order of sources and text; codes under a theme's code count as its. As far as the member `me`
 * may see them.
 */
export function onThemes(db: Db, asked: Asked): OnThemes[] {
  const themesOf = themesOfCodes(db, asked.themes)
  const dataSets = dataSetNames(db)
  const found: OnThemes[] = []
  for (const { coding, on } of componentsOnText(db, asked)) {
    if (!asked.components.has(coding.code)) continue
    let themes: ReadonlySet<string> | null = null
    const said: OnThemes['said'][number][] = []
    for (const { code, polarity } of on) {
      const its = themesOf.get(code)
      if (!its) continue
      themes = themes === null || themes === its ? its : new Set([...themes, ...its])
      if (polarity !== null) said.push({ themes: its, polarity })
    }
    if (themes === null) continue
    const { id, source, start, end, code, dataSet, polarity } = coding
    found.push({
      coding: id,
      source,
      start,
      end,
      code,
      dataSet: dataSets.get(dataSet) ?? noDataSet,
      polarity,
      themes,
      said,
    })
  }
  return found
}

/** The same with what each says, all the themes asked of taken as one: a theme and those beneath it. */
export const evidenceUnder = (db: Db, asked: Asked): Evidence[] =>
  onThemes(db, asked).map(one => asSaid(one, agreed(one.said.map(({ polarity }) => polarity))))

/** What is said where all agree; null: nothing, or one and the other. */
function agreed(said: readonly Polarity[]): Polarity | null {
  const [first = null] = said
  return said.every(polarity => polarity === first) ? first : null
}

const asSaid = ({ polarity, themes, said, ...evidence }: OnThemes, under: Polarity | null): Evidence => ({
  ...evidence,
  says: polarity ?? under,
})

/** The same as it stands under one of several themes. */
export interface UnderTheme extends Evidence {
  /** Whether it stands on a code of the theme itself, and not only of those beneath it. */
  isOwn: boolean
}

/**
 * What stands under each theme, by its id, with what it says there; what stands under the themes beneath it does too.
 * `lines` has for each theme itself and those above it.
 */
export function evidenceByTheme(
  found: readonly OnThemes[],
  lines: ReadonlyMap<string, readonly string[]>,
): Map<string, UnderTheme[]> {
  const under = new Map<string, UnderTheme[]>([...lines.keys()].map(id => [id, []]))
  for (const one of found) {
    const said = new Map<string, Polarity[]>()
    for (const theme of one.themes) for (const at of lines.get(theme) ?? []) said.set(at, [])
    for (const { themes, polarity } of one.polarity === null ? one.said : []) {
      for (const theme of themes) for (const at of lines.get(theme) ?? []) said.get(at)?.push(polarity)
    }
    for (const [theme, polarities] of said) {
      under.get(theme)?.push({ ...asSaid(one, agreed(polarities)), isOwn: one.themes.has(theme) })
    }
  }
  return under
}

/** A coding of a component, with what the same coder says of the text it stands on, each once. */
interface OnText {
  coding: Omit<Placed, 'passage'>
  on: readonly Pick<Placed, 'code' | 'polarity'>[]
}

/**
 * The codings of all deductive frameworks on text that carries other codes, in the order of sources and text. A sweep over each
 * source, O(n log n) in the codings; later over those alone in which something was coded.
 */
const componentsOnText = (db: Db, { layer, me }: { layer: Layer; me: string }): OnText[] =>
  [
    ...keptBySource(
      db,
      JSON.stringify(['components on text', layer, me]),
      sources => {
        const components = new Set(
          column<string>(
            db,
            "SELECT k.id FROM codes k JOIN frameworks f ON f.id = k.framework WHERE f.kind = 'deductive'",
          ),
        )
        const among = sources && new Set(sources)
        const placed = Map.groupBy(
          placedCodings(db, { layer, me }).filter(({ source }) => among?.has(source) ?? true),
          ({ source }) => source,
        )
        return new Map(
          (sources ?? column<string>(db, 'SELECT id FROM sources ORDER BY created_at, id')).map(source => [
            source,
            onTextOf(placed.get(source) ?? [], components),
          ]),
        )
      },
      gathering,
    ).values(),
  ].flat()

/** The same of one source, whose codings are in the order of its text. */
function onTextOf(placed: readonly Placed[], components: ReadonlySet<string>): OnText[] {
  if (!placed.some(({ code }) => components.has(code))) return []
  const sweeps = new Map(
    [...Map.groupBy(placed, ({ coder }) => coder)].map(([coder, list]) => [coder, overlapping(list)]),
  )
  return placed
    .filter(({ code }) => components.has(code))
    .map(coding => {
      const on: Pick<Placed, 'code' | 'polarity'>[] = []
      for (const { code, polarity } of sweeps.get(coding.coder)?.(coding) ?? []) {
        if (!on.some(one => one.code === code && one.polarity === polarity)) on.push({ code, polarity })
      }
      return { coding, on }
    })
}

const dataSetNames = (db: Db): Map<string | null, string> =>
  new Map(
    all<{ id: string; name: string }>(db, 'SELECT id, name FROM data_sets').map(({ id, name }) => [id, name]),
  )

/** The themes that hold each code, itself or a code above it, by the code's id. The same themes are one set. */
function themesOfCodes(db: Db, themes: readonly Theme[]): Map<string, ReadonlySet<string>> {
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
  const found = new Map<string, ReadonlySet<string>>()
  const known = new Map<string, ReadonlySet<string>>()
  for (const code of parents.keys()) {
    const held = new Set<string>()
    for (let at: string | null = code; at !== null; at = parents.get(at) ?? null) {
      for (const theme of holding.get(at) ?? []) held.add(theme)
    }
    if (held.size === 0) continue
    const key = [...held].join(' ')
    const same = known.get(key) ?? held
    known.set(key, same)
    found.set(code, same)
  }
  return found
}
