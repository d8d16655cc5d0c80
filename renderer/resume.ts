import type { Client } from '#shared/contract/client.ts'
import type { LockedStudy } from '#shared/contract/wire.ts'
import { TandemError } from '#shared/errors.ts'
import type { Session } from '#shared/model/study.ts'
import { showFailure } from './show-failure.ts'
import type { Unlocking } from './state/lock.ts'
import { titleOfFolder } from './wording.ts'

const place = 'tandem:window'

/** Where this window was: in a study, perhaps signed in, or on its Start screen (`path` null). */
interface Remembered {
  path: string | null
  title: string | null
  member: string | null
}

/** Whether the address was opened just now, rather than reloaded or returned to. False from the first connection on. */
let isArriving = performance
  .getEntriesByType('navigation')
  .some(entry => entry instanceof PerformanceNavigationTiming && entry.type === 'navigate')

/** Keeps which study and person this window stands for, for as long as the window lives. */
export function rememberSession({ study, member }: Session): void {
  const remembered: Remembered = {
    path: study?.path ?? null,
    title: study?.title ?? null,
    member: member?.id ?? null,
  }
  sessionStorage.setItem(place, JSON.stringify(remembered))
}

/**
 * After a break or a reload the engine takes this window for a new one and starts it in the study Tandem was started
 * with, if any: opens the study that was open here and signs the same person in again. A window that has just been
 * opened stays where Tandem was started. Answers the study where it is locked: its passphrase is asked for here. One that
 * cannot be opened now (moved away, in use) leaves the window on its Start screen, never in another study.
 */
export async function resume(client: Client): Promise<LockedStudy | null> {
  const hasJustCome = isArriving
  isArriving = false
  const remembered = read()
  if (!remembered) return null
  const { path, title, member } = remembered
  try {
    const now = await client.session.current({})
    const isElsewhere = (now.study?.path ?? null) !== path
    if (isElsewhere && now.study && hasJustCome) return null
    if (isElsewhere && now.study) await client.library.close({})
    if (path === null) return null
    if (isElsewhere) await client.library.open({ path })
    if (!now.member && member !== null) await client.session.signIn({ member })
  } catch (error) {
    if (path !== null && error instanceof TandemError && error.code === 'locked')
      return { path, title: title ?? titleOfFolder(path) }
    if (error instanceof TandemError && error.code === 'cancelled') return null
    showFailure(error)
    sessionStorage.removeItem(place)
  }
  return null
}

/** Opens the study that was locked here and signs in who was signed in. */
export async function unlockHere(client: Client, path: string, by: Unlocking): Promise<void> {
  if ('recovery' in by) {
    await client.library.recover({ path, recovery: by.recovery, passphrase: by.newPassphrase })
  } else await client.library.open({ path, ...by })
  const remembered = read()
  if (remembered?.path === path && remembered.member !== null)
    await client.session.signIn({ member: remembered.member }).catch(showFailure)
}

/** Leaves the locked study for the Start screen. */
export async function leaveLocked(client: Client): Promise<void> {
  sessionStorage.removeItem(place)
  await client.library.close({})
}

function read(): Remembered | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('path' in kept)) return null
    return {
      path: typeof kept.path === 'string' ? kept.path : null,
      title: 'title' in kept && typeof kept.title === 'string' ? kept.title : null,
      member: 'member' in kept && typeof kept.member === 'string' ? kept.member : null,
    }
  } catch {
    return null
  }
}
