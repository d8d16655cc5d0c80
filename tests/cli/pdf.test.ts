import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { begun, type Job } from '../helpers/cli-job.ts'
import { documentOf, tandem } from '../helpers/command-line.ts'

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const libraryOf = (job: Job) => join(job.base, 'library')

it('says what to do where no browser is installed, and writes nothing', async () => {
  const job = await begun()
  const out = join(job.base, 'memos.pdf')
  const words = ['export', job.study, 'memos', '--format', 'pdf', '-o', out, '--json']
  const none = await tandem(libraryOf(job), words, { TANDEM_CHROMIUM: join(job.base, 'none') })
  expect([none.code, documentOf(none)]).toMatchObject([1, { error: { code: 'not-found' } }])
  expect(existsSync(out)).toBe(false)
  // A pack is of files, and cannot be printed.
  const pack = await job.run('export', job.study, 'pack', '--format', 'pdf', '-o', out)
  expect([pack.code, pack.stderr]).toEqual([1, expect.stringContaining('pdf')])
  expect(readdirSync(job.base).filter(name => name.startsWith('.tandem-pdf'))).toEqual([])
})

it.skipIf(!existsSync(chromium))(
  'prints a report to PDF, replaces nothing unasked, and leaves nothing beside it',
  async () => {
    const job = await begun()
    const out = join(job.base, 'codebook.pdf')
    const env = { TANDEM_CHROMIUM: chromium }
    const words = ['export', job.study, 'codebook', '--format', 'pdf', '-o', out, '--json']
    const made = await tandem(libraryOf(job), words, env)
    expect([made.code, documentOf(made)]).toMatchObject([0, { what: 'codebook', format: 'pdf', file: out }])
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
    writeFileSync(out, 'mine')
    const again = await tandem(libraryOf(job), words, env)
    expect([again.code, documentOf(again)]).toMatchObject([1, { error: { code: 'exists' } }])
    expect(readFileSync(out, 'utf8')).toBe('mine')
    expect(readdirSync(job.base).filter(name => name.startsWith('.tandem-pdf'))).toEqual([])
  },
)
