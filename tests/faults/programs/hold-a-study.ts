import { createInterface } from 'node:readline'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * A process of its own that holds a study open: what lies at a path, a new one in that folder (`new`), or a hand-out's
 * (`handout`). Says `open` and the study's folder, then adds a code for every line it is given and answers each, when it is
 * acknowledged, with the line.
 */
const [path = '', base = `${path}-library`, how = 'there'] = process.argv.slice(2)
const { client } = ownWindow(createEngine({ library: openLibrary(base) }), true)
const folder = await opened()
process.stdout.write(`open ${folder}\n`)
for await (const name of createInterface({ input: process.stdin })) {
  await client.codebook.addCode({ name })
  process.stdout.write(`${name}\n`)
}

async function opened(): Promise<string> {
  if (how === 'new') return (await client.library.create({ title: 'Begun', folder: path })).path
  if (how === 'handout') return (await client.library.openHandout({ file: { path } })).copy.path
  return (await client.library.open({ path })).path
}
