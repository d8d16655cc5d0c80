import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begun, settled } from '../helpers/cli-job.ts'

describe('tandem export STUDY agreement', () => {
  it('writes what the options ask for, and the same again', async () => {
    const job = await settled()
    const [first, second] = ['a.json', 'b.json'].map(name => join(job.base, name))
    const words = ['export', job.study, 'agreement', '--format', 'json', '--round', 'Round 1']
    const options = ['--unit', 'word', '--without-interviewer', '--with-quoted']
    expect(await job.json(...words, ...options, '-o', first ?? '')).toMatchObject({ what: 'agreement' })
    await job.json(...words, ...options, '-o', second ?? '')
    const read = (file: string | undefined) => readFileSync(file ?? '', 'utf8')
    const dateless = (text: string) => text.replace(/"madeAt": ".*"/, '')
    expect(dateless(read(first))).toBe(dateless(read(second)))
    const report = JSON.parse(read(first))
    expect(report).toMatchObject({
      options: { unit: 'word', withInterviewer: false, withQuoted: true },
      round: { title: 'Round 1' },
      coders: [{ initials: 'KM' }, { initials: 'TS' }],
    })
    const shown: { overall: object; n: number } = await job.json(
      'agreement',
      job.study,
      '--round',
      'Round 1',
      ...options,
    )
    expect(report.agreement.overall).toEqual(shown.overall)
    expect(report.agreement.n).toBe(shown.n)
  })

  it('counts rulings once they are given', async () => {
    const job = await settled()
    const out = join(job.base, 'after.json')
    await job.json('adjudicate', job.study, join(job.base, 'rulings.json'), '--reviewer', 'RV')
    await job.json('export', job.study, 'agreement', '--format', 'json', '-o', out)
    const { methods, differences } = JSON.parse(readFileSync(out, 'utf8'))
    expect(methods).toContain(
      'Of these, 1 was settled by a third reviewer (RV); what stands is KM’s coding in 1',
    )
    expect(differences.kinds.map((kind: { ruled: number }) => kind.ruled)).toEqual([1, 0, 0, 0, 0])
  })

  it('is refused while the round is open, and leaves no file', async () => {
    const job = await begun()
    await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
    const out = join(job.base, 'open.html')
    const ran = await job.run('export', job.study, 'agreement', '--format', 'html', '-o', out)
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain(
      'Round “Round 1” is still open: its coders are compared when both have submitted.',
    )
    expect(existsSync(out)).toBe(false)
  })

  it.each([
    [['--unit', 'letter'], '--unit is one of character, word, sentence, segment, source; not “letter”.'],
    [['--coders', 'KM'], '--coders takes two initials: A,B.'],
    [['--coders', 'KM,TS', '--round', 'Round 1'], 'Give --round or --coders, not both'],
  ])('with %s is bad usage, and says why', async (options, words) => {
    const job = await begun()
    const out = join(job.base, 'x.html')
    const ran = await job.run('export', job.study, 'agreement', '--format', 'html', ...options, '-o', out)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(words)
  })
})
