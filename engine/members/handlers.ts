import type { members } from '#shared/contract/members.ts'
import { TandemError } from '#shared/errors.ts'
import type { Member } from '#shared/model/member.ts'
import type { Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed, made, removed } from '../history/changes.ts'
import { needsRole } from './asking.ts'
import { listMembers, memberById, refersTo, roleColumns } from './queries.ts'

export const memberHandlers: Handlers<typeof members> = {
  list: ({ db }) => listMembers(db),

  add({ db, asking, now, newId, record }, { name, initials, roles }) {
    const others = listMembers(db)
    // The first to join a study sets it up, so they lead it; after that, leads decide who joins.
    if (others.length > 0) needsRole(asking, ['lead'], 'add people to the study')
    const first = others.length === 0 && !asking.manages
    initialsAreFree(db, initials)
    const id = newId()
    record('member.added', `Added ${name} (${initials})`, [
      made('members', id, {
        name,
        initials,
        accent: (others.length % 8) + 1,
        ...roleColumns(first ? [...roles, 'lead'] : roles),
        created_at: now,
      }),
    ])
    return mustBe(db, id)
  },

  update({ db, asking, record }, { member, name, initials, roles, accent }) {
    const before = mustBe(db, member)
    if (asking.member?.id !== member || roles)
      needsRole(asking, ['lead'], 'change other people’s entries and roles')
    if (initials !== undefined && initials.toLowerCase() !== before.initials.toLowerCase()) {
      initialsAreFree(db, initials)
    }
    const leads = listMembers(db).filter(m => m.roles.includes('lead') && m.id !== member)
    if (roles && before.roles.includes('lead') && !roles.includes('lead') && leads.length === 0) {
      throw new TandemError('conflict', 'A study keeps at least one lead.', 'Make someone else a lead first.')
    }
    record('member.changed', `Changed the entry of ${name ?? before.name}`, [
      changed(db, 'members', member, {
        ...(name === undefined ? {} : { name }),
        ...(initials === undefined ? {} : { initials }),
        ...(accent === undefined ? {} : { accent }),
        ...(roles === undefined ? {} : roleColumns(roles)),
      }),
    ])
    return mustBe(db, member)
  },

  remove({ db, asking, record }, { member }) {
    needsRole(asking, ['lead'], 'remove people from the study')
    const { name } = mustBe(db, member)
    if (refersTo(db, member)) {
      throw new TandemError(
        'conflict',
        `${name} cannot be removed: work in the study is theirs.`,
        'Their entry stays, so that every coding keeps its coder.',
      )
    }
    record('member.removed', `Removed ${name}`, [removed(db, 'members', member)])
    return null
  },
}

/** A member by id; refuses where there is none. */
export function mustBe(db: Db, id: string): Member {
  const member = memberById(db, id)
  if (member) return member
  throw new TandemError(
    'not-found',
    'There is no such member in this study.',
    'Choose one from Study, Members.',
  )
}

function initialsAreFree(db: Db, initials: string): void {
  const taken = listMembers(db).find(m => m.initials.toLowerCase() === initials.toLowerCase())
  if (!taken) return
  throw new TandemError(
    'exists',
    `${taken.name} already has the initials ${taken.initials}.`,
    'Choose others.',
  )
}
