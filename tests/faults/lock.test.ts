import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { opensWith } from '#engine/db/open.ts'
import { listBackups } from '#engine/studies/backup.ts'
import { setPassphrase } from '#engine/studies/change-keys.ts'
import { checks, runCheck } from '#engine/studies/check.ts'
import { studyFolder } from '#engine/studies/folder.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { keyFrom, type Proof, readKeys } from '#engine/studies/keys.ts'
import { readRecoveryKey } from '#engine/studies/recovery-key.ts'
import { TandemError } from '#shared/errors.ts'
import { often } from '../helpers/often.ts'
import { contentOf, makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { seeded } from './power-cut.ts'
import { slowAgain } from './programs/quick-scrypt.ts'

/*
 * A process is killed at any moment while it changes how a study is locked. The study opens as before or as after, never by
 * both and never by neither; every backup opens too; nothing of the other key is left.
 */

const program = fileURLToPath(new URL('./programs/change-the-lock.ts', import.meta.url))
const first = 'the night staff were asked'
const second = 'and so were the porters'

interface Ground {
  path: string
  content: string
  /** The data key before the change, and the recovery key where there is one. */
  dataKey: Buffer
  recovery: string | null
}

/** A closed study of a few MB with a backup, locked with the first passphrase or not at all. */
async function ground(isLocked: boolean): Promise<Ground> {
  const made = await makeStudy()
  for (let n = 0; n < 6; n++)
    await made.source(`Interview ${n}`, `we walked to shop ${n} and back. `.repeat(12_000))
  made.close()
  const study = openStudy(made.path, 'write')
  const recovery = isLocked
    ? (await setPassphrase(study, { passphrase: first, backups: 'remove', progress: () => {} })).recoveryKey
    : null
  if (!isLocked) study.backUp()
  const found = {
    path: made.path,
    content: contentOf(study.db),
    dataKey: Buffer.from(study.key.dataKey),
    recovery,
  }
  study.close()
  return found
}

interface Killed {
  /** What it said when it was done; null where it was killed before. */
  done: string | null
  /** Whether keys.json named both keys then. */
  wasBetween: boolean
}

/**
 * Runs the change on the study and kills it: `afterMs` after it began or, with `atKeys`, after keys.json was replaced for
 * the first time, where everything that can go wrong lies close together.
 */
async function killed(
  path: string,
  step: string,
  now: string,
  afterMs: number,
  atKeys: boolean,
): Promise<Killed> {
  const child = spawn(process.execPath, [program, path, step, now, second], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complaint = ''
  let isArmed = false
  const arm = () => {
    if (isArmed) return
    isArmed = true
    setTimeout(() => child.kill('SIGKILL'), afterMs)
  }
  const watcher = watch(path, (_, name) => {
    if (atKeys && said !== '' && name === 'keys.json') arm()
  })
  child.stderr.on('data', data => {
    complaint += data
  })
  child.stdout.on('data', data => {
    said += data
    if (!atKeys) arm()
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  watcher.close()
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`${step} ended by itself: ${complaint}`)
  return {
    done: /^done ?(.*)$/m.exec(said)?.[1] ?? null,
    wasBetween: readFileSync(join(path, 'keys.json'), 'utf8').includes('"former"'),
  }
}

function opens(path: string, proof: Proof): boolean {
  try {
    openStudy(path, 'read', proof).close()
    return true
  } catch (error) {
    if (error instanceof TandemError && /locked|wrong-passphrase/.test(error.code)) return false
    throw error
  }
}

const seed = Number(process.env.TANDEM_TEST_SEED ?? 20_261_127)

afterAll(slowAgain)

describe('killed while the lock is changed', () => {
  it.each([
    ['set', false],
    ['change', true],
    ['remove', true],
    ['rotate', true],
  ] as const)('(%s) a study opens as before or as after', async (step, isLocked) => {
    const from = await ground(isLocked)
    const chance = seeded(seed)
    const copy = join(temporaryFolder(), 'Copy.tandem')
    const ends = { before: 0, after: 0, between: 0 }
    for (let cycle = 0; cycle < often(6).numRuns; cycle++) {
      rmSync(copy, { recursive: true, force: true })
      cpSync(from.path, copy, { recursive: true })
      // Most where keys.json names both keys; some while backups follow, or before anything is written.
      const isNewKeyAsked = step === 'set' || step === 'rotate'
      const atKeys = isNewKeyAsked && cycle % 4 !== 3
      const within = !isNewKeyAsked ? 40 : cycle % 4 === 2 ? 2500 : 250
      const { done, wasBetween } = await killed(copy, step, isLocked ? first : '', chance() * within, atKeys)
      const folder = studyFolder(copy)

      // What opened it before still does, or it no longer does and the new passphrase is the one.
      const old: Proof = isLocked ? { passphrase: first } : {}
      const changed: Proof = step === 'remove' ? {} : { passphrase: second }
      const isAfter = step === 'remove' ? opens(copy, {}) : !opens(copy, old)
      const proof = isAfter ? changed : old
      if (done !== null) expect(isAfter).toBe(true)
      if (isLocked && !isAfter) expect(opens(copy, changed)).toBe(false)

      const study = openStudy(copy, 'write', proof)
      expect(contentOf(study.db)).toBe(from.content)
      if (cycle % 8 === 0) expect(checks.flatMap(check => runCheck(check, study.db))).toEqual([])
      const { dataKey } = study.key
      const isNewKey = isAfter && isNewKeyAsked
      expect(dataKey.equals(from.dataKey)).toBe(!isNewKey)
      expect(opensWith(folder.database, from.dataKey)).toBe(!isNewKey)
      const kept = readKeys(folder.keys)
      expect(kept.former).toEqual([])
      expect(readdirSync(copy).filter(name => /part|making/.test(name))).toEqual([])

      // The printed key goes on opening it, unless there is a new one.
      const recovery = isNewKey ? done : from.recovery
      if (recovery && !(isAfter && step === 'remove')) {
        readRecoveryKey(recovery)
        expect(keyFrom(kept.slots, { recovery })).toEqual(dataKey)
      }
      for (const backup of listBackups(folder)) {
        const lying = opens(backup, {})
        expect(lying || opens(backup, old) || opens(backup, { passphrase: second })).toBe(true)
      }
      study.close()
      ends[wasBetween ? 'between' : isAfter ? 'after' : 'before']++
      // On request it takes an hour, and says how far it is.
      if (process.env.TANDEM_TEST_TIMES && cycle % 10 === 9) console.info(step, ends)
    }
    expect(ends.before + ends.after + ends.between).toBe(often(6).numRuns)
  })
})
