import type { Client } from '#shared/contract/client.ts'
import type { Topic } from '#shared/contract/method.ts'
import type { LockedStudy } from '#shared/contract/wire.ts'
import { TandemError } from '#shared/errors.ts'
import type { HeldFile } from './held-file.ts'
import type { Parser } from './import/parser.ts'
import type { Library } from './library/library.ts'
import type { Log } from './log.ts'
import type { Asking } from './members/asking.ts'
import { memberById } from './members/queries.ts'
import type { OpenKey } from './pseudonyms/open-key.ts'
import type { FoundFile } from './sources/found-file.ts'
import { openStudy, type StudyHandle } from './studies/handle.ts'
import { type Proof, unlock } from './studies/keys.ts'
import type { Vault } from './vault.ts'

/**
 * A file a browser sent up, waiting to be imported: in memory, or a large one encrypted on the disk under a key in
 * memory. Nothing readable touches the disk.
 */
export type Upload = { fileName: string } & ({ bytes: Uint8Array } | { held: HeldFile })

/** A report made and not yet fetched. */
export interface HeldReport {
  fileName: string
  mediaType: string
  bytes: Uint8Array
}

/** What all windows of this process share. */
export interface Host {
  readonly library: Library
  readonly log: Log
  readonly parser: Parser
  readonly version: string
  readonly uploads: Shelf<Upload>
  readonly reports: Shelf<HeldReport>
  readonly previews: Shelf<FoundFile>
  /** This computer's safe place; null where there is none to be had, as in a browser. */
  vault: Vault | null
  /** Opens a study, or shares the handle a window of this process already has. */
  enter(path: string, proof?: Proof): StudyHandle
  /** Takes over a handle that was just made. */
  adopt(study: StudyHandle): void
  leave(study: StudyHandle): void
  /** Closes a study that has a passphrase, in every window, and forgets its key. */
  lock(study: StudyHandle): void
  announce(study: StudyHandle | null, from: Window, topics: readonly Topic[]): void
  readonly windows: Set<Window>
  /** A window of this process's own, for work that goes through the same contract as a person's. */
  openWindow(manages: boolean): { client: Client; show(study: StudyHandle): void; close(): void }
  closeAll(): void
  /** Lets go of everything readable that is held in memory for a next step. */
  forgetContents(): void
}

/** One window (or tab, or command): which study it has open, and who is signed in through it. */
export interface Window {
  readonly host: Host
  study: StudyHandle | null
  memberId: string | null
  /** The file of a hand-out that the system asked this window to open. */
  offered: string | null
  /** The key of pseudonyms that was opened here; it closes when another person or study comes. */
  names: OpenKey | null
  asking(): Asking
  mustHaveStudy(): StudyHandle
  /** Shows this window another study, or none. */
  show(study: StudyHandle | null): void
  /** True from when the study was locked here until one is shown again. */
  isLocked: boolean
  /** Takes the study away until its passphrase is given; does nothing to one that has none. */
  lock(): void
  /** Tells this window that it stands before a locked study. */
  showLocked(study: LockedStudy): void
  tell(topics: readonly Topic[]): void
  leave(): void
}

/** A few things held in memory under a random id, the oldest dropped first. */
export interface Shelf<T> {
  put(id: string, thing: T, bytes: number): void
  get(id: string): T | undefined
  /** The first of those held that is wanted. */
  find(wanted: (thing: T) => boolean): T | undefined
  drop(id: string): void
  clear(): void
}

/** `onDrop` is told of each thing that is let go. */
export function shelf<T>(mostBytes: number, onDrop: (thing: T) => void = () => {}): Shelf<T> {
  const held = new Map<string, { thing: T; bytes: number }>()
  let total = 0
  const drop = (id: string) => {
    const entry = held.get(id)
    if (!entry) return
    total -= entry.bytes
    held.delete(id)
    onDrop(entry.thing)
  }
  return {
    put(id, thing, bytes) {
      held.set(id, { thing, bytes })
      total += bytes
      for (const oldest of held.keys()) {
        if (total <= mostBytes || oldest === id) break
        drop(oldest)
      }
    },
    get: id => held.get(id)?.thing,
    find: wanted => [...held.values()].find(({ thing }) => wanted(thing))?.thing,
    drop,
    clear() {
      for (const id of [...held.keys()]) drop(id)
    },
  }
}

