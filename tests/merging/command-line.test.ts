import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Db } from '#engine/db/sql.ts'
import { keptHandout } from '#engine/handouts/copy.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { begun, type Job } from '../helpers/cli-job.ts'
import { documentOf } from '../helpers/command-line.ts'
import { bytesOf } from '../helpers/folder-bytes.ts'
import { packageAround, signedAnew, withLines, zipOf } from '../helpers/package-parts.ts'
import { operationsBut, partsOf } from '../helpers/returned.ts'

type Coder = 'KM' | 'TS'

/** What each coder does in their own copy. */
const work: Record<Coder, unknown[]> = {
  KM: [
    { source: 'Interview 1', start: 0, end: 20, code: 'Waiting', polarity: 'barrier' },
    { source: 'Interview 1', start: 30, end: 60, code: ['Waiting', 'Walking'] },
  ],
  TS: [
    { source: 'Interview 1', start: 0, end: 20, code: 'Waiting', polarity: 'barrier' },
    { source: 'Interview 1', start: 80, end: 100, code: ['Waiting', 'Walking'] },
  ],
}

/** A coder opens the hand-out in a folder of their own, codes and returns; answers the return's file. */
async function away(job: Job, coder: Coder, ...more: string[]): Promise<string> {
  const [handout, copy, back, codings] = ['.tandem-handout', ' copy', '.tandem-return', '.json'].map(ending =>
    join(job.base, `${coder}${ending}`),
  ) as [string, string, string, string]
  await job.json('handout', job.study, '--round', 'Round 1', '--coder', coder, '-o', handout)
  await job.json('open-handout', handout, copy)
  writeFileSync(codings, JSON.stringify(work[coder]))
  // In a coder’s own copy nobody needs to say who codes.
  await job.json('apply', copy, codings)
  await job.json('return', copy, '-o', back, ...more)
  return back
}

async function withRound(): Promise<Job> {
  const job = await begun()
  await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
  return job
}

/** What a study that is closed says to a question. */
function read<T>(path: string, ask: (db: Db) => T): T {
  const study = openStudy(path, 'read')
  try {
    return ask(study.db)
  } finally {
    study.close()
  }
}

describe('two copies of one hand-out', () => {
  it('are both kept, and the second to come says so', async () => {
    const job = await withRound()
    const first = await away(job, 'KM', '--so-far')
    const [copy, codings, second] = ['second copy', 'second.json', 'second.tandem-return'].map(name =>
      join(job.base, name),
    ) as [string, string, string]
    await job.json('open-handout', join(job.base, 'KM.tandem-handout'), copy)
    writeFileSync(codings, JSON.stringify(work.KM.slice(0, 1)))
    await job.json('apply', copy, codings)
    await job.json('return', copy, '-o', second)
    // Also where both come at once, to a study that has neither.
    const { packages } = (await job.json('merge', job.study, first, second, '--rehearse')) as {
      packages: { notes: string[] }[]
    }
    expect(packages.map(({ notes }) => notes.length)).toEqual([0, 1])
    const notesOf = async (file: string) =>
      ((await job.json('merge', job.study, file)) as { packages: { notes: string[] }[] }).packages[0]?.notes
    expect(await notesOf(first)).toEqual([])
    expect(await notesOf(second)).toEqual([
      expect.stringMatching(/another copy of the same hand-out than other work on it/),
    ])
    expect(await job.json('check', job.study)).toMatchObject({ ok: true })
  })
})

