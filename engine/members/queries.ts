import type { Member, Role } from '#shared/model/member.ts'
import { all, type Db, first, type Row } from '../db/sql.ts'

interface StoredMember {
  id: string
  name: string
  initials: string
  accent: number
  is_coder: number
  is_reviewer: number
  is_lead: number
}

/** Everyone in the study, in the order they joined. */
export const listMembers = (db: Db): Member[] =>
  all<StoredMember>(db, 'SELECT * FROM members ORDER BY created_at, id').map(read)

/** SQL: the name of the member under `alias`, with their initials where another member of the study has the same name. */
export const nameApart = (alias: string): string =>
  `(${alias}.name || CASE WHEN EXISTS (SELECT 1 FROM members other WHERE other.id <> ${alias}.id
     AND lower(other.name) = lower(${alias}.name)) THEN ' (' || ${alias}.initials || ')' ELSE '' END)`

/** A member, or undefined. */
export function memberById(db: Db, id: string): Member | undefined {
  const stored = first<StoredMember>(db, 'SELECT * FROM members WHERE id = ?', id)
  return stored && read(stored)
}

/** Whose codings, notes, rulings or rounds there are: such a member cannot go. */
export const refersTo = (db: Db, member: string): boolean =>
  first(
    db,
    `SELECT 1 FROM codings WHERE coder = $member
     UNION ALL SELECT 1 FROM annotations WHERE author = $member
     UNION ALL SELECT 1 FROM rulings WHERE reviewer = $member
     UNION ALL SELECT 1 FROM round_coders WHERE coder = $member
     UNION ALL SELECT 1 FROM meetings WHERE opened_by = $member
     UNION ALL SELECT 1 FROM agenda WHERE parked_by = $member
     UNION ALL SELECT 1 FROM item_comments WHERE author = $member
     UNION ALL SELECT 1 FROM second_judgings WHERE judge = $member OR drawn_by = $member
     UNION ALL SELECT 1 FROM codes WHERE created_by = $member
     UNION ALL SELECT 1 FROM corrections WHERE made_by = $member
     UNION ALL SELECT 1 FROM code_changes WHERE made_by = $member
     UNION ALL SELECT 1 FROM split_judgements WHERE made_by = $member
     UNION ALL SELECT 1 FROM revisits WHERE made_by = $member
     UNION ALL SELECT 1 FROM codes_apart WHERE made_by = $member
     UNION ALL SELECT 1 FROM code_examples WHERE made_by = $member
     UNION ALL SELECT 1 FROM to_place WHERE coder = $member
     UNION ALL SELECT 1 FROM kept_results WHERE made_by = $member
     UNION ALL SELECT 1 FROM memos WHERE author = $member LIMIT 1`,
    { member },
  ) !== undefined

/** The roles as the columns that keep them. */
export const roleColumns = (roles: readonly Role[]): Row => ({
  is_coder: roles.includes('coder') ? 1 : 0,
  is_reviewer: roles.includes('reviewer') ? 1 : 0,
  is_lead: roles.includes('lead') ? 1 : 0,
})

const read = ({ id, name, initials, accent, ...roles }: StoredMember): Member => ({
  id,
  name,
  initials,
  accent,
  roles: [
    ...(roles.is_coder ? (['coder'] as const) : []),
    ...(roles.is_reviewer ? (['reviewer'] as const) : []),
    ...(roles.is_lead ? (['lead'] as const) : []),
  ],
})
