import type { MailHeader } from './document.ts'

/**
 * True where two headers over the same text are of one message: by their Message-IDs where both have one, else by sender,
 * date and subject. Short answers have the same words and are different messages. A text without a header is no message.
 */
export function isSameMail(a: MailHeader | null, b: MailHeader | null): boolean {
  if (a === null || b === null) return a === b
  if (a.messageId !== undefined && b.messageId !== undefined) return a.messageId === b.messageId
  return a.from === b.from && a.date === b.date && a.subject === b.subject
}
