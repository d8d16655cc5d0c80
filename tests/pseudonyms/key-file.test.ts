import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { newId } from '#engine/db/ids.ts'
import {
  mustLieOutside,
  newSeal,
  openKeyFile,
  readKeyFile,
  rereadKeyFile,
  usualKeyPath,
  writeKeyFile,
} from '#engine/pseudonyms/key-file.ts'
import { holdKey } from '#engine/pseudonyms/open-key.ts'
import { TandemError } from '#shared/errors.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { pair } from './pair.ts'

const passphrase = 'the boats go out at five'
const study = newId()
const content = {
  pairs: [pair('Sarah Owen', 'OT 18'), pair('Jonas Lindqvist', '[mentor]')],
  ignored: ['Tuesday Club'],
}

function codeOf(step: () => unknown): string {
  try {
    step()
    return 'done'
  } catch (error) {
    if (error instanceof TandemError) return error.code
    throw error
  }
}

function written(): string {
  const path = join(temporaryFolder(), 'a study - pseudonyms.tandem-key')
  writeKeyFile(path, newSeal(newId(), study, passphrase), content)
  return path
}

describe('the file of a key', () => {
  it('gives back what was put in, and nothing of it can be read in the file', () => {
    const path = written()
    expect(openKeyFile(path, study, passphrase).content).toEqual(content)
    const bytes = readFileSync(path, 'latin1')
    for (const word of ['Sarah', 'Owen', 'OT 18', 'Jonas', 'Tuesday']) {
      expect(bytes).not.toContain(word)
      expect(bytes).not.toContain(Buffer.from(word).toString('base64').slice(0, -2))
    }
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('is another file each time it is written, of a length that does not count the names', () => {
    const path = written()
    const { seal } = openKeyFile(path, study, passphrase)
    const first = readFileSync(path)
    writeKeyFile(path, seal, { pairs: [], ignored: [] })
    expect(readFileSync(path).byteLength).toBe(first.byteLength)
    expect(readFileSync(path).equals(first)).toBe(false)
  })

  it('tells a wrong passphrase from damage, another study and a file that is not there', () => {
    const path = written()
    expect(codeOf(() => openKeyFile(path, study, 'the boats go out at six'))).toBe('wrong-passphrase')
    expect(codeOf(() => openKeyFile(path, newId(), passphrase))).toBe('conflict')
    expect(codeOf(() => openKeyFile(`${path}x`, study, passphrase))).toBe('not-found')
    expect(codeOf(() => openKeyFile(temporaryFolder(), study, passphrase))).toBe('not-found')
  })

  it('says that it is damaged whichever byte is turned, and wherever it is cut off', () => {
    const path = written()
    const bytes = readFileSync(path)
    // Every byte of the head and the end, and one in each run of the sealed part.
    for (let at = 0; at < bytes.length; at += at > 400 && at < bytes.length - 200 ? 13 : 1) {
      const turned = Buffer.from(bytes)
      turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(path, turned)
      expect(
        codeOf(() => readKeyFile(path, study)),
        `byte ${at}`,
      ).toBe('damaged')
    }
    for (const length of [0, 1, 100, bytes.length - 66, bytes.length - 1]) {
      writeFileSync(path, bytes.subarray(0, length))
      expect(
        codeOf(() => readKeyFile(path, study)),
        `${length} bytes`,
      ).toBe('damaged')
    }
  })

  it('refuses an altered file even where its sum was made anew', () => {
    const path = written()
    const other = written()
    const [json = ''] = readFileSync(path, 'utf8').split('\n')
    const file = JSON.parse(json) as Record<string, unknown>
    const [otherJson = ''] = readFileSync(other, 'utf8').split('\n')
    const { createHash } = process.getBuiltinModule('node:crypto')
    for (const field of ['key', 'nonce', 'tag', 'sealed', 'scrypt']) {
      const altered = JSON.stringify({
        ...file,
        [field]: (JSON.parse(otherJson) as Record<string, unknown>)[field],
      })
      writeFileSync(path, `${altered}\n${createHash('sha256').update(altered).digest('hex')}\n`)
      expect(
        codeOf(() => openKeyFile(path, study, passphrase)),
        field,
      ).toBe('wrong-passphrase')
    }
  })

  it('names the version of a newer Tandem', () => {
    const path = written()
    const [json = ''] = readFileSync(path, 'utf8').split('\n')
    const newer = json.replace('"version":1', '"version":2')
    const { createHash } = process.getBuiltinModule('node:crypto')
    writeFileSync(path, `${newer}\n${createHash('sha256').update(newer).digest('hex')}\n`)
    expect(codeOf(() => readKeyFile(path, study))).toBe('newer-version')
  })

  it('lies outside of the study', () => {
    const base = temporaryFolder()
    const folder = join(base, 'A.tandem')
    mkdirSync(join(folder, 'backups'), { recursive: true })
    symlinkSync(folder, join(base, 'link'))
    expect(codeOf(() => mustLieOutside(join(folder, 'k'), folder))).toBe('bad-input')
    expect(codeOf(() => mustLieOutside(join(folder, 'backups', 'k'), folder))).toBe('bad-input')
    expect(codeOf(() => mustLieOutside(join(base, 'link', 'k'), folder))).toBe('bad-input')
    expect(codeOf(() => mustLieOutside(join(base, 'A.tandem.key'), folder))).toBe('done')
    expect(codeOf(() => mustLieOutside(usualKeyPath(folder), folder))).toBe('done')
  })

  it.for([
    ['read-only', 'mount -t tmpfs tmpfs "$1"; cp "$2" "$1/k"; mount -o remount,ro "$1"'],
    ['disk-full', 'mount -t tmpfs -o size=8k tmpfs "$1"; cp "$2" "$1/k"'],
  ] as const)(
    'leaves the key as it was where nothing can be written, and says so: %s',
    ([code, mount], ctx) => {
      const { status } = spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], {
        stdio: 'ignore',
      })
      if (status !== 0)
        ctx.skip('this machine does not let its users mount file systems of their own (unshare -Urm)')
      const program = fileURLToPath(new URL('../faults/programs/change-a-key.ts', import.meta.url))
      const script = `${mount}; exec "$3" "$4" "$1/k" "$5" "$6"`
      const given = [temporaryFolder(), written(), process.execPath, program, study, passphrase]
      const ran = spawnSync('unshare', ['-Urm', 'sh', '-euc', script, 'sh', ...given], { encoding: 'utf8' })
      expect(ran.stderr).toBe('')
      expect(JSON.parse(ran.stdout)).toEqual({ outcome: code, ignored: ['Tuesday Club'], files: ['k'] })
    },
  )

  it('is whole whenever its writer is killed, and what is left over goes with the next writing', async () => {
    const path = join(temporaryFolder(), 'k.tandem-key')
    const program = fileURLToPath(new URL('../faults/programs/write-a-key.ts', import.meta.url))
    for (const afterMs of [0, 3, 7, 12, 25]) {
      const child = spawn(process.execPath, [program, path, study, passphrase], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      setTimeout(() => child.kill('SIGKILL'), afterMs)
      await once(child, 'close')
      const { seal, content } = openKeyFile(path, study, passphrase)
      expect(content.pairs).toHaveLength(200)
      expect(content.pairs[7]?.real).toBe(`Name${content.ignored[0]} Of7`)
      writeKeyFile(path, seal, content)
      expect(readdirSync(join(path, '..'))).toEqual(['k.tandem-key'])
    }
  })
})

describe('a key that is open', () => {
  const opened = (path: string, onClosed = () => {}) =>
    holdKey({ path, ...openKeyFile(path, study, passphrase), onClosed })

  it('builds on what another window wrote meanwhile', () => {
    const path = written()
    const [here, there] = [opened(path), opened(path)]
    here.change(content => ({ ...content, ignored: [...content.ignored, 'One'] }))
    there.change(content => ({ ...content, ignored: [...content.ignored, 'Two'] }))
    here.readAgain()
    expect(here.ignored()).toEqual(['Tuesday Club', 'One', 'Two'])
    here.close()
    there.close()
  })

  it('closes after a quarter of an hour without use, and forgets what it held', () => {
    vi.useFakeTimers()
    try {
      const closed = vi.fn()
      const key = opened(written(), closed)
      vi.advanceTimersByTime(14 * 60_000)
      expect(key.pairs()).toHaveLength(2)
      vi.advanceTimersByTime(14 * 60_000)
      expect(key.isOpen()).toBe(true)
      vi.advanceTimersByTime(2 * 60_000)
      expect(closed).toHaveBeenCalledOnce()
      expect(codeOf(() => key.pairs())).toBe('key-closed')
      expect(codeOf(() => key.finder())).toBe('key-closed')
    } finally {
      vi.useRealTimers()
    }
  })

  it('writes nothing over a file that was exchanged for another key', () => {
    const path = written()
    const key = opened(path)
    copyFileSync(written(), path)
    expect(codeOf(() => key.change(content => content))).toBe('conflict')
    expect(codeOf(() => rereadKeyFile(path, openKeyFile(path, study, passphrase).seal))).toBe('done')
    key.close()
  })
})
