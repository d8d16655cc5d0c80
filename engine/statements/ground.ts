import type { Code } from '#shared/model/codebook.ts'
import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { Theme } from '#shared/model/theme.ts'
import { passageCount } from '../codings/passage-count.ts'
import { keptWhileUnchanged, throughThemes } from '../db/kept.ts'
import type { Db } from '../db/sql.ts'
import { listThemes } from '../themes/queries.ts'
import { bareThemes } from '../themes/reach.ts'
import { type Evidence, evidenceByTheme, type OnThemes, onThemes, type UnderTheme } from './evidence.ts'

/** What stands ready for statements to be about, whatever statements there are. */
export interface Ground {
  /** All themes, in tree order. */
  themes: readonly Theme[]
  /** Each of the framework's codes with those above it. */
  lines: ReadonlyMap<string, readonly string[]>
  /** What stands under each theme, under those beneath it included, in the order of sources and text. */
  evidence: ReadonlyMap<string, readonly Evidence[]>
  /** What the passages under each theme's own codes say of a component, and how many they are. */
  own: ReadonlyMap<string, readonly { code: string; says: Polarity | null; passages: number }[]>
  /** How many passages each of the framework's codes has, those beneath it included. */
  coded: ReadonlyMap<string, number>
  /** Themes that no passage stands behind. */
  bare: readonly Theme[]
}

/** The ground for the codes of a deductive framework in a layer, as far as the member `me` may see; read once while it stays. */
export const groundOf = (
  db: Db,
  { codes, layer, me }: { codes: readonly Code[]; layer: Layer; me: string },
): Ground =>
  keptWhileUnchanged(
    db,
    JSON.stringify(['ground of statements', codes[0]?.framework ?? null, layer, me]),
    () => {
      const themes = listThemes(db)
      const known = new Map(codes.map(code => [code.id, code]))
      const lines = new Map(codes.map(({ id }) => [id, upwards(known, id)]))
      const found = onThemes(db, { layer, me, themes, components: new Set(known.keys()) })
      const tree = new Map(themes.map(theme => [theme.id, theme]))
      const evidence = evidenceByTheme(found, new Map(themes.map(({ id }) => [id, upwards(tree, id)])))
      return {
        themes,
        lines,
        evidence,
        own: saidByOwn(evidence),
        coded: codedIn(found, lines),
        bare: bareThemes(db, { layer, me }),
      }
    },
    throughThemes,
  )

/** One of a tree, and those above it. */
function upwards(tree: ReadonlyMap<string, { parent: string | null }>, id: string): string[] {
  const line: string[] = []
  for (let at: string | null = id; at !== null; at = tree.get(at)?.parent ?? null) line.push(at)
  return line
}

const saidByOwn = (evidence: ReadonlyMap<string, readonly UnderTheme[]>): Ground['own'] =>
  new Map(
    [...evidence].map(([theme, under]) => {
      const count = passageCount<string>()
      for (const one of under) if (one.isOwn) count.add(`${one.code} ${one.says ?? ''}`, one)
      return [
        theme,
        [...count.passages()].map(([key, passages]) => {
          const [code = '', says = ''] = key.split(' ')
          return { code, says: says === '' ? null : (says as Polarity), passages }
        }),
      ]
    }),
  )

function codedIn(evidence: readonly OnThemes[], lines: Ground['lines']): ReadonlyMap<string, number> {
  const count = passageCount<string>()
  for (const one of evidence) {
    for (const code of lines.get(one.code) ?? []) count.add(code, one)
  }
  return count.passages()
}
