import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderName } from '#engine/studies/folder.ts'
import { createStudy, openStudy } from '#engine/studies/handle.ts'
import { closedStudy, flip, heldElsewhere, passphrase, refusal } from '../helpers/closed-study.ts'
import { sha256Of } from '../helpers/folder-bytes.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('a study’s folder', () => {
  it('opens without a passphrase where none was set, and says so', async () => {
    const path = await closedStudy()
    const study = openStudy(path, 'write')
    expect(study.describe()).toMatchObject({ openSlot: true, title: 'A study for tests' })
    study.close()
  })

  it('opens with its passphrase, however its letters were typed, and with no other', async () => {
    const path = await closedStudy({ passphrase: 'Café au lait' })
    expect(refusal(path)).toMatchObject({ code: 'locked' })
    expect(refusal(path, 'cafe au lait')).toMatchObject({ code: 'wrong-passphrase' })
    const study = openStudy(path, 'write', { passphrase: 'Cafe\u0301 au lait' })
    expect(study.describe().openSlot).toBe(false)
    study.close()
    expect(readFileSync(join(path, 'keys.json'), 'utf8')).not.toMatch(/Caf|"key"/)
  })

  it('tells a wrong passphrase, damaged keys, a damaged file and foreign keys apart', async () => {
    const path = await closedStudy({ passphrase })
    const other = await closedStudy({ passphrase })
    expect(refusal(path, 'wrong').code).toBe('wrong-passphrase')
    const keys = readFileSync(join(path, 'keys.json'))
    writeFileSync(join(path, 'keys.json'), keys.subarray(0, 100))
    expect(refusal(path, passphrase)).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('keys.json'),
    })
    copyFileSync(join(other, 'keys.json'), join(path, 'keys.json'))
    expect(refusal(path, passphrase)).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('belong to different studies'),
    })
    writeFileSync(join(path, 'keys.json'), keys)
    flip(join(path, 'study.db'), 5000)
    expect(refusal(path, passphrase)).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('study.db is damaged'),
    })
  })

  it('with keys of a newer kind is refused by version', async () => {
    const path = await closedStudy()
    const keys = JSON.parse(readFileSync(join(path, 'keys.json'), 'utf8'))
    writeFileSync(join(path, 'keys.json'), JSON.stringify({ ...keys, version: 3 }))
    expect(refusal(path)).toMatchObject({
      code: 'newer-version',
      message: expect.stringContaining('version 3'),
    })
    writeFileSync(join(path, 'keys.json'), JSON.stringify({ ...keys, cipher: 'rot13' }))
    expect(refusal(path)).toMatchObject({ code: 'damaged' })
  })

  it('that is not there, or not one, is named', async () => {
    const folder = temporaryFolder()
    expect(refusal(join(folder, 'None.tandem'))).toMatchObject({ code: 'not-found' })
    writeFileSync(join(folder, 'File.tandem'), 'x')
    expect(refusal(join(folder, 'File.tandem'))).toMatchObject({ code: 'bad-input' })
    mkdirSync(join(folder, 'Empty.tandem'))
    expect(refusal(join(folder, 'Empty.tandem'))).toMatchObject({ code: 'damaged' })
  })

  it('leaves nothing behind where it could not be made', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'Study.tandem')
    mkdirSync(path)
    expect(() => createStudy(path, { title: 'x', stance: 'codebook', at: 0 })).toThrow(/already something/)
    expect(readdirSync(path)).toEqual([])
  })

  it.each([
    ['Ward 4: what / they said?', 'Ward 4 what they said.tandem'],
    ['...', 'Study.tandem'],
    ['CON', 'CON study.tandem'],
    ['Étude “à deux”', 'Étude à deux.tandem'],
    ['👩‍👩‍👧', 'Study.tandem'],
  ])('is named for its title: %s', (title, name) => {
    expect(folderName(title)).toBe(name)
  })

  it('has a name that every disk takes, however long the title', () => {
    for (const letter of ['a', 'é', '研', '𠮷']) {
      const name = folderName(letter.repeat(400))
      expect(Buffer.byteLength(name)).toBeLessThan(180)
      expect(name.isWellFormed()).toBe(true)
    }
  })
})

describe('a damaged study file', () => {
  it('cut off anywhere is refused and left as it is', async () => {
    const path = await closedStudy()
    const file = join(path, 'study.db')
    const whole = readFileSync(file)
    for (const length of [0, 1, 100, 4095, 4096, whole.length >> 1, whole.length - 4096, whole.length - 1]) {
      writeFileSync(file, whole)
      truncateSync(file, length)
      const before = sha256Of(file)
      for (const mode of ['write', 'read'] as const) {
        expect([length, refusal(path, undefined, mode).code]).toEqual([length, 'damaged'])
      }
      expect(sha256Of(file)).toBe(before)
    }
  })

  it('with one bit altered anywhere is refused and left as it is', async () => {
    const path = await closedStudy()
    const file = join(path, 'study.db')
    const whole = readFileSync(file)
    // Bytes 16 to 23 of the first page are SQLite's own plain header, the one place without a seal.
    for (let n = 0; n < 40; n++) {
      const at = 24 + Math.floor(((whole.length - 25) * n) / 40) + n
      writeFileSync(file, whole)
      flip(file, Math.min(at, whole.length - 1), 1 << (n % 8))
      const before = sha256Of(file)
      expect([at, refusal(path).code]).toEqual([at, 'damaged'])
      expect(sha256Of(file)).toBe(before)
    }
    writeFileSync(file, whole)
    openStudy(path, 'write').close()
  })

  it('that is some other file is refused', async () => {
    const path = await closedStudy()
    writeFileSync(join(path, 'study.db'), Buffer.alloc(20_000, 'not a database '))
    expect(refusal(path).code).toBe('damaged')
  })
})

describe('two processes on one study', () => {
  it('the second is told who has it, and gets in when the first is killed', async () => {
    const path = await closedStudy()
    const holder = await heldElsewhere(path)
    const told = refusal(path)
    expect(told).toMatchObject({ code: 'in-use' })
    expect(told.message).toMatch(
      new RegExp(`is open by .+ on .+ since \\d{4}-.* \\(process ${holder.pid}\\)`),
    )
    // Reading beside a writer goes.
    openStudy(path, 'read').close()
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const study = openStudy(path, 'write')
    study.close()
    expect(existsSync(join(path, 'writer.json'))).toBe(false)
  })
})
