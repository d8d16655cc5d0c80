import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writePackage } from '#engine/packages/write.ts'
import { often } from '../helpers/often.ts'
import { aDraft, readWhole } from '../helpers/package.ts'
import { signing } from '../helpers/package-parts.ts'
import { failureOf } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/* Packages on disks that fill up, may only be read, or lose the process that writes to them. */

const program = fileURLToPath(new URL('./programs/write-packages.ts', import.meta.url))
const readProgram = fileURLToPath(new URL('./programs/read-a-package.ts', import.meta.url))
const ownMounts = 'unshare'
const mayMount =
  process.platform === 'linux' &&
  spawnSync(ownMounts, ['-Urm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' }).status === 0
const cannotMount = 'this machine does not let its users mount file systems of their own (unshare -Urm)'

/** Writes one package to a disk mounted with these options after `prepare`; answers what came of it. */
function writtenTo(mount: string, prepare = ':'): { said: string; left: string[] } {
  const disk = join(temporaryFolder(), 'disk')
  mkdirSync(disk)
  const script = `mount -t tmpfs ${mount} tmpfs "$1"; cd "$1"; ${prepare}; exec "$2" "$3" "$1" once`
  const ran = spawnSync(ownMounts, ['-Urm', 'sh', '-euc', script, 'sh', disk, process.execPath, program], {
    encoding: 'utf8',
  })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return JSON.parse(ran.stdout)
}

describe('writing a package', () => {
  it('to a disk with room goes through', ctx => {
    if (!mayMount) ctx.skip(cannotMount)
    expect(writtenTo('-o size=1m')).toEqual({ said: 'written', left: ['KM.tandem-return'] })
  })

  it('to a disk that fills up leaves nothing, and says so', ctx => {
    if (!mayMount) ctx.skip(cannotMount)
    const { said, left } = writtenTo('-o size=16k')
    expect(said).toMatch(/^disk-full: The disk is full: .*KM\.tandem-return could not be written\.$/)
    expect(left).toEqual([])
  })

  it('to a folder that is not there says so', async () => {
    const path = join(temporaryFolder(), 'gone', 'KM.tandem-return')
    const { code, message } = await failureOf(writePackage(path, aDraft(), { kind: 'open' }, signing))
    expect([code, message]).toEqual(['not-found', `There is no folder for ${path}.`])
  })

  it('to a disk that may only be read says so', ctx => {
    if (!mayMount) ctx.skip(cannotMount)
    const { said, left } = writtenTo('-o size=1m', 'mount -o remount,ro "$1"')
    expect(said).toMatch(/^read-only: .*KM\.tandem-return cannot be written/)
    expect(left).toEqual([])
  })

  it('that is killed at any moment leaves the one before or the new one, whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(120), async afterMs => {
        const folder = temporaryFolder()
        const path = join(folder, 'KM.tandem-return')
        const said = await killed(folder, afterMs)
        if (existsSync(path)) {
          const { manifest, all } = await readWhole(path)
          expect(all).toHaveLength(400)
          expect(manifest.details.times).toBeGreaterThanOrEqual(said)
        } else expect(said).toBe(0)
        await writePackage(path, aDraft(), { kind: 'open' }, signing, { force: true })
        expect(readdirSync(folder)).toEqual(['KM.tandem-return'])
      }),
      { ...often(8), examples: [[0], [1]] },
    )
  })
})

/** Lets the program write until it is killed, `afterMs` after it began; answers how many it said it had written. */
async function killed(folder: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', data => {
    said += data
    if (said.length === String(data).length) setTimeout(() => child.kill('SIGKILL'), afterMs)
  })
  await once(child, 'close')
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}

describe('reading a package', () => {
  it('from a disk that may only be read goes through, and is not written to', async ctx => {
    if (!mayMount) ctx.skip(cannotMount)
    const folder = temporaryFolder()
    const path = join(folder, 'KM.tandem-return')
    await writePackage(path, aDraft(), { kind: 'open' }, signing)
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const script =
      'mount -t tmpfs tmpfs "$1"; cp "$2" "$1"; mount -o remount,ro "$1"; exec "$3" "$4" "$1/KM.tandem-return"'
    const ran = spawnSync(
      ownMounts,
      ['-Urm', 'sh', '-euc', script, 'sh', disk, path, process.execPath, readProgram],
      {
        encoding: 'utf8',
      },
    )
    expect([ran.stderr, JSON.parse(ran.stdout)]).toEqual(['', { operations: 3, contents: 3, sources: 2 }])
  })
})
