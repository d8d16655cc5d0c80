import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/** Makes a study of the given files in the folder named first, with one coder and one code; prints its path. */
const [folder = '', ...files] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
const { client } = ownWindow(host, true)
const { path } = await client.library.create({ title: 'Read through' })
await client.members.add({ name: 'Ann Lee', initials: 'AL', roles: ['coder', 'lead'] })
await client.codebook.addCode({ name: 'Waiting' })
const taken = await client.sources.import({ files: files.map(path => ({ path })) })
const refused = taken.find(({ sourceId }) => !sourceId)
if (refused) throw new Error(`${refused.file} was not taken: ${refused.reason}`)
host.closeAll()
process.stdout.write(path)
