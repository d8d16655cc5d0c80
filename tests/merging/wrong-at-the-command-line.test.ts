import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { begun, type Job } from '../helpers/cli-job.ts'
import { tandem } from '../helpers/command-line.ts'
import { bytesOf } from '../helpers/folder-bytes.ts'
import { aPath } from '../helpers/package-parts.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/*
 * What goes wrong between a lead and coders who work apart, as whoever types the commands reads it: one line that says what,
 * at most one that says what to do, and nothing changed or half made. Every way in which a file itself may be wrong is in refused.test.ts.
 */

async function withRound(): Promise<Job> {
  const job = await begun()
  await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
  return job
}

/** Hands a coder's part out and opens it; answers the copy. */
async function copyOf(job: Job, coder: string): Promise<string> {
  const [handout, copy] = [`${coder}.tandem-handout`, `${coder} copy`].map(name => join(job.base, name))
  await job.json('handout', job.study, '--round', 'Round 1', '--coder', coder, '-o', handout ?? '')
  await job.json('open-handout', handout ?? '', copy ?? '')
  return copy ?? ''
}

async function returned(job: Job, copy: string, start: number): Promise<string> {
  const codings = join(temporaryFolder(), 'codings.json')
  writeFileSync(codings, JSON.stringify([{ source: 'Interview 1', start, end: start + 9, code: 'Waiting' }]))
  await job.json('apply', copy, codings)
  const file = aPath()
  await job.json('return', copy, '-o', file)
  return file
}

it('a return that comes when its round is closed, and one merged before that is sent once more', async () => {
  const job = await withRound()
  const [km, ts] = [await copyOf(job, 'KM'), await copyOf(job, 'TS')]
  const first = await returned(job, km, 0)
  await job.json('merge', job.study, first, await returned(job, ts, 0))
  const late = await returned(job, km, 40)
  await job.json('round', 'close', job.study, '--round', 'Round 1', '--leave-open')
  const before = bytesOf(job.study)
  expect(await job.run('merge', job.study, late)).toEqual({
    code: 1,
    stdout: expect.stringMatching(
      /^refused\t\S+: The round “Round 1” is closed and takes no more returns\.[^\n]*\.\n$/,
    ),
    stderr: '',
  })
  expect(await job.run('merge', job.study, first)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^already\t\S+ was already merged on [\d-]+; nothing of it is new\.\n$/),
    stderr: '',
  })
  expect(bytesOf(job.study)).toEqual(before)
})

it('a study whose passphrase is another', async () => {
  const job = await withRound()
  const file = await returned(job, await copyOf(job, 'KM'), 0)
  const set = join(job.base, 'passphrase.txt')
  writeFileSync(set, 'three small words\n')
  await job.json('passphrase', job.study, '--new-passphrase-file', set)
  const before = bytesOf(job.study)
  const ran = await tandem(join(job.base, 'library'), ['merge', job.study, file], {
    TANDEM_PASSPHRASE: 'four other small words',
  })
  expect(ran).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^tandem merge: That is not the passphrase of this study\.\n[^\n]+\.\n$/),
  })
  expect(bytesOf(job.study)).toEqual(before)
})

it('a hand-out whose passphrase is another, or that came damaged: no copy is begun', async () => {
  const job = await withRound()
  const [given, other] = ['three small words', 'four other small words'].map((words, n) => {
    const path = join(job.base, `${n}.txt`)
    writeFileSync(path, `${words}\n`)
    return path
  }) as [string, string]
  const handout = join(job.base, 'KM.tandem-handout')
  const asked = ['--round', 'Round 1', '--coder', 'KM', '-o', handout, '--package-passphrase-file', given]
  await job.json('handout', job.study, ...asked)
  const bytes = readFileSync(handout)
  const wrong: [string, Buffer, string, RegExp][] = [
    ['passphrase', bytes, other, /That is not the passphrase of passphrase\.tandem-handout\./],
    [
      'byte',
      Buffer.from(bytes.map((byte, at) => (at === bytes.length - 60 ? byte ^ 1 : byte))),
      given,
      /byte\.tandem-handout is damaged: it was cut off or changed/,
    ],
    [
      'short',
      bytes.subarray(0, bytes.length - 40),
      given,
      /short\.tandem-handout is damaged: it was cut off/,
    ],
  ]
  for (const [name, held, passphrase, sentence] of wrong) {
    const file = join(job.base, `${name}.tandem-handout`)
    writeFileSync(file, held)
    const [home, copy] = [temporaryFolder(), join(job.base, `copy of ${name}`)]
    const ran = await tandem(home, ['open-handout', file, copy, '--package-passphrase-file', passphrase])
    expect({ name, ...ran }).toEqual({
      name,
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^tandem open-handout: [^\n]+\.\n[^\n]+\.\n$/),
    })
    expect(ran.stderr).toMatch(sentence)
    expect(existsSync(copy)).toBe(false)
    expect(readdirSync(job.base).filter(each => each.includes('.part-'))).toEqual([])
  }
})

it.skipIf(process.platform === 'win32')('a pipe, or a link to a device, where a file should be', async () => {
  const job = await withRound()
  const [pipe, device] = [join(job.base, 'pipe.tandem-return'), join(job.base, 'zero.tandem-return')]
  execFileSync('mkfifo', [pipe])
  symlinkSync('/dev/zero', device)
  const hint = 'Choose the file that was sent to you.'
  expect(await job.run('merge', job.study, pipe, device)).toEqual({
    code: 1,
    stdout: `refused\tpipe.tandem-return is no file. ${hint}\nrefused\tzero.tandem-return is no file. ${hint}\n`,
    stderr: '',
  })
  const opened = await job.run('open-handout', pipe, join(job.base, 'copy'))
  expect([opened.code, opened.stderr]).toEqual([1, expect.stringContaining('pipe.tandem-return is no file.')])
  const forKim = ['handout', job.study, '--round', 'Round 1', '--coder', 'KM', '-o', join(job.base, 'out')]
  const carded = await job.run(...forKim, '--card', pipe)
  expect([carded.code, carded.stderr]).toEqual([1, expect.stringContaining('is not a coder’s card')])
})
