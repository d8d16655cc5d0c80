import type { Stance } from '#shared/model/study.ts'

/** The people of the study that make-compared-study.ts makes. */
export const people = {
  a: 'Asha Mistry',
  b: 'Brendan Keane',
  reviewer: 'Catrin Talbot',
  judge: 'Dilys Rees',
} as const

/** How that study is to be. */
export interface MadeWith {
  /** How far the round has come: open with one coder done, or submitted by both (the default). */
  round?: 'open' | 'submitted'
  stance?: Stance
  /** Rule on every difference, or on all but the first; none where absent. */
  rulings?: 'all' | 'all but one'
  /** The coders' names are hidden, and there is a judge who is no lead. */
  namesHidden?: true
  /** A person for each source, with a role and a site. */
  cases?: true
}

/** Where the study is, and its one round. */
export interface ComparedStudy {
  path: string
  round: string
}
