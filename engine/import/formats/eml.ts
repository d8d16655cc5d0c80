import { extensionOf } from '../file-name.ts'
import type { Format } from '../format.ts'
import { opening } from '../magic.ts'
import { readMessage } from '../mail.ts'

const telling =
  /^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|delivered-to|x-[\w-]+|content-type|reply-to|sender|in-reply-to|references|dkim-signature|arc-[\w-]+|authentication-results)$/

/** One email message, as mail programs save it; Apple Mail's variant with a byte count before it too. */
export const eml: Format = {
  id: 'eml',
  name: 'an email',
  extensions: ['eml', 'emlx', 'mht'],
  recognises: (bytes, fileName) => {
    // Elsewhere than in a file named so, a message must show more of itself: a transcript may begin with `Date:`.
    const head = opening(bytes)
      .replace(/^\d+[ \t]*\n/, '')
      .replace(/^\n+/, '')
    const fields = headerNames(head)
    const known = fields.filter(name => telling.test(name))
    if (['eml', 'emlx'].includes(extensionOf(fileName))) return known.length >= 1
    return new Set(known).size >= 3 && fields.includes('from')
  },
  read: async (bytes, fileName) => [await readMessage(withoutCount(withoutSeparator(bytes)), fileName)],
}

/** The names of the header fields a text begins with; none where its first lines are not header fields. */
function headerNames(head: string): string[] {
  const names: string[] = []
  for (const line of head.split('\n')) {
    if (line.trim() === '') break
    if (/^[ \t]/.test(line) && names.length > 0) continue
    const name = /^([A-Za-z][\w-]{0,60})[ \t]*:/.exec(line)?.[1]
    if (name) names.push(name.toLowerCase())
    else if (!/^>?From /.test(line)) break
  }
  return names
}

/** A message cut from a mailbox may begin with the mailbox's `From ` line, which is no header field. */
function withoutSeparator(bytes: Uint8Array): Uint8Array {
  const first = /^From [^\n]*\n/.exec(Buffer.from(bytes.subarray(0, 1000)).toString('latin1'))
  return first ? bytes.subarray(first[0].length) : bytes
}

/** An .emlx file is a line with the message's length, the message, and a property list. */
function withoutCount(bytes: Uint8Array): Uint8Array {
  const count = /^(\d{1,9})[ \t]*\r?\n/.exec(Buffer.from(bytes.subarray(0, 20)).toString('latin1'))
  if (!count) return bytes
  const start = count[0].length
  return bytes.subarray(start, Math.min(bytes.length, start + Number(count[1])))
}
