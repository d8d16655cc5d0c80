import { TandemError } from '#shared/errors.ts'
import type { Member, Role } from '#shared/model/member.ts'
import type { OpenKey } from '../pseudonyms/open-key.ts'

/**
 * Who is asking. `manages` marks the person at the command line, who sets studies up and takes results out but is
 * nobody's coder; what a blind round hides is hidden from them too.
 */
export interface Asking {
  member: Member | null
  manages: boolean
  /** The key of pseudonyms this window has open. */
  names?: OpenKey | null
}

/** The member asking; refuses, with what to do, where nobody is signed in. */
export function signedIn(asking: Asking): Member {
  if (asking.member) return asking.member
  throw new TandemError('not-allowed', 'Nobody is signed in to this study.', 'Say who you are first.')
}

/** Refuses where the person asking has none of `roles`. `what` completes "Only a lead can …". */
export function needsRole(asking: Asking, roles: readonly Role[], what: string): void {
  if (asking.manages) return
  const member = signedIn(asking)
  if (roles.some(role => member.roles.includes(role))) return
  const names = roles.map(role => `a ${role}`).join(' or ')
  throw new TandemError(
    'not-allowed',
    `Only ${names} can ${what}; ${member.name} is ${member.roles.map(role => `a ${role}`).join(' and ')}.`,
    'Ask a lead of the study, or have the role added under Study, People.',
  )
}

/** The actor an operation is recorded under. */
export const actorOf = (asking: Asking): string => asking.member?.id ?? ''
