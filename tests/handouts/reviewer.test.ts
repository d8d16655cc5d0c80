import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { made } from '#engine/history/changes.ts'
import { type Operation, seal } from '#engine/history/journal.ts'
import { reviewReachOf } from '#engine/merging/handed-out.ts'
import { reviewWork } from '#engine/merging/review-work.ts'
import { openStudy } from '#engine/studies/handle.ts'
import type { Disagreement } from '#shared/model/disagreement.ts'
import { begun, type Job, settled } from '../helpers/cli-job.ts'
import { documentOf, tandem } from '../helpers/command-line.ts'

/** The reviewer's copy of a settled round, on another computer. */
async function away(job: Job): Promise<{ copy: string; other: string; file: string }> {
  const file = join(job.base, 'rv.tandem-handout')
  const made = await job.run(
    'handout',
    job.study,
    '--round',
    'Round 1',
    '--reviewer',
    'RV',
    '-o',
    file,
    '--json',
  )
  expect(documentOf(made)).toMatchObject({ coder: { initials: 'RV' }, sources: 2, operations: 1 })
  const copy = join(job.base, 'rv')
  const other = join(job.base, 'another computer')
  expect((await tandem(other, ['open-handout', file, copy, '--json'])).code).toBe(0)
  return { copy, other, file }
}

const differences = (job: Job, study: string): Promise<Disagreement[]> =>
  job.json('disagreements', study, '--round', 'Round 1')

