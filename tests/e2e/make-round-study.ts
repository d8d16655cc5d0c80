import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/** Makes a study with a round of two coders open in the folder given; prints its path. */
const [folder = ''] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'Back to work' })
await client.members.add({ name: 'Lena Dorn', initials: 'LD', roles: ['lead'] })
const beth = await client.members.add({ name: 'Beth Kerr', initials: 'BK', roles: ['coder'] })
const tove = await client.members.add({ name: 'Tove Sand', initials: 'TS', roles: ['coder'] })
await client.codebook.addCode({ name: 'Waiting', definition: 'Time that passes before something begins.' })
await client.codebook.addCode({ name: 'Walking' })
const lines = (who: string) =>
  Array.from(
    { length: 12 },
    (_, n) =>
      `Interviewer: How did week ${n + 1} go?\n${who}: We walked to the shop and waited for the form.`,
  ).join('\n')
for (const [name, who] of [
  ['Interview 1', 'Mentor'],
  ['Interview 2', 'Therapist'],
] as const) {
  const file = join(folder, `${name}.txt`)
  writeFileSync(file, lines(who))
  await client.sources.import({ files: [{ path: file }], kind: 'interview' })
}
const sources = await client.sources.list({})
await client.rounds.open({
  title: 'Round 1',
  sources: sources.map(({ id }) => id),
  coders: [beth.id, tove.id],
  due: '2026-12-24',
})
host.closeAll()
process.stdout.write(path)
