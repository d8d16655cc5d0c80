import { createInterface } from 'node:readline'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * A process of its own that holds a study open. Says `open`, then adds a code for every line it is given and answers
 * each, when it is acknowledged, with the line.
 */
const [path = '', base = `${path}-library`] = process.argv.slice(2)
const { client } = ownWindow(createEngine({ library: openLibrary(base) }), true)
await client.library.open({ path })
process.stdout.write('open\n')
for await (const name of createInterface({ input: process.stdin })) {
  await client.codebook.addCode({ name })
  process.stdout.write(`${name}\n`)
}
