import { createWriteStream } from 'node:fs'
import { answer, type ParseOrder } from './parse-message.ts'
import type { ParserPort, PortOrder } from './port-parser.ts'

/*
 * The disposable process: waits for one file, reads it, answers once and is ended. It knows no study, no key and no
 * path, and is killed by whoever started it when it takes too long. Standard output is left to what libraries say.
 */

/** Electron's way to a process that the desktop started; absent under Node. */
interface ParentPort {
  once(event: 'message', listener: (event: { ports: ParserPort[] }) => void): unknown
}

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

/** A line of JSON with the order, then the bytes, on standard input; the answer as JSON on file descriptor 3. */
async function answerOnPipes(): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  const input = Buffer.concat(chunks)
  chunks.length = 0
  const line = input.indexOf(10)
  // Kept ready and not needed: its keeper is gone.
  if (line === -1) return
  const order: ParseOrder = JSON.parse(input.toString('utf8', 0, line))
  const said = JSON.stringify(await answer(order, input.subarray(line + 1)))
  createWriteStream('', { fd: 3 }).end(said, () => process.exit(0))
}
