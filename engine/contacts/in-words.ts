import type { ContactMode } from '#shared/model/contact.ts'
import { dayInWords } from '../export/words.ts'

const kinds: Record<ContactMode, string> = {
  phone: 'call',
  email: 'email',
  'face to face': 'meeting face to face',
  other: 'contact',
}

/** A contact as the journal names it: `call of 14 January 2019`. */
export const contactInWords = ({ mode, date }: { mode: ContactMode; date: string }): string =>
  `${kinds[mode]} of ${dayInWords(date)}`
