import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { locate } from '#engine/sample/locate.ts'
import { readSample, type SampleFramework, sampleFile } from '#engine/sample/sample.ts'
import type { Client } from '#shared/contract/client.ts'
import { type ComparedStudy, type MadeWith, people } from './compared-people.ts'

interface Wanted extends MadeWith {
  /** Folder to make the study in. */
  folder: string
}

const usualFiles = [
  'p07-service-manager-site-3.txt',
  'e03-2024-05-22-a-long-one.eml',
  'e10-2024-02-09-re-site-4.eml',
]

/**
 * Makes a study of the sample's texts and of what its two coders did with them, through the engine alone, and
 * leaves it closed. `further` does more before that, signed in as the reviewer.
 */
export async function makeComparedStudy(
  { folder, round: wanted, stance, rulings, namesHidden, cases }: Wanted,
  further: (client: Client) => Promise<void> = async () => {},
): Promise<ComparedStudy> {
  const sample = readSample()
  const host = createEngine({ library: openLibrary(join(folder, 'made-with')) })
  const { client, close } = ownWindow(host, true)
  try {
    const { path } = await client.library.create({
      title: 'Return to Rhythm',
      folder,
      frameworks: ['npt'],
      stance: stance ?? 'codebook',
    })
    const a = await client.members.add({ name: people.a, initials: 'AM', roles: ['coder'] })
    const b = await client.members.add({ name: people.b, initials: 'BK', roles: ['coder'] })
    const reviewer = await client.members.add({
      name: people.reviewer,
      initials: 'CT',
      roles: ['reviewer', 'lead'],
    })
    const codes = await addCodes(client, sample.framework.codes)
    const npt = (await client.codebook.frameworks({})).find(({ kind }) => kind === 'deductive')
    const nptCodes = new Map(npt?.codes.map(code => [code.path.join('/'), code.id]))
    const sources = new Map<string, string>()
    for (const file of usualFiles) {
      const about = sample.sources.find(source => source.file === file)
      const [taken] = await client.sources.import({
        files: [{ path: sampleFile(file) }],
        ...(about ? { kind: about.kind, dataSet: about.dataSet } : {}),
      })
      if (!taken?.sourceId) throw new Error(`${file} was not taken: ${taken?.reason}`)
      sources.set(file, taken.sourceId)
      if (about) await client.sources.update({ source: taken.sourceId, title: about.title })
    }
    if (cases) await addCases(client, sources)
    const round = await client.rounds.open({
      title: 'First round',
      sources: [...sources.values()],
      coders: [a.id, b.id],
    })
    for (const coder of [a, b]) {
      await client.session.signIn({ member: coder.id })
      const codings = []
      for (const coding of sample.codings) {
        const source = sources.get(coding.file)
        if (!source || coding.coder !== coder.initials) continue
        const { text } = await client.sources.open({ source })
        const code = (coding.framework === 'npt' ? nptCodes : codes).get(coding.code)
        if (!code) throw new Error(`No code ${coding.code}`)
        const { start, end } = locate(text, coding.quote, coding.occurrence)
        codings.push({ source, start, end, code, polarity: coding.polarity ?? null })
      }
      await client.codings.addMany({ codings })
      if (coder === a || wanted !== 'open') {
        await client.rounds.submit({ round: round.id, coder: coder.id })
      }
    }
    await client.session.signIn({ member: reviewer.id })
    if (namesHidden) {
      await client.members.add({ name: people.judge, initials: 'DR', roles: ['reviewer'] })
      await client.adjudication.setJudging({ round: round.id, namesHidden, codersMayRule: false })
    }
    if (rulings) {
      const items = await client.adjudication.disagreements({ round: round.id })
      await client.adjudication.ruleMany({
        rulings: items
          .slice(rulings === 'all' ? 0 : 1)
          .map(({ id }) => ({ round: round.id, disagreement: id, outcome: 'both' })),
      })
    }
    await further(client)
    await client.library.close({})
    return { path, round: round.id }
  } finally {
    close()
  }
}

/** A person for each source, all of one role, at two sites by turns. */
async function addCases(client: Client, sources: ReadonlyMap<string, string>): Promise<void> {
  const role = await client.cases.addAttribute({ about: 'person', name: 'Role', type: 'text' })
  for (const name of ['Site 1', 'Site 2']) await client.cases.add({ kind: 'site', name })
  for (const [n, source] of [...sources.values()].entries()) {
    const { id } = await client.cases.add({ kind: 'person', name: `OT ${n + 1}` })
    await client.cases.setCells({
      cells: [
        { case: id, column: role.id, value: 'OT' },
        { case: id, column: 'site', value: `Site ${(n % 2) + 1}` },
      ],
    })
    await client.cases.link({ links: [{ source, case: id }] })
  }
}

async function addCodes(
  client: Client,
  codes: SampleFramework['codes'],
  parent: string | null = null,
  above: readonly string[] = [],
): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  for (const { children, ...code } of codes) {
    const { id } = await client.codebook.addCode({ ...code, parent })
    const path = [...above, code.name]
    made.set(path.join('/'), id)
    for (const [name, child] of await addCodes(client, children, id, path)) made.set(name, child)
  }
  return made
}
