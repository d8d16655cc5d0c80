import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStudy } from '#engine/studies/handle.ts'
import { closedStudy } from '../helpers/closed-study.ts'
import { documentOf, tandem } from '../helpers/command-line.ts'
import { filesIn, sha256Of } from '../helpers/folder-bytes.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const first = 'the night staff were asked'
const second = 'and so were the porters'

interface Said {
  hasPassphrase: boolean
  recoveryKey?: string | null
  earlierBackups?: { locked: number; removed: number; left: number }
  error?: { code: string; message: string }
}

/** Runs `tandem passphrase` with files for what it is given, and answers its document. */
function commandFor(study: string) {
  const base = temporaryFolder()
  const file = (name: string, words: string) => {
    writeFileSync(join(base, name), `${words}\n`)
    return join(base, name)
  }
  return async (
    given: { passphrase?: string; recovery?: string; next?: string },
    ...words: string[]
  ): Promise<{ code: number; said: Said }> => {
    const ran = await tandem(base, [
      'passphrase',
      study,
      '--json',
      ...(given.passphrase === undefined ? [] : ['--passphrase-file', file('now', given.passphrase)]),
      ...(given.recovery === undefined ? [] : ['--recovery-file', file('key', given.recovery)]),
      ...(given.next === undefined ? [] : ['--new-passphrase-file', file('next', given.next)]),
      ...words,
    ])
    return { code: ran.code, said: documentOf(ran) as Said }
  }
}

describe('tandem passphrase', () => {
  it('sets, changes, survives a forgotten one, renews, rotates and removes', async () => {
    const path = await closedStudy()
    const passphrase = commandFor(path)
    expect((await passphrase({})).said).toMatchObject({ hasPassphrase: false })
    const set = await passphrase({ next: first })
    expect(set).toMatchObject({ code: 0, said: { hasPassphrase: true, earlierBackups: { left: 0 } } })
    expect(set.said.recoveryKey).toMatch(/^(\w{4}-){7}\w{4}$/)

    const forgotten = await passphrase({ recovery: set.said.recoveryKey ?? '', next: second })
    expect(forgotten).toMatchObject({ code: 0, said: { hasPassphrase: true, recoveryKey: null } })
    openStudy(path, 'read', { passphrase: second }).close()

    const renewed = await passphrase({ passphrase: second }, '--recovery')
    expect(renewed.said.recoveryKey).not.toBe(set.said.recoveryKey)
    const late = await passphrase({ recovery: set.said.recoveryKey ?? '' })
    expect(late).toMatchObject({ code: 1, said: { error: { code: 'wrong-passphrase' } } })

    const same = await passphrase({ passphrase: second, next: second }, '--rotate')
    expect(same).toMatchObject({ code: 1, said: { error: { code: 'bad-input' } } })
    const rotated = await passphrase({ passphrase: second, next: first }, '--rotate')
    expect(rotated.code).toBe(0)
    expect(rotated.said.recoveryKey).not.toBe(renewed.said.recoveryKey)

    const removed = await passphrase({ passphrase: first }, '--remove')
    expect(removed).toMatchObject({ code: 0, said: { hasPassphrase: false } })
    openStudy(path, 'read').close()
  })

  it('refuses what is too short, what is two steps at once, and what is wrong, and changes nothing', async () => {
    const path = await closedStudy()
    const passphrase = commandFor(path)
    const before = readFileSync(join(path, 'keys.json'))
    expect(await passphrase({ next: 'short' })).toMatchObject({
      code: 1,
      said: { error: { code: 'bad-input' } },
    })
    expect(await passphrase({}, '--remove', '--rotate')).toMatchObject({
      code: 2,
      said: { error: { code: 'bad-usage' } },
    })
    expect(await passphrase({}, '--rotate')).toMatchObject({ code: 2 })
    expect(await passphrase({ next: first }, '--backups', 'burn')).toMatchObject({ code: 2 })
    expect(await passphrase({}, '--remove')).toMatchObject({ code: 1, said: { error: { code: 'conflict' } } })
    expect(readFileSync(join(path, 'keys.json'))).toEqual(before)
  })

  it('prints the recovery key in words once, and takes everything from the environment too', async () => {
    const path = await closedStudy()
    const set = await tandem(temporaryFolder(), ['passphrase', path], { TANDEM_NEW_PASSPHRASE: first })
    expect(set).toMatchObject({ code: 0, stderr: '' })
    const key = /shown this once: ([\w-]{39})/.exec(set.stdout)?.[1] ?? ''
    const said = await tandem(temporaryFolder(), ['passphrase', path], { TANDEM_RECOVERY_KEY: key })
    expect(said.stdout).toMatch(/^Locked: a passphrase and a recovery key open it/)
    expect(said.stdout).not.toContain(key)
  })

  it('is told of a study without one where a new one is made with one', async () => {
    const base = temporaryFolder()
    const made = await tandem(base, ['new', join(base, 'New.tandem'), '--json'], { TANDEM_PASSPHRASE: first })
    const { recoveryKey } = documentOf(made) as { recoveryKey: string }
    openStudy(join(base, 'New.tandem'), 'read', { recovery: recoveryKey }).close()
    const short = await tandem(base, ['new', join(base, 'Short.tandem')], { TANDEM_PASSPHRASE: 'short' })
    expect(short.code).toBe(1)
    expect(existsSync(join(base, 'Short.tandem'))).toBe(false)
  })
})

describe('tandem backup -o', () => {
  it('puts a whole copy into a folder, verified, that opens as a study', async () => {
    const path = await closedStudy()
    const base = temporaryFolder()
    const server = join(base, 'server')
    mkdirSync(server)
    const ran = await tandem(base, ['backup', path, '-o', server, '--json'])
    const { path: copy } = documentOf(ran) as { path: string }
    expect(copy).toMatch(/server.A study for tests \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.tandem$/)
    expect(
      filesIn(server)
        .map(file => file.split(/[\\/]/).at(-1))
        .sort(),
    ).toEqual(['keys.json', 'study.db'])
    const check = await tandem(base, ['check', copy])
    expect(check.stdout).toContain('The study is whole.')
  })

  it('refuses what is there, and replaces a copy where that is said, but nothing else', async () => {
    const path = await closedStudy()
    const base = temporaryFolder()
    const copy = join(base, 'Copy.tandem')
    expect((await tandem(base, ['backup', path, '-o', copy])).code).toBe(0)
    const before = sha256Of(join(copy, 'study.db'))
    expect(await tandem(base, ['backup', path, '-o', copy])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already something'),
    })
    expect(sha256Of(join(copy, 'study.db'))).toBe(before)
    expect((await tandem(base, ['backup', path, '-o', copy, '--force'])).code).toBe(0)
    expect(readdirSync(base).filter(name => /part|before/.test(name))).toEqual([])

    const other = join(base, 'Other.tandem')
    mkdirSync(other)
    writeFileSync(join(other, 'thesis.docx'), 'years of work')
    expect((await tandem(base, ['backup', path, '-o', other, '--force'])).code).toBe(1)
    expect(readFileSync(join(other, 'thesis.docx'), 'utf8')).toBe('years of work')
    // A study at work is no copy either, be it the same one.
    expect((await tandem(base, ['backup', path, '-o', path, '--force'])).code).toBe(1)
    openStudy(path, 'write').close()
  })
})
