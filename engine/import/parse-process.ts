import { createWriteStream } from 'node:fs'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answerBytes } from './answer-bytes.ts'
import { answer, type SizedOrder } from './parse-message.ts'
import type { ParserPort, PortOrder } from './port-parser.ts'

/*
 * The disposable process: waits for one file, reads it, answers once and is ended. It knows no study, no key and no
 * path, and is killed by whoever started it when it takes too long. Standard output is left to what libraries say.
 */

/** Electron's way to a process that the desktop started; absent under Node. */
interface ParentPort {
  once(event: 'message', listener: (event: { ports: ParserPort[] }) => void): unknown
}

const pipeBytes = 64 * 1024

const parent: ParentPort | undefined = Reflect.get(process, 'parentPort')
if (parent) parent.once('message', ({ ports: [port] }) => port && answerOn(port))
else await answerOnPipes()

/** The order and the bytes come as one message on the port that came with the first; the answer goes back on it. */
function answerOn(port: ParserPort): void {
  port.on('message', ({ data }) => {
    const { bytes, ...order } = data as PortOrder
    void answer(order, bytes).then(said => port.postMessage(said))
  })
  port.start()
}

/** A line of JSON with the order, then the bytes, on standard input; the answer on file descriptor 3. */
async function answerOnPipes(): Promise<void> {
  const heard = await hear()
  // Kept ready and not needed: its keeper is gone.
  if (!heard) return
  const said = await answer(heard.order, heard.bytes)
  await pipeline(Readable.from(answerBytes(said)), createWriteStream('', { fd: 3 }))
  process.exit(0)
}

/** What comes on standard input, its bytes put where they stay as they come; null where nothing does. */
function hear(): Promise<{ order: SizedOrder; bytes: Uint8Array } | null> {
  let line = ''
  let heard: { order: SizedOrder; bytes: Uint8Array } | null = null
  let size = 0
  const take = (chunk: Buffer): void => {
    let rest = chunk
    if (!heard) {
      const end = chunk.indexOf(10)
      line += chunk.toString('latin1', 0, end === -1 ? chunk.length : end)
      if (end === -1) return
      const order: SizedOrder = JSON.parse(Buffer.from(line, 'latin1').toString('utf8'))
      heard = { order, bytes: new Uint8Array(order.bytes) }
      rest = chunk.subarray(end + 1)
    }
    // A file that grew since it was measured is read as far as it was measured.
    const part = rest.subarray(0, heard.bytes.length - size)
    heard.bytes.set(part, size)
    size += part.length
  }
  return new Promise((resolve, reject) => {
    const callback = (bytes: number, buffer: Uint8Array): boolean => {
      take(Buffer.from(buffer.buffer, buffer.byteOffset, bytes))
      return true
    }
    // One buffer for all that comes: read as a stream, a large file would be in memory twice.
    const input = new Socket({
      fd: 0,
      writable: false,
      onread: { buffer: Buffer.alloc(pipeBytes), callback },
    })
    input.on('error', reject)
    input.on('end', () => resolve(heard && { order: heard.order, bytes: heard.bytes.subarray(0, size) }))
    input.resume()
  })
}
