import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentOf, type Ran, tandem } from './command-line.ts'
import { someText } from './study.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A folder with one study in it, and `tandem` to run on it. */
export interface Job {
  base: string
  study: string
  run(...words: string[]): Promise<Ran>
  /** Runs with --json and answers what was printed; fails where the command did. */
  json(...words: string[]): Promise<never>
}

function jobIn(base: string): Job {
  const study = join(base, 'Trial.tandem')
  const run = (...words: string[]) => tandem(join(base, 'library'), words)
  return {
    base,
    study,
    run,
    async json(...words) {
      const ran = await run(...words, '--json')
      if (ran.code !== 0) throw new Error(`tandem ${words.join(' ')}: ${ran.stdout}${ran.stderr}`)
      return documentOf(ran) as never
    },
  }
}

/** A study with two sources, four codes and four people, made by commands. */
export async function begun(): Promise<Job> {
  const job = jobIn(temporaryFolder())
  await job.json('new', job.study, '--title', 'A trial', '--framework', 'npt')
  for (const [name, initials, ...roles] of [
    ['Kim Morris', 'KM', 'coder'],
    ['Tove Sand', 'TS', 'coder'],
    ['Ravi Vane', 'RV', 'reviewer'],
  ]) {
    await job.json(
      'member',
      'add',
      job.study,
      '--name',
      name ?? '',
      '--initials',
      initials ?? '',
      ...roles.flatMap(r => ['--role', r]),
    )
  }
  const files = join(job.base, 'files')
  mkdirSync(files)
  writeFileSync(join(files, 'Interview 1.txt'), someText(6))
  writeFileSync(join(files, 'Interview 2.txt'), someText(3))
  await job.run('import', job.study, files, '--kind', 'interview', '--data-set', 'Mentors', '--json')
  await job.json('code', 'add', job.study, '--name', 'Waiting', '--definition', 'Time that passes')
  await job.json('code', 'add', job.study, '--name', 'Walking', '--parent', 'Waiting')
  return job
}

/** The same with a round both coders submitted and one ruling. */
export async function settled(): Promise<Job> {
  const job = await begun()
  const codings = join(job.base, 'km.json')
  writeFileSync(
    codings,
    JSON.stringify([
      { source: 'Interview 1', start: 0, end: 20, code: 'Waiting', polarity: 'barrier', comment: 'first' },
      { source: 'Interview 1', start: 30, end: 60, code: ['Waiting', 'Walking'] },
    ]),
  )
  await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
  await job.json('apply', job.study, '--coder', 'KM', codings)
  writeFileSync(
    join(job.base, 'ts.csv'),
    'source,start,end,code,polarity,comment\nInterview 1,0,20,Waiting,barrier,\nInterview 1,80,100,Waiting > Walking,,only Tove\n',
  )
  await job.json('apply', job.study, '--coder', 'TS', join(job.base, 'ts.csv'))
  await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', 'KM')
  await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', 'TS')
  const items: { id: string }[] = await job.json('disagreements', job.study, '--round', 'Round 1')
  writeFileSync(
    join(job.base, 'rulings.json'),
    JSON.stringify([{ id: items[0]?.id, outcome: 'a', reason: 'Clear' }]),
  )
  return job
}
