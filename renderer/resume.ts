import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Session } from '#shared/model/study.ts'
import { openStudyAt } from './screens/start/opening-store.ts'

const place = 'tandem:window'

/** Where this window was: in a study, perhaps signed in, or on its Start screen (`path` null). */
interface Remembered {
  path: string | null
  member: string | null
}

/** Whether the address was opened just now, rather than reloaded or returned to. False from the first connection on. */
let isArriving = performance
  .getEntriesByType('navigation')
  .some(entry => entry instanceof PerformanceNavigationTiming && entry.type === 'navigate')

/** Keeps which study and person this window stands for, for as long as the window lives. */
export function rememberSession({ study, member }: Session): void {
  const remembered: Remembered = { path: study?.path ?? null, member: member?.id ?? null }
  sessionStorage.setItem(place, JSON.stringify(remembered))
}

/**
 * After a break or a reload the engine takes this window for a new one and starts it in the study Tandem was started
 * with, if any: opens the study that was open here and signs the same person in again. A window that has just been
 * opened stays where Tandem was started. A study that cannot be opened now (a passphrase, moved away) leaves the
 * window on its Start screen, never in another study.
 */
export async function resume(client: Client): Promise<void> {
  const hasJustCome = isArriving
  isArriving = false
  const remembered = read()
  if (!remembered) return
  try {
    const now = await client.session.current({})
    const isElsewhere = (now.study?.path ?? null) !== remembered.path
    if (isElsewhere && now.study && hasJustCome) return
    if (isElsewhere && now.study) await client.library.close({})
    if (remembered.path === null) return
    if (isElsewhere && !(await openStudyAt(client, remembered.path))) return
    if (!now.member && remembered.member !== null) await client.session.signIn({ member: remembered.member })
  } catch (error) {
    if (!(error instanceof TandemError && error.code === 'cancelled')) sessionStorage.removeItem(place)
  }
}

function read(): Remembered | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('path' in kept)) return null
    return {
      path: typeof kept.path === 'string' ? kept.path : null,
      member: 'member' in kept && typeof kept.member === 'string' ? kept.member : null,
    }
  } catch {
    return null
  }
}
