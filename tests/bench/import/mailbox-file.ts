import { closeSync, openSync, writeSync } from 'node:fs'
import { seededRandom } from '#engine/agreement/random.ts'
import { messageOf } from './material.ts'

/**
 * Writes a mailbox of `bytes` bytes. `small`: 4 kB a message, all of it text, which makes as many sources as one file
 * may give; `usual`: every fifth message with an attachment of 200 kB. Answers how many messages it holds.
 */
export function writeMailbox(path: string, bytes: number, shape: 'small' | 'usual'): number {
  const random = seededRandom(7)
  const attachment = `${'QUJD'.repeat(19)}\r\n`.repeat(2600)
  const file = openSync(path, 'w')
  let written = 0
  let count = 0
  while (written < bytes) {
    const long = shape === 'small' ? 640 : 150 + Math.floor(random() * 500)
    const message = messageOf(random, count * 4 + 1, long)
    const whole =
      shape === 'usual' && count % 5 === 0
        ? message.replace(
            /Content-Type: text\/plain; charset=utf-8\r\n\r\n([\s\S]*)$/,
            (_, text: string) =>
              `Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--m\r\nContent-Type: application/pdf; name="form.pdf"\r\nContent-Disposition: attachment; filename="form.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment}--m--\r\n`,
          )
        : message
    written += writeSync(file, `From ot@example.org Thu Mar  5 09:30:00 2020\r\n${whole}\r\n`)
    count++
  }
  closeSync(file)
  return count
}
