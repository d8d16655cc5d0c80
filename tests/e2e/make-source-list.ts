import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/**
 * Makes a study of as many sources as the second argument says, in the folder named first: rows of a log, every fifth
 * in a data set, every third with a tag, some coded by two people, who are in an open blind round over two of them.
 * Prints its path.
 */
const [folder = '', count = '60'] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'A long list' })
const { id: ann } = await client.members.add({ name: 'Ann Lee', initials: 'AL', roles: ['coder', 'lead'] })
const { id: ben } = await client.members.add({ name: 'Ben Ode', initials: 'BO', roles: ['coder'] })
await client.members.add({ name: 'Cy Day', initials: 'CD', roles: ['lead'] })
const { id: code } = await client.codebook.addCode({ name: 'Waiting' })
const rows = Array.from({ length: Number(count) }, (_, n) => {
  const day = new Date(Date.UTC(2019, 0, 1 + (n % 700))).toISOString().slice(0, 10)
  return `Record ${n + 1},${day},Site ${(n % 16) + 1},"Visit ${n + 1}: we walked to the shop and back, and it was enough${' for the day'.repeat(n % 7)}."`
})
const file = join(folder, 'log.csv')
writeFileSync(file, ['Record,Date,Site,Notes', ...rows].join('\n'))
const table = await client.records.read({ file: { path: file } })
const taken = await client.records.import({
  table: table.table,
  reading: table.guess,
  mapping: null,
  name: 'Log',
})
const ids = taken.flatMap(({ sourceId }) => sourceId ?? [])
if (ids.length !== rows.length) throw new Error(`${ids.length} of ${rows.length} rows were taken`)
await client.catalogue.change({ sources: ids.filter((_, n) => n % 5 === 0), dataSet: 'Mentoring records' })
await client.catalogue.change({ sources: ids.filter((_, n) => n % 3 === 0), addTags: ['Check names'] })
for (const member of [ann, ben]) {
  await client.session.signIn({ member })
  for (const source of ids.slice(0, 4)) await client.codings.add({ source, start: 0, end: 30, code })
}
await client.session.signIn({ member: ann })
await client.rounds.open({ title: 'Round 1', sources: ids.slice(0, 2), coders: [ann, ben] })
host.closeAll()
process.stdout.write(path)
