import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sha256Of } from '../helpers/folder-bytes.ts'
import { makeStudy, someText } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/* Disks that are full, limited or read-only: real ones, mounted for the test where this machine lets a user do so. */

const fillTheDisk = fileURLToPath(new URL('./programs/fill-the-disk.ts', import.meta.url))
const openOnFullDisk = fileURLToPath(new URL('./programs/open-on-full-disk.ts', import.meta.url))
const openReadOnly = fileURLToPath(new URL('./programs/open-read-only.ts', import.meta.url))
const ownMounts = 'unshare'
const mayMount =
  process.platform === 'linux' &&
  spawnSync(ownMounts, ['-Urm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' }).status === 0
const cannotMount = 'this machine does not let its users mount file systems of their own (unshare -Urm)'

/** Runs a shell script where mounts are its own, and answers what it printed as JSON. */
function alone(script: string, ...words: string[]): unknown {
  const ran = spawnSync(ownMounts, ['-Urm', 'sh', '-euc', script, 'sh', ...words], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`${ran.stderr}${ran.stdout}`)
  return JSON.parse(ran.stdout)
}

interface Filled {
  coding: string
  acknowledged: number
  readable: number
  importing: string
  sources: number
  backup: string
  newBackups: number
  another: string
  left: boolean
  after: string
  counted: number
  whole: { ok: boolean; breaches: unknown[] }
  faults: string
}

describe('a disk that fills up', () => {
  it.for(['4m', '6m', '9m'])(
    '(%s) loses nothing that was acknowledged, says so, and goes on when there is room',
    (size, ctx) => {
      if (!mayMount) ctx.skip(cannotMount)
      const disk = join(temporaryFolder(), 'disk')
      mkdirSync(disk)
      const said = alone(
        `mount -t tmpfs -o size=${size} tmpfs "$1"; exec "$2" "$3" "$1" "$4"`,
        disk,
        process.execPath,
        fillTheDisk,
        temporaryFolder(),
      ) as Filled
      expect(said.coding).toMatch(/^disk-full: The disk is full/)
      expect(said.acknowledged).toBeGreaterThan(5)
      expect(said.readable).toBe(said.acknowledged)
      expect(said.importing).toMatch(/^disk-full: /)
      expect(said.sources).toBe(1)
      expect(said.backup).toMatch(/^disk-full: /)
      expect(said.newBackups).toBe(0)
      expect(said.another).toMatch(/^disk-full: /)
      expect(said.left).toBe(false)
      expect(said.after).toBe('done')
      expect(said.counted).toBe(said.acknowledged + 1)
      expect(said.whole).toEqual({ ok: true, breaches: [] })
      expect(said.faults).toBe('')
    },
  )

  it('is the same for a limit on the size of files', ctx => {
    if (process.platform === 'win32') ctx.skip('there is no such limit on Windows')
    const folder = temporaryFolder()
    const ran = spawnSync(
      'sh',
      [
        '-c',
        'trap "" XFSZ; ulimit -f 4000; exec "$1" "$2" "$3" "$4" 1',
        'sh',
        process.execPath,
        fillTheDisk,
        folder,
        temporaryFolder(),
      ],
      { encoding: 'utf8' },
    )
    expect(ran.stderr).toBe('')
    const said = JSON.parse(ran.stdout) as Filled
    expect(said.coding).toMatch(/^disk-full: /)
    expect(said.readable).toBe(said.acknowledged)
    expect(said.faults).toBe('')
    expect(said.whole).toEqual({ ok: true, breaches: [] })
  })
})

describe('a disk that is full already', () => {
  it.for(['closed', 'killed'])(
    'is said to be full, and the study (%s) not to be damaged',
    async (how, ctx) => {
      if (!mayMount) ctx.skip(cannotMount)
      const study = await makeStudy()
      await study.source('Interview 1', someText(2))
      const disk = join(temporaryFolder(), 'disk')
      const copied = join(temporaryFolder(), 'Study.tandem')
      mkdirSync(disk)
      if (how === 'closed') study.close()
      cpSync(study.path, copied, { recursive: true })
      const { said, same } = alone(
        'mount -t tmpfs -o size=4m tmpfs "$1"; cp -r "$2" "$1/Study.tandem"; rm -f "$1"/Study.tandem/*-shm; exec "$3" "$4" "$1/Study.tandem"',
        disk,
        copied,
        process.execPath,
        openOnFullDisk,
      ) as { said: string[]; same: boolean }
      for (const sentence of said)
        expect(sentence).toMatch(/^disk-full: The disk is full: .* The study itself is safe\.$/)
      expect(said).toHaveLength(2)
      expect(same).toBe(true)
    },
  )
})

describe('a disk that may only be read', () => {
  it('gives a sentence instead of a study, and is not written to', async ctx => {
    if (!mayMount) ctx.skip(cannotMount)
    const study = await makeStudy()
    await study.source('Interview 1', someText(2))
    study.close()
    const disk = join(temporaryFolder(), 'disk')
    mkdirSync(disk)
    const before = sha256Of(join(study.path, 'study.db'))
    const said = alone(
      'mount -t tmpfs tmpfs "$1"; cp -r "$2" "$1/Study.tandem"; mount -o remount,ro "$1"; exec "$3" "$4" "$1/Study.tandem"',
      disk,
      study.path,
      process.execPath,
      openReadOnly,
    )
    expect(said).toEqual([
      expect.stringMatching(/^read-only: .* cannot be written: the folder is read-only for you/),
      expect.stringMatching(/^read-only: /),
    ])
    expect(sha256Of(join(study.path, 'study.db'))).toBe(before)
  })
})
