import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * Makes one kind of package after another until it is killed, and says that it begins and the number of each once it is done:
 * `handout` in the study given, `open` of the hand-out given, `return` in the copy given. All go to the folder named last.
 */
const [what = '', path = '', from = '0', folder = ''] = process.argv.slice(2)
const { client } = ownWindow(createEngine({ library: openLibrary(join(folder, 'library')) }), true)
if (what !== 'open') await client.library.open({ path })
const [round] = what === 'handout' ? await client.rounds.list({}) : []
const [source] = what === 'return' ? await client.sources.list({}) : []
writeSync(1, 'begun\n')
for (let n = Number(from); ; n++) {
  if (what === 'handout') {
    await client.handouts.make({
      round: round?.id ?? '',
      coder: round?.coders[0]?.id ?? '',
      protection: { kind: 'open' },
      path: join(folder, `${n}.tandem-handout`),
    })
  } else if (what === 'open') {
    await client.library.openHandout({ file: { path }, path: join(folder, `${n}.tandem`), again: true })
  } else {
    // As many as there are kills: one place may carry any number of them.
    await client.annotations.add({ source: source?.id ?? '', start: 0, end: 1, text: `Note ${n}` })
    await client.handouts.makeReturn({ path: join(folder, `${n}.tandem-return`) })
  }
  writeSync(1, `${n}\n`)
}
