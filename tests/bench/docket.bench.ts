import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '#engine/db/ids.ts'
import { compareCodings } from '#engine/disagreements/compare.ts'
import { compareRound } from '#engine/disagreements/in-round.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { made } from '#engine/history/changes.ts'
import { openLibrary } from '#engine/library/library.ts'
import { keptRound } from '#engine/rounds/queries.ts'
import { sourceById } from '#engine/sources/queries.ts'
import { inTransaction } from '#engine/transaction.ts'
import { sweep } from './agreement/floor.ts'
import { type Made, madeSources } from './agreement/made-coders.ts'
import { docketOnScreen } from './docket-on-screen.ts'
import { type Figure, measureAsync, measureInTurn, spreadOf } from './measure.ts'

const big: Made = { sources: 1, characters: 1_000_000, codes: 100, spansPerCoder: 20_000 }

/**
 * The docket of two coders of 20,000 codings each, in milliseconds: all differences against a bare interval sweep over the
 * same codings, by turns in the same run; and through the engine with a real study, the docket asked for the first time,
 * one ruling from question to answer, and the docket asked again after it; and in a browser, how long the next difference
 * takes to be shown.
 */
export async function bench(): Promise<object> {
  const sources = madeSources(big)
  const [floor, compared] = measureInTurn(
    ['a bare interval sweep', () => sweep(sources)],
    [
      'every difference, typed',
      () =>
        sources.map(s =>
          compareCodings({ round: 'r', source: s.id, coders: ['A', 'B'], codings: s.codings }),
        ),
    ],
    15,
  )
  const study = await inStudy()
  const [ask, , again] = study.figures
  return {
    figures: [floor, compared, ...study.figures],
    items: study.items,
    onScreen: study.onScreen,
    comparisons: [
      { comparison: 'every difference over a bare sweep', value: ratio(compared, floor) },
      { comparison: 'asked again after one ruling, over asked anew', value: ratio(again, ask) },
      {
        comparison: 'a ruling is answered within a frame, median',
        value: study.figures[1]?.median ?? 0,
        toReach: '≤ 16.7 ms',
        reached: (study.figures[1]?.median ?? 99) <= 16.7,
      },
      {
        comparison:
          'the next difference after a ruling is on screen, by what the page’s thread works, median',
        value: study.onScreen.ruling.processor.median,
        toReach: '≤ 16.7 ms',
        reached: study.onScreen.ruling.processor.median <= 16.7,
      },
    ],
  }
}

const ratio = (some: Figure | undefined, other: Figure | undefined): number =>
  Math.round(((some?.median ?? 0) / (other?.median ?? 1)) * 100) / 100

/** The same codings in a study: what a reviewer waits for. */
async function inStudy(): Promise<{
  items: number
  figures: Figure[]
  onScreen: Awaited<ReturnType<typeof docketOnScreen>>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const host = createEngine({ library: openLibrary(join(folder, 'library')) })
  try {
    const { client, connected } = ownWindow(host, true)
    const { path } = await client.library.create({ title: 'Bench' })
    const handle = connected.window.mustHaveStudy()
    const coders = [
      (await client.members.add({ name: 'A', initials: 'A' })).id,
      (await client.members.add({ name: 'B', initials: 'B' })).id,
    ] as const
    const { id: reviewer } = await client.members.add({ name: 'Rita', initials: 'RI', roles: ['reviewer'] })
    const file = join(folder, 'interview.txt')
    writeFileSync(
      file,
      `Interviewer: one\n${'P1: we began with those who came to the shop.\n'.repeat(22_000)}`,
    )
    await client.sources.import({ files: [{ path: file }] })
    const source = (await client.sources.list({}))[0]?.id ?? ''
    const codes: string[] = []
    for (let k = 0; k < big.codes; k++) codes.push((await client.codebook.addCode({ name: `Code ${k}` })).id)
    const { id: round } = await client.rounds.open({ title: 'R', sources: [source], coders: [...coders] })
    const { revision, characters } = sourceById(handle.db, source)
    const [spans] = madeSources({ ...big, characters })
    inTransaction(handle, { member: null, manages: true }, undefined, ({ record }) =>
      record(
        'coding.added',
        'Coded',
        (['a', 'b'] as const).flatMap((side, at) =>
          (spans?.codings[side] ?? []).map((span, n) =>
            made('codings', newId(), {
              layer: 'independent',
              source,
              revision,
              start: span.start,
              end: span.end,
              code: codes[Number(span.code.slice(1))] ?? codes[0] ?? '',
              coder: coders[at] ?? '',
              polarity: null,
              comment: '',
              round,
              ruling: null,
              created_at: n,
            }),
          ),
        ),
      ),
    )
    for (const coder of coders) await client.rounds.submit({ round, coder })
    const person = ownWindow(host, false)
    await person.client.library.open({ path })
    await person.client.session.signIn({ member: reviewer })
    const kept = keptRound(handle.db, round)
    if (!kept) throw new Error('No round')
    let step = 0
    const asked = await measureAsync(
      'the docket asked for anew',
      async () => {
        // Something that bears on every comparison.
        inTransaction(handle, { member: null, manages: true }, undefined, ({ record }) =>
          record('code.added', 'Added', [
            made('codes', newId(), {
              framework: framework(),
              parent: null,
              name: `More ${++step}`,
              definition: '',
              when_to_use: '',
              when_not: '',
              example: '',
              colour: 1,
              status: 'agreed',
              position: 1000 + step,
              proposed_in: null,
              created_by: null,
              created_at: step,
            }),
          ]),
        )
        return compareRound(handle.db, kept)
      },
      5,
    )
    function framework(): string {
      return handle.db.prepare('SELECT id FROM frameworks ORDER BY position LIMIT 1').pluck().get() as string
    }
    const items = compareRound(handle.db, kept).disagreements
    const ruled = await measureAsync(
      'one ruling, durable, from question to answer',
      n =>
        person.client.adjudication.rule({
          round,
          disagreement: items[n]?.id ?? '',
          outcome: 'a',
        }),
      60,
    )
    const times: number[] = []
    for (let n = 0; n < 8; n++) {
      const disagreement = items[100 + n]?.id ?? ''
      await person.client.adjudication.rule({ round, disagreement, outcome: 'b' })
      const before = performance.now()
      compareRound(handle.db, kept)
      times.push(performance.now() - before)
    }
    const again = {
      name: 'the docket asked again after one ruling',
      first: times[0] ?? 0,
      ...spreadOf(times),
    }
    host.closeAll()
    return {
      items: items.length,
      figures: [asked, ruled, again],
      onScreen: await docketOnScreen(path, 'Rita'),
    }
  } finally {
    host.closeAll()
    rmSync(folder, { recursive: true, force: true })
  }
}
