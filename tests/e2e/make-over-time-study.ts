import { locate } from '#engine/sample/locate.ts'
import { readSample, sampleFile } from '#engine/sample/sample.ts'
import type { Client } from '#shared/contract/client.ts'
import { makeComparedStudy } from './pages/compared-study.ts'

/*
 * Makes a study of two rounds in the folder named first and prints its path: the usual first one, and three weeks in
 * which the same coders coded the rest of the sample one source after the other. Then a text of the first is put right.
 */

const hour = 3_600_000
let clock = new Date(2026, 1, 2, 9).getTime()
Date.now = () => clock++

const [folder = ''] = process.argv.slice(2)
const { path } = await makeComparedStudy({ folder }, async client => {
  clock += 48 * hour
  await secondRound(client)
  const [first] = await client.rounds.list({})
  const source = first?.sources[1] ?? ''
  const { revision } = await client.sources.open({ source })
  await client.revisions.correct({ source, revision, edits: [{ start: 0, end: 0, text: 'Note: ' }] })
})
process.stdout.write(path)

async function secondRound(client: Client): Promise<void> {
  const sample = readSample()
  const held = new Set((await client.sources.list({})).map(source => source.fileName))
  const coded = new Set(sample.codings.map(coding => coding.file))
  const sources = new Map<string, string>()
  for (const { file, title, kind, dataSet } of sample.sources) {
    if (held.has(file) || !coded.has(file)) continue
    const [taken] = await client.sources.import({ files: [{ path: sampleFile(file) }], kind, dataSet })
    if (!taken?.sourceId) continue
    sources.set(file, taken.sourceId)
    await client.sources.update({ source: taken.sourceId, title })
  }
  const members = await client.members.list({})
  const lead = members.find(member => member.roles.includes('lead'))?.id ?? ''
  const coders = members.filter(member => member.roles.includes('coder'))
  const codes = new Map(
    (await client.codebook.frameworks({})).flatMap(framework =>
      framework.codes.map(code => [
        `${framework.kind === 'deductive' ? 'npt' : 'own'} ${code.path.join('/')}`,
        code.id,
      ]),
    ),
  )
  const round = await client.rounds.open({
    title: 'Second round',
    sources: [...sources.values()],
    coders: coders.map(({ id }) => id),
  })
  for (const coder of coders) {
    await client.session.signIn({ member: coder.id })
    for (const [file, source] of sources) {
      const { text } = await client.sources.open({ source })
      const codings = sample.codings
        .filter(coding => coding.file === file && coding.coder === coder.initials)
        .flatMap(coding => {
          const code = codes.get(`${coding.framework === 'npt' ? 'npt' : 'own'} ${coding.code}`)
          if (!code) return []
          const { start, end } = locate(text, coding.quote, coding.occurrence)
          return [{ source, start, end, code, polarity: coding.polarity ?? null }]
        })
      if (codings.length > 0) await client.codings.addMany({ codings })
      clock += 44 * hour
    }
    clock -= sources.size * 44 * hour
  }
  clock += sources.size * 44 * hour
  for (const coder of coders) {
    await client.session.signIn({ member: coder.id })
    await client.rounds.submit({ round: round.id, coder: coder.id })
  }
  await client.session.signIn({ member: lead })
}
