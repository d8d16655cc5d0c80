import type { Role } from '#shared/model/member.ts'
import { listed } from '../../wording.ts'

/** What a member may be, in the words offered. */
export const roles: readonly { id: Role; label: string; description: string }[] = [
  { id: 'coder', label: 'Coder', description: 'Codes sources, alone in a round' },
  { id: 'reviewer', label: 'Reviewer', description: 'Settles where coders differ' },
  { id: 'lead', label: 'Lead', description: 'Plans rounds, keeps the framework and the people' },
]

/** A member's roles as one line: `Coder and lead`. */
export function rolesInWords(held: readonly Role[]): string {
  const words = listed(roles.filter(({ id }) => held.includes(id)).map(({ label }) => label.toLowerCase()))
  return words.charAt(0).toUpperCase() + words.slice(1)
}
