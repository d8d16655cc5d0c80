import type { Attribute } from '#shared/model/case.ts'
import type { CountedPerson, LiveCount, LiveNumber } from '#shared/model/live-number.ts'
import { readCount, sameCount } from '#shared/model/live-number.ts'
import { emptyQuery } from '#shared/model/query.ts'
import { listAttributes } from '../cases/queries.ts'
import { byName } from '../cases/same-name.ts'
import { codeById, codesUnder } from '../codebook/queries.ts'
import { standingCodes } from '../codebook/standing.ts'
import { placedCodings } from '../codings/placed.ts'
import { keptWhileUnchanged } from '../db/kept.ts'
import { all, type Db, first } from '../db/sql.ts'
import { percent } from '../export/half-up.ts'
import { sourcesOf } from '../queries/conditions.ts'
import { placesOf } from '../queries/places.ts'
import { atOnce } from '../queries/run.ts'
import { valuesGone, valuesNow } from '../queries/standing-parts.ts'
import { savedQuery } from '../queries/stored.ts'
import { listThemes, themesUnder } from '../themes/queries.ts'
import type { MemoNode } from './body.ts'
import { walk } from './body.ts'

/** Every live number in a memo, in order, each once. */
export function countsIn(root: MemoNode): LiveCount[] {
  const found: LiveCount[] = []
  walk(root, node => {
    const count = node.type === 'live-number' ? readCount(node) : null
    if (count && !found.some(other => sameCount(other, count))) found.push(count)
  })
  return found
}

/** A live number as the study has it now, as far as `me` may see it: what it says, and of what. */
export function liveNumber(db: Db, count: LiveCount, me: string): LiveNumber {
  const { missing, counted, passages } = answered(db, count, me)
  const n = counted.filter(({ id }) => passages.has(id)).length
  return {
    count,
    n,
    of: counted.length,
    said: said(count, n, counted.length, missing),
    why: missing ?? why(db, count, me),
    isMissing: missing !== null,
  }
}

/** The list behind a live number: everybody it counts among, with how many passages each has. */
export function peopleBehind(db: Db, count: LiveCount, me: string): CountedPerson[] {
  const { counted, passages } = answered(db, count, me)
  return counted.map(({ id, name, siteName }) => {
    const of = passages.get(id)
    return { id, name, site: siteName, passages: of?.length ?? 0, first: of?.[0] ?? null }
  })
}

interface Counted {
  id: string
  name: string
  site: string | null
  siteName: string | null
}

interface Answered {
  /** Why it cannot be counted, or null. */
  missing: string | null
  counted: Counted[]
  /** By case: its passages, in the order of sources and text. */
  passages: Map<string, { source: string; start: number; end: number }[]>
}

/** As it is asked for twice where a number and its list are shown, and in every memo that has the number. */
const answered = (db: Db, count: LiveCount, me: string): Answered => {
  const { form: _, noun: __, ...counted } = count
  return keptWhileUnchanged(db, JSON.stringify(['live number', counted, me]), () => answer(db, count, me))
}

