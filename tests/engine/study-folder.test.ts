import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listBackups, thinBackups } from '#engine/studies/backup.ts'
import { folderName, studyFolder } from '#engine/studies/folder.ts'
import { createStudy, openStudy } from '#engine/studies/handle.ts'
import { TandemError } from '#shared/errors.ts'
import { filesIn, sha256Of } from '../helpers/folder-bytes.ts'
import {
  contentOf,
  failureOf,
  makeEngine,
  makeStudy,
  outcomeOf,
  someText,
  studyAt,
} from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const passphrase = 'three words long'

/** A study with some content, closed again; answers its folder. */
async function closedStudy(options: { passphrase?: string } = {}): Promise<string> {
  const study = await makeStudy(options)
  await study.source('Interview 1', someText(40))
  const code = await study.code('Waiting')
  const [source] = await study.setUp.sources.list({})
  const km = await study.as('KM')
  await km.codings.add({ source: source?.id ?? '', start: 0, end: 20, code: code.id })
  study.close()
  return study.path
}

function refusal(path: string, given?: string, mode: 'read' | 'write' = 'write'): TandemError {
  try {
    openStudy(path, mode, given).close()
  } catch (error) {
    if (error instanceof TandemError) return error
    throw error
  }
  throw new Error(`${path} opened`)
}

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
    const study = openStudy(path, 'write', 'Cafe\u0301 au lait')
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
    writeFileSync(join(path, 'keys.json'), JSON.stringify({ ...keys, version: 2 }))
    expect(refusal(path)).toMatchObject({
      code: 'newer-version',
      message: expect.stringContaining('version 2'),
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

function flip(file: string, at: number, bit = 1): void {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ bit
  writeFileSync(file, bytes)
}

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

const holderProgram = fileURLToPath(new URL('../faults/programs/hold-a-study.ts', import.meta.url))

async function heldElsewhere(path: string) {
  const holder = spawn(process.execPath, [holderProgram, path], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => {
    holder.kill('SIGKILL')
  })
  const [said] = (await once(holder.stdout, 'data')) as [Buffer]
  expect(String(said)).toBe('open\n')
  return holder
}

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

describe('a study that is moved while it is open', () => {
  const ways: [string, (path: string) => void, (path: string) => void][] = [
    ['moved', path => renameSync(path, `${path}-away`), path => renameSync(`${path}-away`, path)],
    [
      'removed',
      path => renameSync(join(path, 'study.db'), join(path, 'gone')),
      path => renameSync(join(path, 'gone'), join(path, 'study.db')),
    ],
    [
      'replaced',
      path => {
        renameSync(path, `${path}-away`)
        cpSync(`${path}-away`, path, { recursive: true })
      },
      path => {
        rmSync(path, { recursive: true })
        renameSync(`${path}-away`, path)
      },
    ],
  ]
  it.each(ways)('(%s) is not written to, says so, and goes on when it is back', async (_, away, back) => {
    const study = await makeStudy()
    const km = await study.as('KM')
    await study.code('Before', km)
    away(study.path)
    expect(await failureOf(study.code('Meanwhile', km))).toMatchObject({
      code: 'moved',
      message: expect.stringContaining('no longer at'),
    })
    back(study.path)
    await study.code('After', km)
    const names = (await km.codebook.frameworks({}))[0]?.codes.map(code => code.name)
    expect(names).toEqual(['Before', 'After'])
    expect(study.faults()).toBe('')
  })

  it('has all that was acknowledged where it lies now', async () => {
    const study = await makeStudy()
    await study.code('Before')
    const away = `${study.path}-away.tandem`
    renameSync(study.path, away)
    expect(await outcomeOf(study.code('Meanwhile'))).toBe('moved')
    study.close()
    const again = await studyAt(makeEngine(study.base), away)
    const names = (await again.setUp.codebook.frameworks({}))[0]?.codes.map(code => code.name)
    expect(names).toEqual(['Before'])
    expect(await again.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })
})

describe('a copy of a study’s folder', () => {
  it('is a copy of its own, whose entries are never taken for the other’s', async () => {
    const path = await closedStudy()
    const first = openStudy(path, 'write')
    const { copy } = first
    first.close()
    const elsewhere = `${path}-copy.tandem`
    cpSync(path, elsewhere, { recursive: true })
    const second = openStudy(elsewhere, 'write')
    expect(second.copy).not.toBe(copy)
    expect(second.id).toBe(first.id)
    second.close()
    const again = openStudy(path, 'write')
    expect(again.copy).toBe(copy)
    again.close()
  })

  it('put back in its old place is one too: what was done since may be elsewhere already', async () => {
    const path = await closedStudy()
    const before = openStudy(path, 'write')
    before.close()
    cpSync(path, `${path}-older`, { recursive: true })
    rmSync(path, { recursive: true })
    cpSync(`${path}-older`, path, { recursive: true })
    const after = openStudy(path, 'write')
    expect(after.copy).not.toBe(before.copy)
    after.close()
  })

  it('goes on with the journal of both', async () => {
    const path = await closedStudy()
    const elsewhere = `${path}-copy.tandem`
    cpSync(path, elsewhere, { recursive: true })
    const study = await studyAt(makeEngine(), elsewhere)
    await study.code('Another')
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })
})

describe('backups', () => {
  it('open as studies, hold the same, and are made on closing', async () => {
    const study = await makeStudy({ passphrase })
    await study.source('Interview 1', someText(5))
    const { path } = await study.setUp.study.backup({})
    const content = contentOf(study.db())
    const copy = openStudy(path, 'write', passphrase)
    expect(contentOf(copy.db)).toBe(content)
    expect(copy.copy).not.toBe(study.handle().copy)
    copy.close()
    expect(refusal(path).code).toBe('locked')
    const before = listBackups(studyFolder(study.path)).length
    await study.code('Later')
    study.close()
    expect(listBackups(studyFolder(study.path)).length).toBe(before + 1)
  })

  it('that were broken off are swept away at the next opening, and never count', async () => {
    const path = await closedStudy()
    const folder = studyFolder(path)
    mkdirSync(join(folder.backups, 'making-2026-1'), { recursive: true })
    writeFileSync(join(folder.backups, 'making-2026-1', 'study.db'), '')
    expect(listBackups(folder).every(backup => !backup.includes('making'))).toBe(true)
    openStudy(path, 'write').close()
    expect(readdirSync(folder.backups).filter(name => name.startsWith('making'))).toEqual([])
  })

  it('are thinned: all of two days, one a day for two weeks, one a week for three months', () => {
    const folder = studyFolder(join(temporaryFolder(), 'Study.tandem'))
    const now = new Date('2026-11-23T12:00:00.000Z')
    const hour = 3_600_000
    for (let age = 0; age < 120 * 24; age += 6) {
      const stamp = new Date(now.getTime() - age * hour).toISOString().replace(/[:.]/g, '-')
      mkdirSync(join(folder.backups, `${stamp}.tandem`), { recursive: true })
    }
    thinBackups(folder, now)
    const ages = listBackups(folder).map(path => {
      const stamp = /(\d{4}-\d\d-\d\d)T(\d\d)/.exec(path)
      return (now.getTime() - Date.parse(`${stamp?.[1]}T${stamp?.[2]}:00:00Z`)) / (24 * hour)
    })
    expect(ages.filter(age => age < 2).length).toBe(8)
    expect(ages.filter(age => age >= 2 && age < 14).length).toBeGreaterThanOrEqual(12)
    expect(ages.filter(age => age >= 2 && age < 14).length).toBeLessThanOrEqual(13)
    expect(ages.filter(age => age >= 14).length).toBeGreaterThanOrEqual(11)
    expect(ages.filter(age => age >= 14).length).toBeLessThanOrEqual(13)
    expect(Math.max(...ages)).toBeLessThanOrEqual(92)
    thinBackups(folder, now)
    expect(listBackups(folder).length).toBe(ages.length)
  })
})

describe('what lies on the disk', () => {
  it('shows no word of the study, in its folder or among temporary files', async () => {
    const canary = 'kittiwakeledge'
    const study = await makeStudy()
    const source = await study.source(`Interview ${canary}`, `Mentor: ${canary} ${someText(200)} ${canary}`)
    const km = await study.as('KM')
    const code = await study.code(`Code ${canary}`)
    await km.codings.add({ source, start: 0, end: 20, code: code.id, comment: canary })
    const memo = await km.memos.add({ title: canary, about: { kind: 'study', id: null } })
    await km.memos.save({
      memo: memo.id,
      body: JSON.stringify({ root: { type: 'root', children: [{ type: 'text', text: canary }] } }),
    })
    await km.search.sources({ query: canary })
    await study.setUp.study.check({})
    await study.setUp.study.backup({})
    const look = (folders: string[]) =>
      folders
        .flatMap(filesIn)
        .filter(file =>
          [canary, Buffer.from(canary, 'utf16le')].some(trace => readFileSync(file).includes(trace)),
        )
    expect(look([study.path])).toEqual([])
    expect(existsSync(join(study.path, 'study.db-wal'))).toBe(true)
    study.close()
    expect(look([study.path])).toEqual([])
    const temporary = [tmpdir(), '/var/tmp'].filter(existsSync).flatMap(folder =>
      readdirSync(folder)
        .filter(name => name.startsWith('etilqs'))
        .map(name => join(folder, name)),
    )
    expect(temporary.filter(file => readFileSync(file).includes(canary))).toEqual([])
  })
})

describe('a log that was left behind', () => {
  /** A study as a killed process leaves it: the log full of work not yet in the file. */
  async function killed(work: number): Promise<{ path: string; before: Buffer }> {
    const path = await closedStudy()
    const before = readFileSync(join(path, 'study.db'))
    const holder = await heldElsewhere(path)
    for (let n = 0; n < work; n++) {
      holder.stdin.write(`Code ${n}\n`)
      await once(holder.stdout, 'data')
    }
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(existsSync(join(path, 'study.db-wal'))).toBe(true)
    return { path, before }
  }
  const codesIn = (path: string, mode: 'read' | 'write' = 'write') => {
    const study = openStudy(path, mode)
    try {
      return study.db.prepare("SELECT count(*) AS n FROM codes WHERE name LIKE 'Code %'").get()
    } finally {
      study.close()
    }
  }

  it('by a killed process is replayed: all that was acknowledged is there', async () => {
    const { path } = await killed(5)
    expect(codesIn(path)).toEqual({ n: 5 })
  })

  it('is replayed for a reader too, and in a copy of the folder', async () => {
    const { path } = await killed(5)
    cpSync(path, `${path}-copy.tandem`, { recursive: true })
    expect(codesIn(path, 'read')).toEqual({ n: 5 })
    expect(codesIn(`${path}-copy.tandem`)).toEqual({ n: 5 })
  })

  it('beside a backup that was put in the file’s place is set aside, not replayed into it', async () => {
    const { path } = await killed(5)
    const [backup] = listBackups(studyFolder(path))
    copyFileSync(join(backup ?? '', 'study.db'), join(path, 'study.db'))
    expect(codesIn(path)).toEqual({ n: 0 })
    expect(readdirSync(path).filter(name => name.includes('set-aside')).length).toBe(1)
    const study = await studyAt(makeEngine(), path)
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })

  it('of an older session beside the file is set aside for a reader too', async () => {
    const { path } = await killed(3)
    const log = readFileSync(join(path, 'study.db-wal'))
    for (let n = 0; n < 3; n++) openStudy(path, 'write').close()
    writeFileSync(join(path, 'study.db-wal'), log)
    // The marks of the last two sessions are known; this log's file state is two sessions back.
    const [backup] = listBackups(studyFolder(path))
    copyFileSync(join(backup ?? '', 'study.db'), join(path, 'study.db'))
    expect(codesIn(path, 'read')).toEqual({ n: expect.any(Number) })
    expect(readdirSync(path).filter(name => name.includes('set-aside')).length).toBe(1)
  })

  it('with rubbish at its end is replayed up to it', async () => {
    const { path } = await killed(4)
    appendFileSync(join(path, 'study.db-wal'), Buffer.alloc(3000, 7))
    expect(codesIn(path)).toEqual({ n: 4 })
  })
})
