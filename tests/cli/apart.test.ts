import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPackage } from '#engine/packages/read.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { studyIdentity } from '#engine/studies/identity.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { begun, type Job } from '../helpers/cli-job.ts'
import { documentOf, tandem } from '../helpers/command-line.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

async function withRound(): Promise<Job> {
  const job = await begun()
  await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
  return job
}

/** What the study itself opens packages with. */
function identityOf(path: string): string {
  const study = openStudy(path, 'read')
  try {
    return studyIdentity(study.db).age
  } finally {
    study.close()
  }
}

it('lists the commands of a family where only that is typed', async () => {
  const asked = await tandem(temporaryFolder(), ['round', '--help'])
  expect([asked.code, asked.stdout]).toEqual([0, expect.stringContaining('round open')])
  const half = await tandem(temporaryFolder(), ['round'])
  expect([half.code, half.stderr]).toEqual([2, expect.stringContaining('round close')])
})

describe('the command line', () => {
  it('hands out, opens, codes and returns', async () => {
    const job = await withRound()
    const file = join(job.base, 'km.tandem-handout')
    const out = ['handout', job.study, '--round', 'Round 1', '--coder', 'KM', '-o', file]
    const made = await job.run(...out, '--json')
    expect(made.code).toBe(0)
    expect(made.stderr).toMatch(/^Anyone who has Tandem can open this hand-out\./)
    expect(documentOf(made)).toMatchObject({
      file,
      round: { title: 'Round 1' },
      coder: { initials: 'KM' },
      sources: 2,
      operations: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      protection: 'open',
    })
    const twice = await job.run(...out, '--json')
    expect([twice.code, documentOf(twice)]).toMatchObject([1, { error: { code: 'exists' } }])

    const copy = join(job.base, 'km')
    const other = join(job.base, 'another computer')
    const opened = await tandem(other, ['open-handout', file, copy, '--json'])
    expect(documentOf(opened)).toMatchObject({ path: copy, coder: { initials: 'KM' }, sender: 'first' })
    const again = await tandem(other, ['open-handout', file, copy, '--json'])
    expect([again.code, documentOf(again)]).toMatchObject([1, { error: { code: 'exists' } }])
    const second = await tandem(other, ['open-handout', file, join(job.base, 'km 2'), '--json'])
    expect(second.code).toBe(0)
    expect(second.stderr).toContain(`opened on this computer before, at ${copy}`)
    // Where another key had signed the study's hand-outs.
    const recent = join(other, 'recent.json')
    writeFileSync(recent, readFileSync(recent, 'utf8').replace(/("key":\s*)"[^"]+"/g, '$1"another"'))
    const unknown = await tandem(other, ['open-handout', file, join(job.base, 'km 3')])
    expect(unknown.stderr).toContain('Another key signed this than the study’s hand-outs before.')
    const synced = await tandem(other, ['open-handout', file, join(job.base, 'OneDrive - NHS', 'km')])
    expect(synced.stderr).toContain('OneDrive')

    const codings = join(job.base, 'codings.json')
    writeFileSync(codings, JSON.stringify([{ source: 'Interview 1', start: 0, end: 20, code: 'Waiting' }]))
    await job.json('apply', copy, '--coder', 'KM', codings)
    const wrong = await job.run('apply', copy, '--coder', 'TS', codings, '--json')
    expect([wrong.code, documentOf(wrong)]).toMatchObject([1, { error: { code: 'not-found' } }])
    const ready = await job.run('round', 'submit', copy, '--round', 'Round 1', '--coder', 'KM', '--json')
    expect(documentOf(ready)).toMatchObject({ title: 'Round 1', state: 'open' })
    expect(ready.stderr).toContain('handed in with its return')
    expect(await job.json('check', copy)).toEqual({ ok: true, breaches: [] })
    const refused = await job.run('member', 'add', copy, '--name', 'X', '--initials', 'XX', '--json')
    expect([refused.code, documentOf(refused)]).toMatchObject([1, { error: { code: 'not-allowed' } }])

    const back = join(job.base, 'km.tandem-return')
    expect(await job.json('return', copy, '-o', back, '--so-far')).toMatchObject({
      file: back,
      round: { title: 'Round 1' },
      coder: { initials: 'KM' },
      operations: 1,
      submits: false,
      work: { codings: 1 },
      memos: 0,
    })
    const found = await readPackage(back, { identities: [identityOf(job.study)] })
    expect(found.manifest).toMatchObject({ kind: 'return', submits: false, counts: { operations: 1 } })
    await expect(readPackage(back, {})).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('locks with a card or a given passphrase', async () => {
    const job = await withRound()
    const to = (name: string) => join(job.base, `${name}.tandem-handout`)
    const out = (name: string, ...more: string[]) => [
      ...['handout', job.study, '--round', 'Round 1', '--coder', 'TS', '-o', to(name)],
      ...more,
      '--json',
    ]
    const hers = join(job.base, 'her computer')
    const card = join(job.base, 'ts.tandem-card')
    await tandem(hers, ['card', '--name', 'Tove', '-o', card])
    expect(documentOf(await job.run(...out('card', '--card', card)))).toMatchObject({ protection: 'card' })
    const elsewhere = await job.run('open-handout', to('card'), join(job.base, 'not here'), '--json')
    expect([elsewhere.code, documentOf(elsewhere)]).toMatchObject([1, { error: { code: 'not-allowed' } }])
    expect(existsSync(join(job.base, 'not here'))).toBe(false)
    const there = await tandem(hers, ['open-handout', to('card'), join(job.base, 'there'), '--json'])
    expect(documentOf(there)).toMatchObject({ openSlot: true, coder: { initials: 'TS' } })

    const words = join(job.base, 'words.txt')
    writeFileSync(words, 'three small words\n')
    const named = ['--package-passphrase-file', words]
    expect(documentOf(await job.run(...out('words', ...named)))).not.toHaveProperty('passphrase')
    const copy = join(job.base, 'words.tandem')
    const opened = await job.run('open-handout', to('words'), copy, ...named, '--json')
    expect(documentOf(opened)).toMatchObject({ openSlot: false })
    expect(documentOf(await job.run('sources', copy, '--json'))).toMatchObject({ error: { code: 'locked' } })
    const env = { TANDEM_PASSPHRASE: 'three small words' }
    const list = await tandem(job.base, ['sources', copy, '--json'], env)
    expect(documentOf(list)).toMatchObject([{ title: 'Interview 1' }, { title: 'Interview 2' }])
  })

  it('makes a passphrase up where the study has one itself, and says it once', async () => {
    const passphrase = 'three small words'
    const { study, round } = await openedRound({ passphrase })
    const file = join(study.base, 'made up.tandem-handout')
    study.close()
    const words = ['handout', study.path, '--round', round, '--coder', 'KM', '-o', file, '--json']
    const ran = await tandem(study.base, words, { TANDEM_PASSPHRASE: passphrase })
    expect(ran.stderr).toBe('')
    const said = documentOf(ran) as { passphrase: string }
    expect(said.passphrase).toMatch(/^(?:[a-z]{4}-){5}[a-z]{4}$/)
    expect((await readPackage(file, { passphrase: said.passphrase })).openedBy).toBe('passphrase')
  })

  it('packs a whole study for another copy of it, encrypted to the study', async () => {
    const job = await withRound()
    const file = join(job.base, 'all.tandem-return')
    // How much its coders did is told when the round is no longer blind.
    const early = join(job.base, 'early.tandem-return')
    expect(await job.json('return', job.study, '-o', early)).toMatchObject({ operations: null })
    await job.json('round', 'unblind', job.study, '--round', 'Round 1', '--because', 'Enough')
    const made: { operations: number } = await job.json('return', job.study, '-o', file)
    expect(made).toMatchObject({ round: null, coder: null, work: null, sources: 2 })
    const found = await readPackage(file, { identities: [identityOf(job.study)] })
    expect(found.manifest).toMatchObject({ kind: 'copy', counts: { operations: made.operations } })
    const study = openStudy(job.study, 'read')
    const all = study.db.prepare('SELECT count(*) FROM operations').pluck().get()
    const contents = study.db.prepare('SELECT sha256 FROM contents').pluck().all() as string[]
    study.close()
    expect(made.operations).toBe(all)
    for (const sha256 of contents) expect((await found.content(sha256)).length).toBeGreaterThan(0)
    expect(readdirSync(job.base).filter(name => name.includes('.part-'))).toEqual([])
  })
})
