import { writeSync } from 'node:fs'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * Codes in the study as KM until it is killed, and says the number of each coding once it is acknowledged. A third
 * word weakens the flushing of commits, for a test that must then see work lost.
 */
const [path = '', from = '0', synchronous] = process.argv.slice(2)
const { client, connected } = ownWindow(createEngine({ library: openLibrary(`${path}-library`) }), false)
await client.library.open({ path })
if (synchronous) connected.window.mustHaveStudy().db.pragma(`synchronous = ${synchronous}`)
const [coder] = await client.members.list({})
await client.session.signIn({ member: coder?.id ?? '' })
const [source] = await client.sources.list({})
const code = (await client.codebook.frameworks({}))[0]?.codes[0]?.id ?? ''
for (let n = Number(from); ; n++) {
  await client.codings.add({ source: source?.id ?? '', start: n, end: n + 1, code, comment: `coding ${n}` })
  writeSync(1, `${n}\n`)
}
