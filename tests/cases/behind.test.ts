import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placedCodings } from '#engine/codings/placed.ts'
import { all, type Db } from '#engine/db/sql.ts'
import { passageKey } from '#shared/model/passage.ts'
import { makeStudy } from '../helpers/study.ts'

/** The definition, asked of the tables coding by coding. */
const bySql = (db: Db): Record<string, string[]> =>
  Object.fromEntries(
    [
      ...Map.groupBy(
        all<{ coding: string; case: string }>(
          db,
          `SELECT c.id AS coding, l."case" FROM codings c JOIN source_cases l ON l.source = c.source
           UNION SELECT c.id, p."case" FROM codings c JOIN sources s ON s.id = c.source
             JOIN source_speakers p ON p.source = c.source
           WHERE p."case" IS NOT NULL AND (s.kind = 'email' OR EXISTS (SELECT 1 FROM segments t
             WHERE t.revision = c.revision AND t.speaker = p.name AND t.start < c."end" AND t."end" > c.start))
           ORDER BY 1, 2`,
        ),
        ({ coding }) => coding,
      ),
    ].map(([coding, rows]) => [coding, rows.map(row => row.case)]),
  )

const talk =
  'P1: we began with those who came.\nP2: it took longer than said.\nP1: it did.\nP3: not for us, for once.\n'

it('who stands behind codings, and what a matrix counts of them, is what the tables and the passages say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          source: fc.integer({ min: 0, max: 2 }),
          start: fc.integer({ min: 0, max: talk.length - 40 }),
          size: fc.integer({ min: 1, max: 40 }),
          code: fc.integer({ min: 0, max: 1 }),
          by: fc.constantFrom('KM' as const, 'TS' as const),
        }),
        { minLength: 1, maxLength: 14 },
      ),
      fc.array(
        fc.record({
          source: fc.integer({ min: 0, max: 2 }),
          speaker: fc.constantFrom(null, 'P1', 'P2', 'P3'),
          person: fc.integer({ min: 0, max: 2 }),
        }),
        { maxLength: 6 },
      ),
      async (codings, links) => {
        const study = await makeStudy()
        const { setUp } = study
        const sources: string[] = []
        for (const title of ['One', 'Two', 'Three'])
          sources.push(await study.source(title, `${talk}P1: ${title}.\n`))
        await setUp.sources.update({ source: sources[2] ?? '', kind: 'email' })
        const people: string[] = []
        for (const name of ['OT 1', 'OT 2', 'OT 3'])
          people.push((await setUp.cases.add({ kind: 'person', name })).id)
        const first = await study.code('Waiting')
        const codes = [first.id, (await study.code('Paying')).id]
        for (const { by, source, start, size, code } of codings) {
          const place = { source: sources[source] ?? '', start, end: start + size, code: codes[code] ?? '' }
          await (await study.as(by)).codings.add(place)
        }
        const asked = {
          rows: { kind: 'codes' as const, framework: first.framework },
          columns: { kind: 'person' as const },
          layer: 'independent' as const,
        }
        // What was answered before the links were made must not be answered after.
        await setUp.explore.matrix(asked)
        for (const { source, speaker, person } of links) {
          await setUp.cases.link({
            links: [{ source: sources[source] ?? '', speaker, case: people[person] ?? '' }],
          })
        }
        const behind = new Map(
          placedCodings(study.db(), { layer: 'independent', me: '' }).flatMap(({ id, cases }) =>
            cases.length > 0 ? [[id, cases] as const] : [],
          ),
        )
        expect(Object.fromEntries(behind)).toEqual(bySql(study.db()))

        const expected = new Map<string, Set<string>>()
        for (const coding of await setUp.codings.passages({ layer: 'independent' })) {
          for (const one of behind.get(coding.id) ?? ['']) {
            const cell = `${coding.code} ${one}`
            expected.set(cell, (expected.get(cell) ?? new Set()).add(passageKey(coding)))
          }
        }
        const { rows, columns, cells } = await setUp.explore.matrix(asked)
        const counted = cells.map(({ row, column, counts }): [string, number] => [
          `${rows[row]?.id} ${columns[column]?.id}`,
          counts.passages,
        ])
        expect(Object.fromEntries(counted)).toEqual(
          Object.fromEntries([...expected].map(([cell, passages]) => [cell, passages.size])),
        )
        study.close()
      },
    ),
    { numRuns: 12 },
  )
}, 60_000)
