import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { measureAsync } from '../measure.ts'

/*
 * One study of sixty interviews: its import, opening, codings and searches, measured. With `plain` its pages are not
 * encrypted: the key is thrown away before SQLite hears of it, and everything else is as it always is.
 */
const how = process.argv[2]
if (how === 'plain') Database.prototype.key = () => 0

const words =
  'we they nurse ward night walked home asked waited bus stairs carer again never always told slowly'.split(
    ' ',
  )
const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
const host = createEngine({ library: openLibrary(join(folder, 'library')) })
try {
  let state = 7
  const word = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return words[state % words.length]
  }
  const interview = (n: number) => {
    const file = join(folder, `i${n}.txt`)
    const turns = Array.from(
      { length: 400 },
      (_, t) => `P${n}: ${Array.from({ length: 30 }, word).join(' ')} ${t}.`,
    )
    writeFileSync(file, `Interviewer: number ${n}\n${turns.join('\n')}`)
    return { path: file }
  }
  const batches = Array.from({ length: 4 }, (_, b) =>
    Array.from({ length: 15 }, (_, n) => interview(b * 15 + n)),
  )
  const { client, connected } = ownWindow(host, true)
  const { path } = await client.library.create({ title: 'Bench' })
  const { id: coder } = await client.members.add({ name: 'Ann', initials: 'A' })
  const imported = await measureAsync(
    'import fifteen interviews of 60,000 characters',
    run => client.sources.import({ files: batches[run] ?? [] }),
    3,
  )
  const [source] = await client.sources.list({})
  const { id: code } = await client.codebook.addCode({ name: 'Time' })
  const ann = ownWindow(host, false)
  await ann.client.library.open({ path })
  await ann.client.session.signIn({ member: coder })
  const coded = await measureAsync(
    'one coding, durable',
    n => ann.client.codings.add({ source: source?.id ?? '', start: 100 + n * 12, end: 108 + n * 12, code }),
    300,
  )
  const searched = await measureAsync(
    'search the study for two words',
    n => ann.client.search.sources({ query: `${words[n % 7]} ${words[(n + 5) % 15]}` }),
    20,
  )
  for (const window of [...host.windows]) window.leave()
  const isPlain = readFileSync(join(path, 'study.db')).subarray(0, 15).toString() === 'SQLite format 3'
  if (isPlain !== (how === 'plain')) throw new Error(`The file is ${isPlain ? '' : 'not '}in plain`)
  const opened = await measureAsync(
    'open the study, reading every page',
    async () => openStudy(path, 'write').close(),
    9,
  )
  if (connected.window.study) throw new Error('Still open')
  process.stdout.write(JSON.stringify([opened, coded, imported, searched]))
} finally {
  host.closeAll()
  rmSync(folder, { recursive: true, force: true })
}
