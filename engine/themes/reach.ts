import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { ThemeReach } from '#shared/model/theme.ts'
import { casesBehind } from '../cases/behind.ts'
import { storedCases } from '../cases/queries.ts'
import { byName } from '../cases/same-name.ts'
import { countsAmong } from '../codebook/standing.ts'
import { all, type Db } from '../db/sql.ts'
import { mayShowCoding, mayShowRuled } from '../rounds/blinding.ts'

/** Who stands behind the passages of these codes in a layer, from which sites, and what they say, as far as `me` may see. */
export function reachOf(
  db: Db,
  { codes, layer, me }: { codes: readonly string[]; layer: Layer; me: string },
): ThemeReach {
  const passages = all<{ id: string; polarity: Polarity | null }>(
    db,
    `SELECT c.id, c.polarity FROM codings c
     WHERE c.layer = $layer AND ${mayShowCoding('c', '$me')} AND ${mayShowRuled('c', '$me')} AND ${countsAmong('c', '$codes')}`,
    { layer, me, codes: JSON.stringify(codes) },
  )
  const behind = casesBehind(db, { layer, me })
  const cases = storedCases(db)
  const known = new Map(cases.map(one => [one.id, one]))
  const people = new Map<string, number>()
  const sites = new Map<string, number>()
  const peopleAt = new Map<string, Set<string>>()
  let ofNobody = 0
  for (const { id } of passages) {
    const itsCases = (behind.get(id) ?? []).flatMap(found => known.get(found) ?? [])
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
  const nameOf = (id: string) => known.get(id)?.name ?? ''
  const mostFirst = <T extends { passages: number; name: string }>(list: T[]) =>
    list.sort((a, b) => b.passages - a.passages || byName(a, b))
  const said = (what: Polarity | null) => passages.filter(({ polarity }) => polarity === what).length
  return {
    people: mostFirst(
      [...people].map(([id, n]) => {
        const site = known.get(id)?.site ?? null
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
    known: {
      people: cases.filter(({ kind }) => kind === 'person').length,
      sites: cases.filter(({ kind }) => kind === 'site').length,
    },
    ofNobody,
    passages: passages.length,
    says: { facilitator: said('facilitator'), barrier: said('barrier'), neither: said(null) },
  }
}
