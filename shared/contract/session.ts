import { z } from 'zod'
import type { Member } from '../model/member.ts'
import type { Session } from '../model/study.ts'
import { id, nothing } from './fields.ts'
import { act, read } from './method.ts'

/** Who is asking through this window. Signing in names a member of the open study; it is not a password. */
export const session = {
  current: read(nothing).returns<Session>('session', 'members', 'study'),
  signIn: act(z.strictObject({ member: id })).returns<Member>(
    'session',
    'codings',
    'annotations',
    'rounds',
    'codebook',
    'history',
    'sources',
    'rulings',
  ),
  /** Closes the study in every window and forgets its key, until its passphrase is given again. */
  lock: act(z.strictObject({ everywhere: z.boolean() })).returns<null>(),
  signOut: act(nothing).returns<null>('session', 'codings', 'annotations', 'rounds', 'codebook', 'history'),
}
