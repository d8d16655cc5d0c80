import type { Client } from '#shared/contract/client.ts'
import { makeComparedStudy } from './pages/compared-study.ts'

/** A program of its own: the folder to make the study in and its stance in, where it is out. */
const [folder = '', stance = 'codebook'] = process.argv.slice(2)
const { path } = await makeComparedStudy({ folder, stance: stance as 'codebook' | 'reflexive' }, addThird)
process.stdout.write(path)
process.exit(0)

/** The reviewer codes two of the three sources as well: what either coder did, less every third and some words. */
async function addThird(client: Client): Promise<void> {
  const { member } = await client.session.current({})
  if (!member) throw new Error('Nobody is signed in')
  await client.members.update({ member: member.id, roles: ['coder', 'reviewer', 'lead'] })
  const sources = (await client.sources.list({})).slice(0, 2)
  for (const { id } of sources) {
    const given = await client.codings.passages({ source: id })
    await client.codings.addMany({
      codings: given
        .filter((_, n) => n % 3 > 0)
        .map(({ source, start, end, code }) => ({ source, start, end: Math.max(start + 5, end - 12), code })),
    })
  }
}
