import {
  type Contact,
  type ContactField,
  type ContactSaid,
  contactFields,
  longContact,
  saidIn,
  saysTheSame,
} from '#shared/model/contact.ts'
import { dateOf } from '../../wording.ts'

/**
 * What to ask of a contact before it is kept, a sentence each; none where nothing is in doubt. `others` are those of the
 * log, without the one that is changed; `today` is ISO 8601.
 */
export function doubtsOf(
  said: ContactSaid,
  isNew: (field: ContactField) => boolean,
  others: readonly Contact[],
  today: string,
): string[] {
  const isLong = isNew('minutes') && said.minutes !== null && said.minutes >= longContact
  const isAgain =
    contactFields.some(isNew) &&
    others.some(other => contactFields.every(field => saysTheSame(field, saidIn(other), said)))
  return [
    ...(isNew('date') && said.date > today ? [`${dateOf(said.date)} is still to come.`] : []),
    ...(isLong ? [`${said.minutes} minutes are 10 hours or more.`] : []),
    ...(isAgain ? ['A contact that says the same is in the log.'] : []),
  ]
}
