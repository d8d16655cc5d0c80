import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'

/*
 * Makes a study whose one text two leads corrected, each in a copy of their own; the other's copy is merged. Then a coder of a
 * blind round, in which the first lead codes too, returns work as BK into the folder given. Prints the study's path.
 */
const [folder = ''] = process.argv.slice(2)
const open = (name: string) => {
  const host = createEngine({ library: openLibrary(join(folder, name)) })
  return { host, client: ownWindow(host, true).client }
}
const made = open('library')
const { path } = await made.client.library.create({ title: 'Two leads' })
const lena = await made.client.members.add({ name: 'Lena Dorn', initials: 'LD', roles: ['lead', 'coder'] })
const mia = await made.client.members.add({ name: 'Mia Tall', initials: 'MT', roles: ['lead'] })
const beth = await made.client.members.add({ name: 'Beth Kerr', initials: 'BK', roles: ['coder'] })
const { id: code } = await made.client.codebook.addCode({ name: 'Waiting' })
for (const title of ['Interview 1', 'Interview 2']) {
  const file = join(folder, `${title}.txt`)
  writeFileSync(file, `Mentor: We walked to the shop of ${title} and waited for the form.`)
  await made.client.sources.import({ files: [{ path: file }], kind: 'interview' })
}
const sources = await made.client.sources.list({})
const [source = '', other = ''] = ['Interview 1', 'Interview 2'].map(
  title => sources.find(each => each.title === title)?.id ?? '',
)
made.host.closeAll()
const copy = join(folder, 'copy.tandem')
cpSync(path, copy, { recursive: true })

async function corrected(at: string, name: string, member: string, word: string) {
  const there = open(name)
  await there.client.library.open({ path: at })
  await there.client.session.signIn({ member })
  const { revision, text } = await there.client.sources.open({ source })
  const start = text.indexOf('shop')
  await there.client.revisions.correct({ source, revision, edits: [{ start, end: start + 4, text: word }] })
  return there
}
const there = await corrected(copy, 'library of Mia', mia.id, 'surgery')
const whole = join(folder, 'whole.tandem-return')
await there.client.handouts.makeReturn({ submits: false, path: whole })
there.host.closeAll()
const { host, client } = await corrected(path, 'library', lena.id, 'chemist')
await client.merging.apply({ files: [{ path: whole }] })

if (process.argv.includes('blind')) {
  const round = await client.rounds.open({ title: 'Round 1', sources: [other], coders: [lena.id, beth.id] })
  const handout = join(folder, 'BK.tandem-handout')
  await client.handouts.make({ round: round.id, coder: beth.id, protection: { kind: 'open' }, path: handout })
  const away = open('library of Beth')
  await away.client.library.openHandout({ file: { path: handout } })
  await away.client.codings.add({ source: other, start: 0, end: 20, code })
  await away.client.handouts.makeReturn({ submits: false, path: join(folder, 'BK.tandem-return') })
  away.host.closeAll()
}
host.closeAll()
process.stdout.write(path)
