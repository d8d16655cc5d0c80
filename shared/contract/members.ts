import { z } from 'zod'
import type { Member } from '../model/member.ts'
import { id, nothing, role, shortText } from './fields.ts'
import { read, write } from './method.ts'

const initials = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}]{1,5}$/u, 'Initials are one to five letters or digits')

/** The people of the study. */
export const members = {
  list: read(nothing).returns<Member[]>('members'),
  add: write(
    z.strictObject({ name: shortText, initials, roles: z.array(role).min(1).max(3).default(['coder']) }),
  ).returns<Member>('members', 'session'),
  update: write(
    z.strictObject({
      member: id,
      name: shortText.optional(),
      initials: initials.optional(),
      roles: z.array(role).min(1).max(3).optional(),
      accent: z.int().min(1).max(8).optional(),
    }),
  ).returns<Member>('members', 'session'),
  /** Refused, with what refers to the member, where anything does. */
  remove: write(z.strictObject({ member: id })).returns<null>('members', 'session'),
}
