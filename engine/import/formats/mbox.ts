import { TandemError } from '#shared/errors.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { extensionOf, shownName } from '../file-name.ts'
import type { Format } from '../format.ts'
import { limits } from '../limits.ts'
import { opening } from '../magic.ts'
import { readMessage } from '../mail.ts'
import { isSeparator, splitMailbox } from '../mailbox.ts'

/** A mailbox of many messages in one file (mboxo or mboxrd); one document each. */
export const mbox: Format = {
  id: 'mbox',
  name: 'a mailbox',
  extensions: ['mbox', 'mbx'],
  recognises: (bytes, fileName) =>
    isSeparator(opening(bytes).split('\n', 1)[0] ?? '') &&
    // Some mail programs leave the separator before a single saved message.
    (!/^emlx?$/.test(extensionOf(fileName)) || splitMailbox(bytes).length > 1),
  read: async (bytes, fileName, { piece }) => {
    const messages = splitMailbox(bytes)
    if (messages.length > limits.documents) {
      throw new TandemError(
        'too-large',
        `${shownName(fileName)} holds ${messages.length.toLocaleString('en-GB')} messages; one file may hold ${limits.documents.toLocaleString('en-GB')}.`,
        'Split the mailbox in your mail program and import the parts.',
      )
    }
    const documents: ParsedDocument[] = []
    const refused: string[] = []
    for (const [index, message] of messages.entries()) {
      try {
        const doc = await readMessage(
          message,
          `message ${(piece?.first ?? 0) + index + 1} of ${shownName(fileName)}`,
        )
        documents.push({ ...doc, format: 'mbox', ...(piece ? { message: index } : {}) })
      } catch (error) {
        if (!(error instanceof TandemError)) throw error
        refused.push(error.message)
      }
    }
    const [first] = documents
    if (!first && piece) return []
    if (!first) {
      throw new TandemError(
        'unreadable-file',
        `${shownName(fileName)} holds no message with text.`,
        'Open it in your mail program and check that it is the right mailbox.',
      )
    }
    first.warnings.push(...refused.slice(0, 20))
    return documents
  },
}
