import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { opensWith } from '#engine/db/open.ts'
import { listBackups } from '#engine/studies/backup.ts'
import {
  changePassphrase,
  keyState,
  removePassphrase,
  renewRecoveryKey,
  rotate,
  setComputer,
  setPassphrase,
} from '#engine/studies/change-keys.ts'
import { studyFolder } from '#engine/studies/folder.ts'
import { openStudy, type StudyHandle } from '#engine/studies/handle.ts'
import { keyFrom, type Proof, readKeys, unlock } from '#engine/studies/keys.ts'
import { newRecoverySecret, printRecoveryKey } from '#engine/studies/recovery-key.ts'
import { TandemError } from '#shared/errors.ts'
import type { EarlierBackups } from '#shared/model/keys.ts'
import { closedStudy, flip } from '../helpers/closed-study.ts'
import { contentOf } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const first = 'the night staff were asked'
const second = 'and so were the porters'

/** Opens the study for a step and closes it again. */
async function withStudy<T>(
  path: string,
  proof: Proof,
  step: (study: StudyHandle) => T,
): Promise<Awaited<T>> {
  const study = openStudy(path, 'write', proof)
  try {
    return await step(study)
  } finally {
    study.close()
  }
}

const refused = (path: string, proof: Proof): TandemError => {
  try {
    openStudy(path, 'read', proof).close()
  } catch (error) {
    if (error instanceof TandemError) return error
    throw error
  }
  throw new Error('It opened')
}

const contentAt = (path: string, proof: Proof) => withStudy(path, proof, ({ db }) => contentOf(db))
const wanting = (passphrase: string, backups: EarlierBackups = 'relock') => ({
  passphrase,
  backups,
  progress: () => {},
})
const setFirst = (path: string, backups?: EarlierBackups) =>
  withStudy(path, {}, study => setPassphrase(study, wanting(first, backups)))

describe('the first passphrase', () => {
  it('gives the study a new key: the one that lay open opens nothing any more', async () => {
    const path = await closedStudy()
    const content = await contentAt(path, {})
    const folder = studyFolder(path)
    const before = unlock(readKeys(folder.keys).slots, {})
    const { recoveryKey } = await setFirst(path)
    expect(refused(path, {}).code).toBe('locked')
    expect(opensWith(folder.database, before)).toBe(false)
    expect(await contentAt(path, { passphrase: first })).toBe(content)
    expect(await contentAt(path, { recovery: recoveryKey ?? '' })).toBe(content)
    expect(readFileSync(folder.keys, 'utf8')).not.toMatch(/"open"|former|night/)
  })

  it('locks the backups there were, so that nothing in the folder is open', async () => {
    const path = await closedStudy()
    await withStudy(path, {}, study => study.backUp())
    const content = await contentAt(path, {})
    const change = await setFirst(path)
    const backups = listBackups(studyFolder(path))
    expect(change.backups).toEqual({ locked: backups.length - 1, removed: 0, left: 0 })
    for (const backup of backups) {
      expect(refused(backup, {}).code).toBe('locked')
      expect(existsSync(join(backup, 'study.db-wal'))).toBe(false)
    }
    const elsewhere = join(temporaryFolder(), 'Copy.tandem')
    cpSync(backups[0] ?? '', elsewhere, { recursive: true })
    expect(await contentAt(elsewhere, { passphrase: first })).toBe(content)
  })

  it('removes them where that is asked, after making one that is locked', async () => {
    const path = await closedStudy()
    const change = await setFirst(path, 'remove')
    expect(change.backups.removed).toBeGreaterThan(0)
    const left = listBackups(studyFolder(path))
    expect(left).toHaveLength(1)
    expect(refused(left[0] ?? '', {}).code).toBe('locked')
  })

  it('or leaves them, and says that they can be read', async () => {
    const path = await closedStudy()
    const change = await setFirst(path, 'keep')
    const { backups } = await withStudy(path, { passphrase: first }, keyState)
    expect(backups.open).toBe(change.backups.left)
    expect(backups.open).toBeGreaterThan(0)
    expect(backups.all).toBe(backups.open + 1)
  })

  it('is long enough, or nothing is done', async () => {
    const path = await closedStudy()
    await withStudy(path, {}, async study => {
      await expect(setPassphrase(study, wanting('short'))).rejects.toThrow(/at least 12 characters/)
      expect(keyState(study).hasPassphrase).toBe(false)
    })
    await setFirst(path)
    await withStudy(path, { passphrase: first }, async study => {
      await expect(setPassphrase(study, wanting(second))).rejects.toThrow(/has a passphrase already/)
    })
  })

  it('leaves the open study at work: it writes, backs up and is read beside as before', async () => {
    const path = await closedStudy()
    await withStudy(path, {}, async study => {
      const beside = study.openAside()
      beside.close()
      await setPassphrase(study, wanting(first))
      study.db.prepare("INSERT INTO local (key, value) VALUES ('tried', 'yes')").run()
      expect(study.describe().openSlot).toBe(false)
      const reading = study.openAside()
      expect(reading.prepare("SELECT value FROM local WHERE key = 'tried'").pluck().get()).toBe('yes')
      study.backUp()
      const other = openStudy(path, 'read', { passphrase: first })
      other.close()
    })
  })
})

