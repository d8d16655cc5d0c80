import {
  type ContactField,
  type ContactSaid,
  contactFields,
  type SaidAnew,
  saysTheSame,
  withAnew,
} from '#shared/model/contact.ts'

/** A contact as somebody changes it here, while others may change it too. */
export interface ContactDraft {
  /** What it said as far as whoever is at it was asked. */
  readonly known: ContactSaid
  /** What was entered here; the rest follows the study. */
  readonly mine: SaidAnew
}

/** Fields entered here that say something else in the study by now than they did, and than was entered: one has to stay. */
export const metIn = ({ known, mine }: ContactDraft, now: ContactSaid): ContactField[] =>
  contactFields.filter(
    field =>
      mine[field] !== undefined &&
      !saysTheSame(field, now, known) &&
      !saysTheSame(field, now, withAnew(known, mine)),
  )

/** Fields that nobody entered here and that say something else in the study by now. */
export const followedIn = ({ known, mine }: ContactDraft, now: ContactSaid): ContactField[] =>
  contactFields.filter(field => mine[field] === undefined && !saysTheSame(field, now, known))

/** Fields entered here that say something else than the study. */
export const changedIn = ({ mine }: ContactDraft, now: ContactSaid): ContactField[] =>
  contactFields.filter(field => !saysTheSame(field, now, withAnew(now, mine)))

/** The draft where whoever is at it was told what the study says in these fields and keeps what was entered here. */
export const keepMine = (
  draft: ContactDraft,
  now: ContactSaid,
  fields: readonly ContactField[],
): ContactDraft => ({ ...draft, known: withAnew(draft.known, only(now, fields)) })

/** The draft with what the study says in these fields. */
export const takeTheirs = (
  draft: ContactDraft,
  now: ContactSaid,
  fields: readonly ContactField[],
): ContactDraft => ({
  known: withAnew(draft.known, only(now, fields)),
  mine: only(
    withAnew(now, draft.mine),
    contactFields.filter(field => draft.mine[field] !== undefined && !fields.includes(field)),
  ),
})

/** What is said in some of the fields. */
export function only(
  { date, mode, minutes, sites, people, note }: ContactSaid,
  fields: readonly ContactField[],
): SaidAnew {
  const has = (field: ContactField) => fields.includes(field)
  return {
    ...(has('date') && { date }),
    ...(has('mode') && { mode }),
    ...(has('minutes') && { minutes }),
    ...(has('sites') && { sites }),
    ...(has('people') && { people }),
    ...(has('note') && { note }),
  }
}
