import type { library } from '#shared/contract/library.ts'
import { TandemError } from '#shared/errors.ts'
import type { OpenStudy, RememberedHandout } from '#shared/model/study.ts'
import { type LibraryCode, libraryFrameworks } from '../codebook/library/index.ts'
import type { WindowHandlers } from '../handler-types.ts'
import { atPath } from '../handouts/at-path.ts'
import { keptHandout } from '../handouts/copy.ts'
import { factsOf, seeHandout } from '../handouts/look.ts'
import { copyOfHandout, keysHere } from '../handouts/open.ts'
import type { Host, Window } from '../host.ts'
import { makeSample } from '../sample/make-sample.ts'
import { changePassphrase, computerSlotOf, mustBeGood } from '../studies/change-keys.ts'
import { existingStudy } from '../studies/folder.ts'
import { createStudy, type StudyHandle } from '../studies/handle.ts'
import { type Proof, readKeys } from '../studies/keys.ts'
import { newRecoverySecret, printRecoveryKey } from '../studies/recovery-key.ts'
import { furnish } from './furnish.ts'

export const libraryHandlers: WindowHandlers<typeof library> = {
  recent: ({ host }) => ({
    folder: host.library.folder,
    version: host.version,
    studies: host.library.recent(),
  }),

  create(window, { title, folder, passphrase, frameworks, stance }) {
    const { host } = window
    const recovery = newRecoverySecret()
    if (passphrase !== undefined) mustBeGood(passphrase)
    const lock = passphrase === undefined ? {} : { lock: { passphrase, recovery } }
    const study = createStudy(host.library.freePath(title, folder), {
      title,
      stance,
      at: Date.now(),
      ...lock,
    })
    try {
      furnish(study, frameworks)
    } catch (error) {
      study.close()
      throw error
    }
    host.adopt(study)
    const opened = enter(window, study)
    return { ...opened, recoveryKey: passphrase === undefined ? null : printRecoveryKey(recovery) }
  },

  async open(window, { path, passphrase, recovery, computer = false }) {
    const given = { passphrase, recovery, computer: computer ? await fromVault(window, path) : undefined }
    return enter(window, window.host.enter(path, given))
  },

  recover(window, { path, recovery, passphrase }) {
    mustBeGood(passphrase)
    const study = window.host.enter(path, { recovery })
    try {
      // An open study takes any proof: there is nothing to recover.
      if (!study.describe().openSlot) changePassphrase(study, { recovery }, passphrase)
      return enter(window, study)
    } catch (error) {
      window.host.leave(study)
      throw error
    }
  },

  async computerLock({ host: { vault } }, { path }) {
    const isPossible = vault !== null && (await vault.isUsable())
    return { isPossible, isSet: isPossible && hasComputerSlot(path) }
  },

  frameworks: () =>
    libraryFrameworks().map(({ id, name, description, codes }) => ({
      id,
      name,
      description,
      codes: countCodes(codes),
    })),

  async openSample(window, _, working) {
    const { host } = window
    const path = host.library.freePath('Sample study')
    await makeSample(host, path, working)
    return enter(window, host.enter(path))
  },

  lookAtHandout: ({ host }, { file, passphrase }, { signal }) =>
    atPath(host, file, async path =>
      factsOf(await seeHandout(path, keysHere(host, passphrase), signal), host.library),
    ),

  async openHandout(window, { file, passphrase, path, again }, { progress, breathe, signal }) {
    const { host } = window
    progress(0, null, 'Opening the hand-out')
    await breathe()
    const { folder, handout } = await atPath(host, file, from =>
      copyOfHandout(host.library, from, { keys: keysHere(host, passphrase), path, again, signal }),
    )
    return { copy: enter(window, host.enter(folder, { passphrase })), handout }
  },

  declineHandout(window) {
    window.offered = null
    return null
  },

  close(window) {
    window.isLocked = false
    window.show(null)
    return null
  },

  forget(window, { path }) {
    window.host.library.forget(path)
    return null
  },

  preferences: ({ host }) => host.library.preferences(),

  setPreferences: ({ host }, preferences) => host.library.setPreferences(preferences),
}

/** What this computer's safe place gives back for a study; undefined where the study has no lock of this computer's. */
async function fromVault({ host }: Window, path: string): Promise<Proof['computer']> {
  const slot = computerSlotOf(readKeys(existingStudy(path).keys).slots)
  if (!slot || !host.vault) return undefined
  const secret = await host.vault.unseal(Buffer.from(slot.blob, 'base64'))
  return { id: slot.id, secret: secret ?? Buffer.alloc(32) }
}

function hasComputerSlot(path: string): boolean {
  try {
    return computerSlotOf(readKeys(existingStudy(path).keys).slots) !== undefined
  } catch {
    return false
  }
}

function enter(window: Window, study: StudyHandle): OpenStudy {
  window.show(study)
  rememberStudy(window.host, study)
  return study.describe()
}

/** Puts an open study on this person's list. */
export function rememberStudy(host: Host, study: StudyHandle): void {
  const kept = keptHandout(study.db)
  remember(
    host,
    study.folder.path,
    study.describe().title,
    kept
      ? {
          package: kept.package,
          study: study.id,
          key: kept.studyKey,
          coder: kept.coder.name,
          round: kept.round.title,
        }
      : undefined,
  )
}

/** Puts a folder on this person's list. The list is a courtesy: a full disk does not keep a study from opening. */
export function remember(host: Host, path: string, title: string, handout?: RememberedHandout): void {
  try {
    host.library.remember(path, title, handout)
  } catch (error) {
    if (!(error instanceof TandemError)) host.log.fault('library.remember', error)
  }
}

const countCodes = (codes: readonly LibraryCode[]): number =>
  codes.reduce((n, code) => n + 1 + countCodes(code.children), 0)
