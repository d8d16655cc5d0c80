import { createWriteStream } from 'node:fs'
import { answer, type ParseOrder } from './parse-message.ts'

/*
 * The disposable process: reads one file from standard input (a line of JSON with its name and options, then its
 * bytes), answers with one JSON message on file descriptor 3 and ends. It knows no study, no key and no path, and is
 * killed by whoever started it when it takes too long. Standard output is left to what libraries like to say.
 */
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk)
const input = Buffer.concat(chunks)
chunks.length = 0
const line = input.indexOf(10)
const order: ParseOrder = JSON.parse(input.toString('utf8', 0, line))
const said = JSON.stringify(await answer(order, input.subarray(line + 1)))
createWriteStream('', { fd: 3 }).end(said, () => process.exit(0))
