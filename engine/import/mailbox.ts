import { extensionOf } from './file-name.ts'

/** Where the messages of an mbox file begin and end: each after a `From ` line that follows an empty line. */
export function splitMailbox(bytes: Uint8Array): Uint8Array[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts: { line: number; message: number }[] = []
  for (let at = buffer[0] === 0xef ? 3 : 0; at < buffer.length; ) {
    const stop = buffer.indexOf(10, at)
    const end = stop === -1 ? buffer.length : stop
    if (
      buffer[at] === 0x46 &&
      isSeparator(buffer.toString('latin1', at, Math.min(end, at + 300))) &&
      afterBlank(buffer, at)
    ) {
      starts.push({ line: at, message: Math.min(end + 1, buffer.length) })
    }
    at = end + 1
  }
  return starts.map(({ message }, i) =>
    unquote(buffer.subarray(message, starts[i + 1]?.line ?? buffer.length)),
  )
}

/** `From anna@example.org Thu Mar  5 09:30:00 2026`: an address and a year at least, for prose begins with From too. */
export const isSeparator = (line: string): boolean =>
  /^From \S.*\b(?:19|20)\d{2}\b/.test(line) && /\d{1,2}:\d{2}/.test(line)

/** True where a file that begins like this is a mailbox: by its first line, unless its name says it is one message. */
export function beginsMailbox(head: Uint8Array, fileName: string): boolean {
  if (/^emlx?$/.test(extensionOf(fileName))) return false
  const [line = ''] = Buffer.from(head.subarray(head[0] === 0xef ? 3 : 0, 1000))
    .toString('latin1')
    .split('\n', 1)
  return isSeparator(line)
}

function afterBlank(buffer: Buffer, at: number): boolean {
  if (at === 0 || (at === 3 && buffer[0] === 0xef)) return true
  const before = buffer.toString('latin1', Math.max(0, at - 3), at)
  return /\n\r?\n$/.test(before)
}

/** `>From ` was `From ` in the message, and `>>From ` was `>From `: mboxo and mboxrd agree on the first. */
function unquote(message: Buffer): Uint8Array {
  const parts: Buffer[] = []
  let from = 0
  for (let at = message.indexOf('\n>'); at !== -1; at = message.indexOf('\n>', at + 1)) {
    let word = at + 2
    while (message[word] === 0x3e) word++
    if (message.toString('latin1', word, word + 5) !== 'From ') continue
    parts.push(message.subarray(from, at + 1))
    from = at + 2
  }
  return parts.length === 0 ? message : Buffer.concat([...parts, message.subarray(from)])
}