function answer(db: Db, count: LiveCount, me: string): Answered {
  const places = placesCounted(db, count, me)
  if (typeof places === 'string') return nobody(places)
  const { kind, among } = count
  const where = whereNow(db, count)
  if (where === undefined) return nobody('The attribute it counts by is no longer there.')
  const [gone] = where === null ? [] : valuesGone(db, where.attribute, { values: [where.value] })
  if (gone !== undefined) return nobody(gone)
  if (among !== 'study' && among !== 'sources' && !first(db, 'SELECT 1 FROM data_sets WHERE id = ?', among))
    return nobody('The data set it counts in is no longer there.')
  const sites = all<{ id: string; site: string }>(db, 'SELECT id, site FROM cases WHERE site IS NOT NULL')
  const siteOf = new Map(sites.map(({ id, site }) => [id, site]))
  /** What a case in a source counts for: itself, and where sites are counted its site. */
  const countsAs = (id: string): string => (kind === 'site' ? (siteOf.get(id) ?? id) : id)
  const within = among === 'study' ? null : new Set(casesWithSources(db, among).map(countsAs))
  const counted = all<Counted>(
    db,
    `SELECT c.id, c.name, c.site, s.name AS siteName FROM cases c LEFT JOIN cases s ON s.id = c.site
     WHERE c.kind = $kind AND ($attribute IS NULL OR EXISTS (
       SELECT 1 FROM case_values v WHERE v."case" = c.id AND v.attribute = $attribute AND v.value = $value))`,
    { kind, attribute: where?.attribute.id ?? null, value: where?.value ?? null },
  )
    .filter(({ id }) => within === null || within.has(id))
    .sort(byName)
  const passages: Answered['passages'] = new Map()
  for (const { case: id, source, start, end } of places) {
    const as = countsAs(id)
    const of = passages.get(as) ?? []
    passages.set(as, of)
    // Those of one passage come one after the other.
    const last = of.at(-1)
    if (last?.source !== source || last.start !== start || last.end !== end) of.push({ source, start, end })
  }
  return { missing: null, counted, passages }
}

/** What a number counts by, with its value as the attribute's type has it by now; undefined where there is no such attribute. */
function whereNow(db: Db, { where }: LiveCount): { attribute: Attribute; value: string } | null | undefined {
  if (where === null) return null
  const attribute = listAttributes(db).find(({ id }) => id === where.attribute)
  const [value = where.value] = attribute ? valuesNow(attribute, { values: [where.value] }) : []
  return attribute && { attribute, value }
}

const nobody = (missing: string): Answered => ({ missing, counted: [], passages: new Map() })

/** A passage that a number counts, once for everybody behind it. */
interface CountedPlace {
  case: string
  source: string
  start: number
  end: number
}

/** The places that a number counts, in the order of sources and text; or, as a sentence, why it counts none. */
function placesCounted(db: Db, count: LiveCount, me: string): CountedPlace[] | string {
  if (count.behind.kind === 'query') return placesOfQuery(db, count, me)
  const codes = codesBehind(db, count, me)
  return codes === null
    ? `The ${count.behind.kind} it counts is no longer there.`
    : codedCases(db, count, codes, me)
}

/** What a saved query finds. A regular expression would hold everybody up wherever the number is shown. */
function placesOfQuery(db: Db, { behind, among }: LiveCount, me: string): CountedPlace[] | string {
  const query = savedQuery(db, behind.id, me)
  if (!query) return 'The query it counts is no longer there.'
  const { asks } = query
  if (asks.text?.how === 'pattern')
    return `The query “${query.name}” looks for a regular expression, which takes too long to be counted in a memo.`
  const isHere =
    among === 'study' || among === 'sources' ? null : sourcesOf(db, { ...emptyQuery, dataSets: [among] })
  return atOnce(placesOf(db, asks, me))
    .places.filter(({ source }) => isHere === null || isHere.has(source))
    .flatMap(({ source, start, end, cases }) => cases.map(id => ({ case: id, source, start, end })))
}

/** The codes that a number counts, with those beneath them; null where there is no such code or theme to see. */
function codesBehind(db: Db, { behind }: LiveCount, me: string): string[] | null {
  if (behind.kind === 'code') {
    const code = countedCode(db, behind.id, me)
    return code ? codesUnder(db, [code.id]) : null
  }
  const themes = listThemes(db)
  if (!themes.some(({ id }) => id === behind.id)) return null
  const under = new Set(themesUnder(db, behind.id))
  return codesUnder(
    db,
    themes.filter(({ id }) => under.has(id)).flatMap(({ codes }) => codes),
  )
}

/** The code that a number counts: of one that was merged, the one it was merged into; none where `me` may not see it. */
const countedCode = (db: Db, id: string, me: string) => codeById(db, standingCodes(db).get(id) ?? id, me)

