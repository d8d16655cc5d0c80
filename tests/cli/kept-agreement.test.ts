import { describe, expect, it } from 'vitest'
import type { Drift } from '#shared/model/drift.ts'
import type { KeptSummary } from '#shared/model/kept-agreement.ts'
import { settled } from '../helpers/cli-job.ts'
import { documentOf } from '../helpers/command-line.ts'

/** `tandem agreement` with the results that the study keeps. */
describe('kept results', () => {
  it('are listed, kept, computed again, laid side by side, and seen over time', async () => {
    const job = await settled()
    const { results, hidden } = await job.json('agreement', job.study, '--kept')
    expect(hidden).toEqual([])
    const [characters, words] = results as (KeptSummary & { overall: Record<string, unknown> })[]
    expect(characters).toMatchObject({
      title: 'Round 1',
      unit: 'character',
      occasion: 'submitted',
      changedSince: [],
      overall: { counts: expect.anything(), cohen_kappa: { value: expect.any(Number) } },
    })

    const kept: KeptSummary = await job.json('agreement', job.study, '--keep', '--unit', 'source')
    expect(kept).toMatchObject({ unit: 'source', occasion: 'asked', maker: null })
    const again = await job.run('agreement', job.study, '--keep', '--unit', 'source', '--json')
    expect(again.code).toBe(1)
    expect(documentOf(again)).toMatchObject({ error: { code: 'conflict' } })
    expect((await job.run('agreement', job.study, '--kept')).stdout.trim().split('\n')).toHaveLength(3)

    expect(await job.json('agreement', job.study, '--reproduce', kept.id)).toMatchObject({
      same: true,
      differing: [],
      why: [],
      result: { id: kept.id, codes: expect.any(Array) },
    })
    expect((await job.run('agreement', job.study, '--reproduce', '3')).stdout).toMatch(
      /^The same: \d+ figures came out as they were kept\./,
    )

    const change: { whyNot: string[] } = await job.json(
      'agreement',
      job.study,
      '--change',
      `${characters?.id},${words?.id}`,
    )
    expect(change.whyNot).toEqual(['The first counts characters and the second words.'])

    const drift: Drift = await job.json('agreement', job.study, '--drift', '--stretches', '2')
    expect(drift.coders.map(coder => coder.initials)).toEqual(['KM', 'TS'])
    expect(drift.coders[0]?.order[0]).toMatchObject({ title: expect.stringContaining('Interview') })
    expect((await job.run('agreement', job.study, '--drift')).stdout).toContain('KM, in the order of coding')
  })

  it('are asked for one thing at a time', async () => {
    const job = await settled()
    const wrong = async (...words: string[]) => {
      const ran = await job.run('agreement', job.study, ...words)
      return [ran.code, ran.stderr.split('\n')[0]]
    }
    expect(await wrong('--keep', '--kept')).toEqual([
      2,
      expect.stringContaining('--keep and --kept are two things: give one.'),
    ])
    expect(await wrong('--change', 'one')).toEqual([
      2,
      expect.stringContaining('--change takes two kept results: A,B.'),
    ])
    expect(await wrong('--drift', '--coders', 'KM,TS')).toEqual([
      2,
      expect.stringContaining('--drift is for a round: name one with --round.'),
    ])
    expect(await wrong('--reproduce', '9')).toEqual([
      1,
      expect.stringContaining('There is no kept result “9” in this study, or it is hidden.'),
    ])
    expect(await wrong('--drift', '--stretches', 'many')).toEqual([1, expect.stringContaining('tretches')])
  })
})