describe('a passphrase that is there', () => {
  it('is changed without touching the study; the recovery key stays, and backups follow', async () => {
    const path = await closedStudy()
    const { recoveryKey } = await setFirst(path)
    const folder = studyFolder(path)
    await withStudy(path, { passphrase: first }, study => {
      const key = Buffer.from(study.key.dataKey)
      const change = changePassphrase(study, { passphrase: first }, second)
      expect(study.key.dataKey).toEqual(key)
      expect(change.backups).toEqual({ locked: listBackups(folder).length, removed: 0, left: 0 })
    })
    for (const place of [path, ...listBackups(folder)]) {
      expect(refused(place, { passphrase: first }).code).toBe('wrong-passphrase')
      openStudy(place, 'read', { passphrase: second }).close()
      openStudy(place, 'read', { recovery: recoveryKey ?? '' }).close()
    }
  })

  it('is asked for before anything is changed, or the recovery key', async () => {
    const path = await closedStudy()
    const { recoveryKey } = await setFirst(path)
    await withStudy(path, { passphrase: first }, async study => {
      for (const step of [
        () => changePassphrase(study, { passphrase: 'not this one, no' }, second),
        () => removePassphrase(study, {}),
        () => renewRecoveryKey(study, { recovery: printRecoveryKey(newRecoverySecret()) }),
        () => setComputer(study, {}, Buffer.alloc(32, 1), Buffer.from('blob')),
      ]) {
        expect(step).toThrow(TandemError)
      }
      await expect(rotate(study, {}, wanting(second))).rejects.toThrow(TandemError)
      expect(() => changePassphrase(study, { passphrase: first }, 'short')).toThrow(/at least 12/)
      changePassphrase(study, { recovery: recoveryKey ?? '' }, second)
    })
    openStudy(path, 'read', { passphrase: second }).close()
  })

  it('is removed: the study lies open, and so do its backups, and the recovery key is gone', async () => {
    const path = await closedStudy()
    await setFirst(path)
    await withStudy(path, { passphrase: first }, study => removePassphrase(study, { passphrase: first }))
    expect(readKeys(studyFolder(path).keys).slots.map(({ kind }) => kind)).toEqual(['open'])
    for (const place of [path, ...listBackups(studyFolder(path))]) openStudy(place, 'read').close()
  })

  it('is set anew with another key each time', async () => {
    const path = await closedStudy()
    await setFirst(path)
    await withStudy(path, { passphrase: first }, study => removePassphrase(study, { passphrase: first }))
    const lying = unlock(readKeys(studyFolder(path).keys).slots, {})
    await setFirst(path)
    expect(opensWith(studyFolder(path).database, lying)).toBe(false)
  })
})

describe('when somebody left', () => {
  it('the study has another key: neither their passphrase, nor the recovery key, nor the key itself opens it', async () => {
    const path = await closedStudy()
    const content = await contentAt(path, {})
    const { recoveryKey } = await setFirst(path)
    const folder = studyFolder(path)
    const copied = join(temporaryFolder(), 'keys.json')
    copyFileSync(folder.keys, copied)
    const change = await withStudy(path, { passphrase: first }, study =>
      rotate(study, { passphrase: first }, wanting(second)),
    )
    expect(change.recoveryKey).not.toBe(recoveryKey)
    expect(change.backups.left).toBe(0)
    expect(refused(path, { passphrase: first }).code).toBe('wrong-passphrase')
    expect(refused(path, { recovery: recoveryKey ?? '' }).code).toBe('wrong-passphrase')
    expect(opensWith(folder.database, unlock(readKeys(copied).slots, { passphrase: first }))).toBe(false)
    expect(await contentAt(path, { recovery: change.recoveryKey ?? '' })).toBe(content)
    for (const backup of listBackups(folder)) openStudy(backup, 'read', { passphrase: second }).close()
  })

  it('takes another passphrase than the one they know', async () => {
    const path = await closedStudy()
    await setFirst(path)
    await withStudy(path, { passphrase: first }, study =>
      expect(rotate(study, { passphrase: first }, wanting(first))).rejects.toThrow(/is the one there is now/),
    )
  })
})