describe('merge', () => {
  it('brings two coders’ work together, to be compared and settled', async () => {
    const job = await withRound()
    const files = [await away(job, 'KM'), await away(job, 'TS')]
    const rehearsed = await job.json('merge', job.study, ...files, '--rehearse')
    const inWords = await job.run('merge', job.study, ...files, '--rehearse')
    // What comes of a blind round is not told.
    expect(inWords.stdout).toMatch(/^would merge\t.*: 1 step sent = .*\nwould merge\t.*\n$/)
    expect(await job.json('codings', job.study)).toEqual([])
    const merged = await job.run('merge', job.study, ...files, '--json')
    expect(merged.code).toBe(0)
    expect(merged.stderr).toContain('A backup of the study as it was before: ')
    const { packages } = documentOf(merged) as { packages: Record<string, unknown>[] }
    expect(packages).toMatchObject([
      { file: files[0], status: 'merged', sent: 1, arrived: 1, alreadyHere: 0, needDecision: [] },
      { file: files[1], status: 'merged', sent: 1, arrived: 1, alreadyHere: 0, needDecision: [] },
    ])
    expect(rehearsed).toMatchObject({
      rehearsed: true,
      packages: packages.map(({ file, sent }) => ({ file, sent, counts: null, hidden: true })),
    })
    expect(await job.json('rounds', job.study)).toMatchObject([{ state: 'submitted' }])
    expect((await job.json('codings', job.study, '--layer', 'independent')) as unknown[]).toHaveLength(4)
    expect((await job.json('codings', job.study, '--layer', 'consensus')) as unknown[]).toHaveLength(1)
    const agreement = await job.json('agreement', job.study, '--round', 'Round 1')
    expect(agreement).toMatchObject({ coders: ['KM', 'TS'] })
    const items: { id: string }[] = await job.json('disagreements', job.study, '--round', 'Round 1')
    const rulings = join(job.base, 'rulings.json')
    writeFileSync(rulings, JSON.stringify([{ id: items[0]?.id, outcome: 'a', reason: 'Clear' }]))
    await job.json('adjudicate', job.study, rulings, '--reviewer', 'RV')
    expect((await job.json('codings', job.study, '--layer', 'consensus')) as unknown[]).toHaveLength(2)
    expect(await job.json('check', job.study)).toEqual({ ok: true, breaches: [] })

    const twice = await job.json('merge', job.study, ...files)
    expect(twice).toMatchObject({
      packages: [
        { status: 'already', sent: 1, arrived: 0, alreadyHere: 1, needDecision: [] },
        { status: 'already', reason: expect.stringContaining('already merged on ') },
      ],
    })

    // The round is blind no more: what a further return brings is told.
    const more = join(job.base, 'more.json')
    writeFileSync(more, JSON.stringify([{ source: 'Interview 2', start: 0, end: 9, code: 'Waiting' }]))
    await job.json('apply', join(job.base, 'KM copy'), more)
    const further = join(job.base, 'further.tandem-return')
    await job.json('return', join(job.base, 'KM copy'), '-o', further)
    const told = (await job.run('merge', job.study, further, '--rehearse')).stdout
    expect(told).toMatch(/^would merge\t.*: 2 steps sent = 1 arrived \+ 1 already here .*\n\t1 coding\n/)
    const done = (await job.run('merge', job.study, further)).stdout
    expect(done).toBe(told.replace('would merge', 'merged'))
  })

  it('refuses one file by name, merges the others, and ends with 1', async () => {
    const job = await withRound()
    const good = await away(job, 'KM', '--so-far')
    const bad = join(job.base, 'bad.tandem-return')
    writeFileSync(bad, 'not a package')
    const ran = await job.run('merge', job.study, bad, good, '--json')
    expect(ran.code).toBe(1)
    expect(documentOf(ran)).toMatchObject({
      packages: [
        { file: bad, status: 'refused', reason: 'bad.tandem-return is not a package of Tandem.', sent: 0 },
        { file: good, status: 'merged', submits: false, arrived: 1 },
      ],
    })
    expect(await job.json('rounds', job.study)).toMatchObject([{ state: 'open' }])
    expect(await job.json('codings', job.study)).toEqual([])
  })

  it('leaves the study byte for byte as it was where everything is refused, and where it was only rehearsed', async () => {
    const job = await withRound()
    const good = await away(job, 'KM')
    const back = readFileSync(good)
    const files: Record<string, Buffer> = {
      'changed.tandem-return': Buffer.from(
        back.map((byte, at) => (at === back.length - 40 ? byte ^ 1 : byte)),
      ),
      'short.tandem-return': back.subarray(0, back.length - 40),
      'words.tandem-return': Buffer.from('not a package'),
    }
    const paths = Object.entries(files).map(([name, bytes]) => {
      const path = join(job.base, name)
      writeFileSync(path, bytes)
      return path
    })
    const other = await withRound()
    paths.push(await away(other, 'KM'))
    // A step that no study can hold, signed by the key the hand-out issued: it is refused as it is tried.
    const key = read(join(job.base, 'KM copy'), db => keptHandout(db)?.signing)
    const parts = await read(job.study, db => partsOf(good, { db: () => db }))
    const lines = operationsBut(parts, ({ changes }) => ({
      changes: changes.map(each =>
        each.after ? { ...each, after: { ...each.after, polarity: 'neither' } } : each,
      ),
    }))
    paths.push(await packageAround(zipOf(signedAnew(withLines(parts, lines), () => {}, key))))
    const before = bytesOf(job.study)
    for (const path of paths) {
      const ran = await job.run('merge', job.study, path, '--json')
      expect(documentOf(ran)).toMatchObject({ packages: [{ status: 'refused' }] })
      expect([path, bytesOf(job.study)]).toEqual([path, before])
    }
    await job.json('merge', job.study, good, '--rehearse')
    expect(bytesOf(job.study)).toEqual(before)
    await job.json('merge', job.study, good)
    expect(bytesOf(job.study)).not.toEqual(before)
    expect(await job.json('check', job.study)).toEqual({ ok: true, breaches: [] })
    const merged = bytesOf(job.study)
    await job.json('merge', job.study, good)
    expect(bytesOf(job.study)).toEqual(merged)
  })
})