describe('a reviewer’s hand-out', () => {
  it('is ruled on away, returned and merged, and the study holds together', async () => {
    const job = await settled()
    const { copy } = await away(job)
    const here = await differences(job, job.study)
    expect(await differences(job, copy)).toEqual(here)
    const [one, two] = here
    const rulings = join(job.base, 'away.json')
    writeFileSync(
      rulings,
      JSON.stringify([
        { id: one?.id, outcome: 'a', reason: 'Clear' },
        { id: two?.id, outcome: 'neither', reason: 'Not this' },
      ]),
    )
    const adjudicated = () => job.json('adjudicate', copy, rulings, '--reviewer', 'RV')
    expect(await adjudicated()).toEqual({ ruled: 2, alike: 0 })
    expect(await adjudicated()).toEqual({ ruled: 0, alike: 2 })
    expect(await job.json('check', copy)).toMatchObject({ ok: true })
    const back = join(job.base, 'rv.tandem-return')
    await job.json('return', copy, '-o', back)
    const own = await job.json('codings', job.study, '--layer', 'independent')
    const first = (await job.json('merge', job.study, back)) as { packages: unknown[] }
    expect(first.packages).toMatchObject([{ status: 'merged', sent: 1, arrived: 1, needDecision: [] }])
    const now = await differences(job, job.study)
    expect(now.map(({ ruling }) => ruling?.outcome)).toEqual(['a', 'neither'])
    expect(now).toEqual(await differences(job, copy))
    expect(await job.json('codings', job.study, '--layer', 'independent')).toEqual(own)
    expect(await job.json('codings', job.study, '--layer', 'consensus')).toEqual(
      await job.json('codings', copy, '--layer', 'consensus'),
    )
    expect(await job.json('check', job.study)).toMatchObject({ ok: true })
    const again = (await job.json('merge', job.study, back)) as { packages: unknown[] }
    expect(again.packages).toMatchObject([{ status: 'already' }])
  })

  it('rules away on what the round’s rule settled, and the ruling takes its place when it is home', async () => {
    const job = await begun()
    const coded = (who: string, end: number) => {
      const path = join(job.base, `${who}.json`)
      writeFileSync(path, JSON.stringify([{ source: 'Interview 1', start: 0, end, code: 'Waiting' }]))
      return path
    }
    const plan = ['--agree', 'overlap', '--overlap', '0.9', '--title', 'Round 1']
    await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', ...plan)
    for (const [who, end] of [
      ['KM', 40],
      ['TS', 39],
    ] as const) {
      await job.json('apply', job.study, '--coder', who, coded(who, end))
      await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', who)
    }
    const { copy } = await away(job)
    const [item] = await differences(job, copy)
    expect(item?.byRule).toEqual({ overlap: 0.9, extent: 'union' })
    const rulings = join(job.base, 'away.json')
    writeFileSync(rulings, JSON.stringify([{ id: item?.id, outcome: 'b', reason: 'Not the full stop' }]))
    await job.json('adjudicate', copy, rulings, '--reviewer', 'RV')
    const back = join(job.base, 'rv.tandem-return')
    await job.json('return', copy, '-o', back)
    expect(await job.json('merge', job.study, back)).toMatchObject({ packages: [{ status: 'merged' }] })
    expect(await job.json('codings', job.study, '--layer', 'consensus')).toMatchObject([
      { start: 0, end: 39 },
    ])
    expect(await job.json('check', job.study)).toMatchObject({ ok: true })
  })

  it('is made when the coders have submitted and not before, for a reviewer and nobody else', async () => {
    const job = await begun()
    await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
    const make = (...who: string[]) =>
      job.run('handout', job.study, '--round', 'Round 1', ...who, '-o', join(job.base, 'x'), '--json')
    expect(documentOf(await make('--reviewer', 'RV'))).toMatchObject({ error: { code: 'bad-input' } })
    for (const coder of ['KM', 'TS'])
      await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', coder)
    expect(documentOf(await make('--reviewer', 'KM'))).toMatchObject({ error: { code: 'conflict' } })
    expect((await make('--reviewer', 'RV', '--coder', 'KM')).code).toBe(2)
    await job.json('round', 'close', job.study, '--round', 'Round 1')
    expect(documentOf(await make('--reviewer', 'RV'))).toMatchObject({ error: { code: 'conflict' } })
  })

  it('is for settling: nothing is coded or changed in it, and nobody else signs in', async () => {
    const job = await settled()
    const { copy } = await away(job)
    const codings = join(job.base, 'codings.json')
    writeFileSync(codings, JSON.stringify([{ source: 'Interview 1', start: 0, end: 9, code: 'Waiting' }]))
    const refused = async (...words: string[]) => documentOf(await job.run(...words, '--json'))
    expect(await refused('apply', copy, '--coder', 'KM', codings)).toMatchObject({
      error: { message: expect.stringContaining('nobody else signs in') },
    })
    expect(await refused('apply', copy, '--coder', 'RV', codings)).toMatchObject({
      error: { code: 'not-allowed', message: expect.stringContaining('for settling differences') },
    })
    expect(await refused('code', 'add', copy, '--name', 'New')).toMatchObject({
      error: { code: 'not-allowed' },
    })
    expect(await refused('round', 'close', copy, '--round', 'Round 1')).toMatchObject({
      error: { code: 'not-allowed' },
    })
  })
})