export interface HostOptions {
  library: Library
  log: Log
  parser: Parser
  version: string
  openWindow: Host['openWindow']
}

export function createHost({ library, log, parser, version, openWindow }: HostOptions): Host {
  const open = new Map<StudyHandle, number>()
  const windows = new Set<Window>()
  const retain = (study: StudyHandle) => open.set(study, (open.get(study) ?? 0) + 1)
  const host: Host = {
    library,
    log,
    parser,
    version,
    uploads: shelf(512 * 1024 * 1024, upload => 'held' in upload && upload.held.drop()),
    reports: shelf(256 * 1024 * 1024),
    previews: shelf(512 * 1024 * 1024),
    windows,
    openWindow,
    vault: null,
    enter(path, proof = {}) {
      for (const study of open.keys()) {
        if (study.folder.path === library.absolute(path)) {
          study.stillHere()
          unlock(study.key.file.slots, proof).fill(0)
          retain(study)
          return study
        }
      }
      const study = openStudy(path, 'write', proof)
      retain(study)
      return study
    },
    adopt: study => {
      retain(study)
    },
    lock(study) {
      if (study.describe().openSlot) return
      for (const window of windows) if (window.study === study) window.lock()
      // Whoever else held it, such as the door it was opened for.
      if (open.delete(study)) study.close()
    },
    leave(study) {
      if (!study.isOpen()) return
      const left = (open.get(study) ?? 1) - 1
      if (left > 0) open.set(study, left)
      else {
        open.delete(study)
        study.close()
      }
    },
    announce(study, from, topics) {
      if (topics.length === 0) return
      for (const window of windows) {
        if (window === from || (study && window.study === study) || topics.includes('library'))
          window.tell(topics)
      }
    },
    closeAll() {
      for (const study of open.keys()) study.close()
      open.clear()
      host.forgetContents()
    },
    forgetContents() {
      host.uploads.clear()
      host.reports.clear()
      host.previews.clear()
      for (const window of windows) window.names?.close()
    },
  }
  return host
}

interface WindowOptions {
  manages: boolean
  tell(topics: Topic[]): void
  onShow(path: string | null): void
  onLocked(study: LockedStudy): void
}

export function windowOf(host: Host, { manages, tell, onShow, onLocked }: WindowOptions): Window {
  const window: Window = {
    host,
    study: null,
    memberId: null,
    offered: null,
    names: null,
    asking() {
      const member = window.study && window.memberId ? memberById(window.study.db, window.memberId) : null
      const names = window.names?.isOpen() ? window.names : null
      return { member: member ?? null, manages: manages && window.memberId === null, names }
    },
    mustHaveStudy() {
      if (window.study) return window.study
      throw new TandemError(
        'not-found',
        'No study is open in this window.',
        'Open one from the Start screen.',
      )
    },
    show(study) {
      const before = window.study
      window.study = study
      window.offered = null
      // A hand-out is one coder's: nobody is asked who they are.
      window.memberId = study?.handout?.coder.id ?? null
      window.names?.close()
      window.names = null
      if (study) window.isLocked = false
      onShow(study?.folder.path ?? null)
      if (before) host.leave(before)
    },
    isLocked: false,
    lock() {
      const { study } = window
      if (!study || study.describe().openSlot) return
      const { path, title } = study.describe()
      window.showLocked({ path, title })
      // To the desktop it goes on showing this study: another one is opened in another window.
      window.study = null
      window.memberId = null
      window.names?.close()
      window.names = null
      host.leave(study)
    },
    showLocked(study) {
      window.isLocked = true
      onLocked(study)
    },
    tell: topics => tell([...topics]),
    leave() {
      host.windows.delete(window)
      window.show(null)
    },
  }
  host.windows.add(window)
  return window
}
