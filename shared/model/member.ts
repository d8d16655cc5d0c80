export type Role = 'coder' | 'reviewer' | 'lead'

/** A person in the study. Roles add up; `accent` is 1–8, the coder's colour where coders are compared. */
export interface Member {
  id: string
  name: string
  initials: string
  roles: Role[]
  accent: number
}