/** The codings that a number counts, each with everybody behind it, in the order of sources and text. */
function codedCases(
  db: Db,
  { layer, polarity, among }: LiveCount,
  codes: readonly string[],
  me: string,
): CountedPlace[] {
  const counted = new Set(codes)
  const set = among === 'study' || among === 'sources' ? null : among
  const places: CountedPlace[] = []
  for (const one of placedCodings(db, { layer, me })) {
    if (!counted.has(one.code)) continue
    if (polarity !== null && one.polarity !== polarity) continue
    if (set !== null && one.dataSet !== set) continue
    const { source, start, end } = one
    for (const id of one.cases) places.push({ source, start, end, case: id })
  }
  return places
}

/** Cases that have a source, of one data set where its id is given. */
const casesWithSources = (db: Db, among: string): string[] =>
  all<{ case: string }>(
    db,
    `SELECT l."case" FROM source_cases l JOIN sources s ON s.id = l.source WHERE $set IS NULL OR s.data_set = $set
     UNION SELECT p."case" FROM source_speakers p JOIN sources s ON s.id = p.source
     WHERE p."case" IS NOT NULL AND ($set IS NULL OR s.data_set = $set)`,
    { set: among === 'sources' ? null : among },
  ).map(row => row.case)

/** A number as prose has it: `14 of the 19 OTs`, `14 OTs`, `73.7%`. */
function said({ form, noun }: LiveCount, n: number, of: number, missing: string | null): string {
  if (missing !== null) return `? ${noun}`
  if (form === 'count') return `${n} ${noun}`
  if (form === 'share') return of === 0 ? 'n/a' : `${percent(n, of, 1)}%`
  return `${n} of the ${of} ${noun}`
}

/** What a number counts, in words that name the layer. */
function why(db: Db, count: LiveCount, me: string): string {
  const { kind, behind, polarity, layer, among } = count
  const query = behind.kind === 'query' ? savedQuery(db, behind.id, me) : undefined
  const as = polarity === null ? '' : ` as ${polarity}`
  const what =
    behind.kind === 'code'
      ? codeInWords(db, behind.id, as, me)
      : `the theme “${listThemes(db).find(({ id }) => id === behind.id)?.name}”${as}`
  const where = whereNow(db, count)
  const whom = `${kind === 'person' ? 'people' : 'sites'}${where ? ` whose ${where.attribute.name} is ${where.value}` : ''}`
  const set =
    among === 'study' || among === 'sources'
      ? null
      : first<{ name: string }>(db, 'SELECT name FROM data_sets WHERE id = ?', among)?.name
  const of = among === 'study' ? 'all in the study' : set ? `those in ${set}` : 'those who have a source'
  if (query)
    return [`${whom} behind the query “${query.name}”; of ${of}; ${query.inWords}`, ...query.missing].join(
      ' ',
    )
  return [
    `${whom} with a passage coded under ${what}`,
    `of ${of}`,
    layer === 'consensus' ? 'consensus' : 'each coder’s own codings',
  ].join('; ')
}

/** The code that a number counts, with what became of the one it was made for, and `as` what it counts. */
function codeInWords(db: Db, id: string, as: string, me: string): string {
  const asked = codeById(db, id, me)
  const counted = countedCode(db, id, me)
  const parts = all<{ name: string }>(
    db,
    'SELECT k.name FROM split_parts p JOIN codes k ON k.id = p.part WHERE p.code = ? ORDER BY p.position, p.id',
    id,
  ).map(({ name }) => `“${name}”`)
  const became =
    asked?.id !== counted?.id
      ? asked && `into which “${asked.name}” was merged`
      : parts.length > 0 && `but for what was judged to be ${parts.join(' or ')} when it was split`
  return `the code “${counted?.name}”${became ? `, ${became}${as && `,${as}`}` : as}`
}
