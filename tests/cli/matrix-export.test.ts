import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { csvRows } from '../export/read-back.ts'
import { type Job, settled } from '../helpers/cli-job.ts'

let job: Job
beforeAll(async () => {
  job = await settled()
  const people = join(job.base, 'people.csv')
  writeFileSync(people, 'Name,Role,Speaker\nOT 18,Mentor,Mentor\nOT 2,Manager,\n')
  await job.json('cases', 'import', job.study, people)
})

/** The rows of the matrix that the options ask for. */
async function matrix(...options: string[]): Promise<string[][]> {
  const out = join(job.base, `${options.join(' ').replace(/\W+/g, '-')}.csv`)
  await job.json('export', job.study, 'matrix', '--format', 'csv', ...options, '-o', out, '--force')
  return csvRows(readFileSync(out))
}

describe('tandem export STUDY matrix', () => {
  it('is what the options ask for: rows, columns, layer, polarity and what is counted', async () => {
    const own = ['--layer', 'independent']
    expect(await matrix(...own, '--columns', 'coders')).toEqual([
      ['Layer', 'Code or theme', 'All', 'Kim Morris', 'Tove Sand'],
      ['Independent', 'Waiting', '3', '2', '2'],
      ['Independent', 'Walking', '2', '1', '1'],
    ])
    expect(await matrix(...own, '--columns', 'source-kinds', '--count', 'sources', '--top-only')).toEqual([
      ['Layer', 'Code or theme', 'All', 'Interview'],
      ['Independent', 'Waiting', '1', '1'],
    ])
    expect(await matrix(...own, '--polarity', 'barrier', '--columns', 'DATA-SETS')).toEqual([
      ['Layer', 'Code or theme', 'All', 'Mentors'],
      ['Independent', 'Waiting', '1', '1'],
    ])
    const [head = []] = await matrix(...own, '--columns', 'role')
    expect(head.slice(0, 3)).toEqual(['Layer', 'Code or theme', 'All'])
    expect(await matrix('--rows', 'Normalisation Process Theory', '--columns', 'sites')).toHaveLength(1)
    expect((await matrix('--count', 'passages')).map(row => row[0])).toEqual(['Layer', 'Consensus'])
  })

  it.each([
    [
      ['--columns', 'beds'],
      '--columns is data-sets, source-kinds, sites, people, coders, themes, or the name',
    ],
    [['--columns', 'coders'], 'give --layer independent with --columns coders.'],
    [['--count', 'words'], '--count is one of passages, sources, people; not “words”.'],
    [['--polarity', 'up'], '--polarity is one of facilitator, barrier; not “up”.'],
  ])('with %s is bad usage, says why, and leaves no file', async (options, words) => {
    const out = join(job.base, 'x.csv')
    const ran = await job.run('export', job.study, 'matrix', '--format', 'csv', ...options, '-o', out)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(words)
    expect(existsSync(out)).toBe(false)
  })

  it('refuses a framework that there is not, and explains its options', async () => {
    const out = join(job.base, 'y.csv')
    const ran = await job.run('export', job.study, 'matrix', '--format', 'csv', '--rows', 'None', '-o', out)
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('There is no framework “None” in this study.')
    const help = (await job.run('export', '--help')).stdout
    for (const option of ['--rows', '--columns', '--count', '--polarity', '--top-only'])
      expect(help).toContain(option)
  })
})
