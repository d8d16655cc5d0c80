import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import type { Client } from '#shared/contract/client.ts'

/*
 * Makes a study with a blind round that two coders worked in on computers of their own, one of them on two, and puts
 * what they returned into the folder given: BK laptop, BK desk and TS, and one that was damaged. Prints the study's path.
 */
const [folder = ''] = process.argv.slice(2)
const open = (name: string) => {
  const host = createEngine({ library: openLibrary(join(folder, name)) })
  return { host, client: ownWindow(host, name === 'library').client }
}
const { host, client } = open('library')
const { path } = await client.library.create({ title: 'Back to work' })
const lena = await client.members.add({ name: 'Lena Dorn', initials: 'LD', roles: ['lead', 'reviewer'] })
const beth = await client.members.add({ name: 'Beth Kerr', initials: 'BK', roles: ['coder'] })
const tove = await client.members.add({ name: 'Tove Sand', initials: 'TS', roles: ['coder'] })
const { id: waiting } = await client.codebook.addCode({
  name: 'Waiting',
  definition: 'Time that passes before something begins.',
})
const file = join(folder, 'Interview 1.txt')
writeFileSync(
  file,
  Array.from(
    { length: 12 },
    (_, n) =>
      `Interviewer: How did week ${n + 1} go?\nMentor: We walked to the shop and waited for the form.`,
  ).join('\n'),
)
await client.sources.import({ files: [{ path: file }], kind: 'interview' })
const [{ id: source } = { id: '' }] = await client.sources.list({})
const { id: round } = await client.rounds.open({
  title: 'Round 1',
  sources: [source],
  coders: [beth.id, tove.id],
})
// A lead who does not code makes the second hand-out with what was returned.
await client.session.signIn({ member: lena.id })

let handouts = 0
async function handOut(coder: string): Promise<string> {
  const made = join(folder, `${++handouts}.tandem-handout`)
  await client.handouts.make({ round, coder, protection: { kind: 'open' }, path: made })
  return made
}
async function away(
  handout: string,
  back: string,
  submits: boolean,
  work: (hers: Client) => Promise<unknown>,
) {
  const there = open(`library of ${back}`)
  await there.client.library.openHandout({ file: { path: handout }, again: true })
  await work(there.client)
  const returned = join(folder, `${back}.tandem-return`)
  await there.client.handouts.makeReturn({ submits, path: returned })
  there.host.closeAll()
  return returned
}

const first = await away(await handOut(beth.id), 'BK early', false, hers =>
  hers.codings.add({ source, start: 0, end: 34, code: waiting, comment: 'At first' }),
)
await client.merging.apply({ files: [{ path: first }] })
const second = await handOut(beth.id)
const recomment = (comment: string) => async (hers: Client) => {
  const [coding] = await hers.codings.inSource({ source })
  await hers.codings.update({ coding: coding?.id ?? '', comment })
}
await away(second, 'BK desk', true, recomment('At the desk'))
await away(second, 'BK laptop', true, async hers => {
  await recomment('On the train')(hers)
  await hers.codings.add({ source, start: 40, end: 80, newCode: { name: 'Tiredness' } })
  await hers.annotations.add({ source, start: 5, end: 15, text: 'A note' })
})
const hers = await away(await handOut(tove.id), 'TS', true, async hers => {
  await hers.codings.add({ source, start: 0, end: 34, code: waiting })
  await hers.codings.add({ source, start: 42, end: 80, newCode: { name: 'tiredness' } })
  await hers.codings.add({ source, start: 100, end: 130, code: waiting })
})
const damaged = join(folder, 'TS damaged.tandem-return')
copyFileSync(hers, damaged)
const bytes = readFileSync(damaged)
bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
writeFileSync(damaged, bytes)
host.closeAll()
process.stdout.write(path)
