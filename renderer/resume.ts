import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Session } from '#shared/model/study.ts'

const place = 'tandem:window'

interface Remembered {
  path: string
  member: string | null
}

/** Keeps which study and person this window stands for, for as long as the window lives. */
export function rememberSession({ study, member }: Session): void {
  if (!study) sessionStorage.removeItem(place)
  else {
    const remembered: Remembered = { path: study.path, member: member?.id ?? null }
    sessionStorage.setItem(place, JSON.stringify(remembered))
  }
}

/**
 * After a break the engine takes this window for a new one: opens the same study and signs the same person in
 * again. A study that cannot be opened now (a passphrase, moved away) leaves the window on its Start screen.
 */
export async function resume(client: Client): Promise<void> {
  const remembered = read()
  if (!remembered) return
  try {
    const now = await client.session.current({})
    if (now.study && now.study.path !== remembered.path) return
    if (!now.study) await client.library.open({ path: remembered.path })
    if (!now.member && remembered.member !== null) await client.session.signIn({ member: remembered.member })
  } catch (error) {
    if (!(error instanceof TandemError && error.code === 'cancelled')) sessionStorage.removeItem(place)
  }
}

function read(): Remembered | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('path' in kept) || typeof kept.path !== 'string')
      return null
    return {
      path: kept.path,
      member: 'member' in kept && typeof kept.member === 'string' ? kept.member : null,
    }
  } catch {
    return null
  }
}
