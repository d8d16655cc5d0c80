import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { listBackups } from '#engine/studies/backup.ts'
import { studyFolder } from '#engine/studies/folder.ts'
import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import { inProcessParser } from '../../helpers/in-process-parser.ts'

/*
 * Works in a study on a small disk until it is full, in each way there is to write; frees space and goes on. Says
 * what happened as JSON. `ballast` bytes are set aside at first, to be freed.
 */
const [folder = '', library = '', ballast = '1000000'] = process.argv.slice(2)
const host = createEngine({ library: openLibrary(library), parser: inProcessParser })
const { client } = ownWindow(host, false)
const { path } = await client.library.create({ title: 'Full', folder })
const me = await client.members.add({ name: 'Kim', initials: 'KM', roles: ['coder'] })
await client.session.signIn({ member: me.id })
const text = 'Mentor: we walked to the shop and back again. '.repeat(400)
host.uploads.put('first', { fileName: 'First.txt', bytes: Buffer.from(text) }, 1)
const [source] = await client.sources.import({ files: [{ upload: 'first', fileName: 'First.txt' }] })
const code = await client.codebook.addCode({ name: 'Waiting' })
writeFileSync(join(folder, 'ballast'), Buffer.alloc(Number(ballast)))

const outcome = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
    return 'done'
  } catch (error) {
    return error instanceof TandemError ? `${error.code}: ${error.message}` : `fault: ${String(error)}`
  }
}

let acknowledged = 0
const add = (from: Client) => {
  const start = acknowledged * 2
  return from.codings.add({
    source: source?.sourceId ?? '',
    start,
    end: start + 1,
    code: code.id,
    comment: 'c'.repeat(15_000),
  })
}
let coding = 'done'
while (coding === 'done' && acknowledged < 5000) {
  coding = await outcome(() => add(client))
  if (coding === 'done') acknowledged++
}
const count = async () => (await client.codings.inSource({ source: source?.sourceId ?? '' })).length
const readable = await count()
host.uploads.put('large', { fileName: 'Large.txt', bytes: Buffer.from(text.repeat(40)) }, 1)
const importing = await outcome(() =>
  client.sources.import({ files: [{ upload: 'large', fileName: 'Large.txt' }] }),
)
const backups = listBackups(studyFolder(path)).length
const backup = await outcome(() => client.study.backup({}))
const another = await outcome(() => client.library.create({ title: 'Another', folder }))
const left = existsSync(join(folder, 'Another.tandem'))
if (left) await client.library.close({})
await client.library.open({ path })
await client.session.signIn({ member: me.id })
const sources = (await client.sources.list({})).length
rmSync(join(folder, 'ballast'))
const after = await outcome(() => add(client))
const whole = await client.study.check({})
process.stdout.write(
  JSON.stringify({
    coding,
    acknowledged,
    readable,
    importing,
    sources,
    backup,
    newBackups: listBackups(studyFolder(path)).length - backups,
    another,
    left,
    after,
    counted: await count(),
    whole,
    faults: existsSync(host.library.logFile) ? readFileSync(host.library.logFile, 'utf8') : '',
  }),
)
host.closeAll()
