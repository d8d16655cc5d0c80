import { closeSync, openSync, writeSync } from 'node:fs'
import { seededRandom } from '#engine/agreement/random.ts'
import { messageOf } from './material.ts'

/**
 * What a mailbox is made of. `small`: 4 kB a message, all of it text, which makes as many sources as one file may give;
 * `usual`: every fifth message with an attachment of 200 kB; `listed`: each message with one of 30 MB, too large to be
 * kept; `kept`: each with two of 15 MB, about as much as is kept of one message.
 */
export type MailboxShape = 'small' | 'usual' | 'listed' | 'kept'

export const mailboxShapes: readonly MailboxShape[] = ['usual', 'small', 'listed', 'kept']

/** Of each shape: how often messages have attachments, how many they then have, and their lines of 57 bytes. */
const attached: Record<MailboxShape, { every: number; files: number; lines: number }> = {
  small: { every: 0, files: 0, lines: 0 },
  usual: { every: 5, files: 1, lines: 2600 },
  listed: { every: 1, files: 1, lines: 550_000 },
  kept: { every: 1, files: 2, lines: 275_000 },
}

/** Writes a mailbox of `bytes` bytes or a message more. Answers how many messages it holds. */
export function writeMailbox(path: string, bytes: number, shape: MailboxShape): number {
  const random = seededRandom(7)
  const { every, files, lines } = attached[shape]
  const attachment = `${'QUJD'.repeat(19)}\r\n`.repeat(lines)
  const file = openSync(path, 'w')
  let written = 0
  let count = 0
  while (written < bytes) {
    const long = shape === 'small' ? 640 : 150 + Math.floor(random() * 500)
    const message = messageOf(random, count * 4 + 1, long)
    const whole =
      every > 0 && count % every === 0
        ? message.replace(
            /Content-Type: text\/plain; charset=utf-8\r\n\r\n([\s\S]*)$/,
            (_, text: string) =>
              `Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n${Array.from({ length: files }, (_, n) => `--m\r\nContent-Type: application/pdf; name="form${count}-${n}.pdf"\r\nContent-Disposition: attachment; filename="form${count}-${n}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${fileOf(attachment, count, n)}`).join('')}--m--\r\n`,
          )
        : message
    written += writeSync(file, `From ot@example.org Thu Mar  5 09:30:00 2020\r\n${whole}\r\n`)
    count++
  }
  closeSync(file)
  return count
}

/** No two files are the same: those that are would be kept once. */
const fileOf = (lines: string, message: number, n: number): string =>
  `${Buffer.from(`${message} ${n}`.padEnd(57)).toString('base64')}\r\n${lines}`