describe('what comes back in a reviewer’s name', () => {
  it('is refused where it does anything but settle that round', async () => {
    const job = await settled()
    const file = join(job.base, 'rv.tandem-handout')
    const { packageId } = (await job.json(
      'handout',
      job.study,
      '--round',
      'Round 1',
      '--reviewer',
      'RV',
      '-o',
      file,
    )) as { packageId: string }
    const study = openStudy(job.study, 'read')
    try {
      const { db } = study
      const row = (sql: string) => db.prepare(sql).get() as Record<string, string>
      const handout = row(`SELECT * FROM handouts WHERE id = '${packageId}'`)
      const coding = row("SELECT * FROM codings WHERE layer = 'independent' LIMIT 1")
      const reach = reviewReachOf(db, {
        id: packageId,
        round: handout.round ?? '',
        title: 'Round 1',
        state: 'submitted',
        coder: handout.coder ?? '',
        coderName: 'Ravi Vane',
        lamport: Number(handout.lamport),
        madeAt: 0,
        mayAddCodes: false,
        isReview: true,
      })
      const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
      const step = (more: Partial<Operation>): Operation => {
        const said = {
          id: id(1),
          copy: id(2),
          sequence: 2,
          lamport: reach.after + 1,
          actor: reach.reviewer,
          at: 1,
          kind: 'ruling.made',
          summary: 'Ruled',
          undoes: null,
          undoable: true,
          changes: [],
          previous: '',
          ...more,
        }
        return { ...said, hash: seal(said) }
      }
      const { id: _, ...own } = coding
      const ruling = {
        round: reach.round,
        disagreement: 'd',
        kind: 'omission',
        source: coding.source ?? '',
        outcome: 'a',
        start: null,
        end: null,
        code: null,
        reason: '',
        discussed_with: '',
        reviewer: reach.reviewer,
        created_at: 1,
      }
      const take = (more: Partial<Operation>) => () => reviewWork(reach)(step(more))
      expect(take({ changes: [made('rulings', id(5), ruling)] })).not.toThrow()
      /** The reviewer's own ruling, and then a change of it. */
      const then = (after: Record<string, string | number | null>) => {
        const before = Object.fromEntries(
          Object.keys(after).map(key => [key, ruling[key as keyof typeof ruling]]),
        )
        return {
          changes: [made('rulings', id(5), ruling), { table: 'rulings' as const, id: id(5), before, after }],
        }
      }
      expect(take(then({ reason: 'Mended', discussed_with: 'LD' }))).not.toThrow()
      /** The ruling with what it was given on, kept in lists that whoever reads the docket goes through. */
      const on = (codings: string, readings: string) => ({
        changes: [
          made('rulings', id(5), ruling),
          made('ruled_on', id(6), { ruling: id(5), codings, first_shown: null, meeting: null }),
          made('ruled_readings', id(7), { ruling: id(5), readings }),
        ],
      })
      const [ids, reading] = [`["${coding.id}"]`, `[["${coding.id}","${coding.revision}",0,8,null]]`]
      expect(take(on(ids, reading))).not.toThrow()
      const refusals: [Partial<Operation>, RegExp][] = [
        ...['5', '{}', 'null', '[1]', '[[]]', '['].flatMap((broken): [Partial<Operation>, RegExp][] => [
          [on(broken, reading), /as this version/],
          [on(ids, broken), /as this version/],
        ]),
        [on(ids, `[["${coding.id}","${coding.revision}",0,"8",null]]`), /as this version/],
        [then({ outcome: 'b' }), /only made or taken back/],
        [then({ reviewer: coding.coder ?? '' }), /in the name of/],
        [
          { changes: [made('rulings', id(5), { ...ruling, reviewer: coding.coder ?? '' })] },
          /in the name of/,
        ],
        [{ changes: [made('rulings', id(5), { ...ruling, round: id(6) })] }, /outside what was handed out/],
        [{ changes: [made('rulings', id(5), { ...ruling, more: 1 })] }, /as this version/],
        [{ changes: [made('codings', id(5), own)] }, /outside what was handed out/],
        [
          { changes: [made('codings', id(5), { ...own, layer: 'consensus', coder: null, ruling: null })] },
          /outside what was handed out/,
        ],
        [{ changes: [{ table: 'codings', id: coding.id ?? '', before: own, after: null }] }, /own work/],
        [
          { changes: [{ table: 'codings', id: coding.id ?? '', before: { start: 0 }, after: { start: 1 } }] },
          /own work/,
        ],
        [{ changes: [made('memos', id(5), {})] }, /no settling of differences/],
        [{ actor: coding.coder ?? '', changes: [made('rulings', id(5), ruling)] }, /other than the person/],
        [{ kind: 'coding.added', changes: [made('rulings', id(5), ruling)] }, /does not say/],
        [{ lamport: reach.after, changes: [made('rulings', id(5), ruling)] }, /from before/],
      ]
      for (const [more, words] of refusals) expect(take(more)).toThrow(words)
      const tampered = { ...step({ changes: [made('rulings', id(5), ruling)] }), summary: 'Else' }
      expect(() => reviewWork(reach)(tampered)).toThrow(/no longer matches its seal/)
    } finally {
      study.close()
    }
  })
})
