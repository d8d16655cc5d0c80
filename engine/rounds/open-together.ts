import { all, type Db } from '../db/sql.ts'

/** Two rounds that are open at once for a coder who has still to code a source in both of them. */
export interface OpenTogether {
  earlier: { id: string; title: string }
  /** What its coder codes in the source now counts for this one. */
  later: { id: string; title: string }
  /** By title and by name. */
  sources: string[]
  coders: string[]
}

/**
 * The pairs of such rounds. None can be opened in one copy of a study; two leads may each open one, and then their copies
 * meet.
 */
export function openTogether(db: Db): OpenTogether[] {
  const rows = all<{ a: string; aTitle: string; b: string; bTitle: string; source: string; coder: string }>(
    db,
    `SELECT a.id AS a, a.title AS aTitle, b.id AS b, b.title AS bTitle, s.title AS source, m.name AS coder
     FROM rounds a JOIN rounds b ON b.state = 'open' AND (a.opened_at, a.id) < (b.opened_at, b.id)
     JOIN round_sources x ON x.round = a.id JOIN round_sources y ON y.round = b.id AND y.source = x.source
     JOIN round_coders c ON c.round = a.id JOIN round_coders d ON d.round = b.id AND d.coder = c.coder
     JOIN sources s ON s.id = x.source JOIN members m ON m.id = c.coder
     WHERE a.state = 'open' AND c.submitted_at IS NULL AND d.submitted_at IS NULL
     ORDER BY a.opened_at, a.id, b.opened_at, b.id, x.position, c.position`,
  )
  return [...Map.groupBy(rows, ({ a, b }) => `${a} ${b}`).values()].flatMap(of => {
    const [first] = of
    if (!first) return []
    return {
      earlier: { id: first.a, title: first.aTitle },
      later: { id: first.b, title: first.bTitle },
      sources: [...new Set(of.map(({ source }) => source))],
      coders: [...new Set(of.map(({ coder }) => coder))],
    }
  })
}

/** What stands between two such rounds, in a sentence without an end. */
export const togetherInWords = ({ earlier, later, sources, coders }: OpenTogether): string =>
  `“${earlier.title}” and “${later.title}” are both open for ${coders.join(' and ')} on ${
    sources.length === 1 ? `“${sources[0]}”` : `${sources.length} sources, “${sources[0]}” among them`
  }`