describe('a recovery key', () => {
  it('that is renewed takes the place of the one before', async () => {
    const path = await closedStudy()
    const { recoveryKey } = await setFirst(path)
    const change = await withStudy(path, { passphrase: first }, study =>
      renewRecoveryKey(study, { passphrase: first }),
    )
    expect(refused(path, { recovery: recoveryKey ?? '' })).toMatchObject({
      code: 'wrong-passphrase',
      message: expect.stringContaining('not the one of this study'),
    })
    openStudy(path, 'read', { recovery: change.recoveryKey ?? '' }).close()
  })

  it('that is mistyped is told from a wrong one', async () => {
    const path = await closedStudy()
    const { recoveryKey } = await setFirst(path)
    const typed = `${recoveryKey?.slice(0, -1)}${recoveryKey?.endsWith('0') ? '1' : '0'}`
    expect(refused(path, { recovery: typed })).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('as it was printed'),
    })
  })
})

describe('this computer’s lock', () => {
  it('opens the study beside the passphrase, and with no other secret', async () => {
    const path = await closedStudy()
    await setFirst(path)
    const secret = Buffer.alloc(32, 7)
    await withStudy(path, { passphrase: first }, study => {
      setComputer(
        study,
        { passphrase: first },
        Buffer.from(secret),
        Buffer.from('what the system made of it'),
      )
      expect(keyState(study).hasComputerLock).toBe(true)
    })
    const slot = readKeys(studyFolder(path).keys).slots.find(({ kind }) => kind === 'computer')
    if (slot?.kind !== 'computer') throw new Error('No slot')
    expect(Buffer.from(slot.blob, 'base64').toString()).toBe('what the system made of it')
    expect(readFileSync(studyFolder(path).keys, 'utf8')).not.toContain(secret.toString('hex'))
    openStudy(path, 'read', { computer: { id: slot.id, secret } }).close()
    expect(refused(path, { computer: { id: slot.id, secret: Buffer.alloc(32) } }).code).toBe(
      'wrong-passphrase',
    )
    await withStudy(path, { passphrase: first }, study =>
      changePassphrase(study, { passphrase: first }, second),
    )
    openStudy(path, 'read', { computer: { id: slot.id, secret } }).close()
  })
})

describe('keys.json', () => {
  /** As Tandem wrote it before there were recovery keys; see tests/fixtures. */
  const earlier = (name: string) => new URL(`../fixtures/keys/${name}`, import.meta.url)

  it('of the first kind still opens, and is of the newest kind after a change', () => {
    const open = readKeys(earlier('version-1-open.json').pathname)
    expect(unlock(open.slots, {}).toString('hex')).toMatch(/^(0123456789abcdef){4}$/)
    const locked = readKeys(earlier('version-1-passphrase.json').pathname)
    expect(unlock(locked.slots, { passphrase: first }).toString('hex')).toMatch(/^(0123456789abcdef){4}$/)
    expect(keyFrom(locked.slots, { passphrase: second })).toBeNull()
  })

  it('of a newer kind is refused by its version', () => {
    expect(() => readKeys(earlier('version-3.json').pathname)).toThrow(/newer Tandem \(key file version 3\)/)
  })

  it('with any byte altered is damaged, and never a wrong passphrase or another key', async () => {
    const path = await closedStudy()
    await setFirst(path)
    const { keys } = studyFolder(path)
    const whole = readFileSync(keys)
    const said = JSON.stringify(readKeys(keys))
    for (let at = 0; at < whole.length; at++) {
      writeFileSync(keys, whole)
      flip(keys, at, 1 << (at % 7))
      try {
        // White space and the case of nothing: what still reads the same is no damage.
        expect(JSON.stringify(readKeys(keys))).toBe(said)
      } catch (error) {
        expect((error as TandemError).code).toMatch(/damaged|newer-version/)
      }
    }
  })

  it('that a change broke off leaves is set right at the next opening for writing', async () => {
    const path = await closedStudy()
    await setFirst(path)
    const folder = studyFolder(path)
    const old = readFileSync(folder.keys)
    writeFileSync(`${folder.keys}.part-1`, old)
    openStudy(path, 'write', { passphrase: first }).close()
    expect(readdirSync(path).filter(name => name.includes('part'))).toEqual([])
  })
})
