import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { ThemeEvidence } from '#shared/model/theme.ts'
import { passageCount } from '../codings/passage-count.ts'
import { placedCodings } from '../codings/placed.ts'
import { codedPassages } from '../codings/queries.ts'
import { all, type Db } from '../db/sql.ts'
import { noDataSet } from '../statements/evidence.ts'

/**
 * What stands behind some codes, counted data set by data set, and of each the first `limit` passages with their words, in the
 * order of sources and text. All are counted in one pass; the words are read of those that are shown.
 */
export function evidenceOf(
  db: Db,
  {
    codes,
    polarity,
    layer,
    limit,
    me,
  }: { codes: readonly string[]; polarity: Polarity | null; layer: Layer; limit: number; me: string },
): Pick<ThemeEvidence, 'passages' | 'byDataSet'> {
  const wanted = new Set(codes)
  const names = new Map(
    all<{ id: string; name: string }>(db, 'SELECT id, name FROM data_sets').map(({ id, name }) => [id, name]),
  )
  const nameOf = (id: string | null): string => (id === null ? undefined : names.get(id)) ?? noDataSet
  const counts = passageCount<string>()
  const sources = new Map<string, Set<string>>()
  /** By id the codings that are shown, with their data set. */
  const shown = new Map<string, string>()
  for (const one of placedCodings(db, { layer, me })) {
    if (!wanted.has(one.code) || (polarity !== null && one.polarity !== polarity)) continue
    const dataSet = nameOf(one.dataSet)
    if (counts.add(dataSet, one) <= limit) shown.set(one.id, dataSet)
    const its = sources.get(dataSet) ?? new Set()
    sources.set(dataSet, its.add(one.source))
  }
  return {
    passages: codedPassages(db, { layer, ids: [...shown.keys()] }, me).map(passage => ({
      ...passage,
      dataSet: shown.get(passage.id) ?? noDataSet,
    })),
    byDataSet: [...counts.passages()].map(([dataSet, passages]) => ({
      dataSet,
      passages,
      sources: sources.get(dataSet)?.size ?? 0,
    })),
  }
}
