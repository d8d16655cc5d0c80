import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '#engine/agreement/random.ts'
import { value } from '#engine/db/sql.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import { importMany } from './many-sources.ts'
import { type Figure, measureAsync } from './measure.ts'

/** The study of METHOD.md: 25 interviews, 424 records and emails, 60 codes. */
const interviews = 25
const records = 424
const codeCount = 60

/**
 * What keeping results costs in a study of 449 sources and 60 codes: the submission that keeps two, one more kept, the
 * list, a result computed again, and drift. Milliseconds, and how many bytes the results take.
 */
export async function bench(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const host = createEngine({ library: openLibrary(join(folder, 'library')) })
  try {
    const { client, connected } = ownWindow(host, true)
    const { path } = await client.library.create({ title: 'Bench' })
    const coders = await Promise.all(
      ['A', 'B'].map(initials => client.members.add({ name: initials, initials })),
    )
    const sources = await importMany(folder, { interviews, records }, files =>
      client.sources.import({ files: files.map(p => ({ path: p })) }),
    )
    const codes: string[] = []
    for (let k = 0; k < codeCount; k++) codes.push((await client.codebook.addCode({ name: `Code ${k}` })).id)
    const { id: round } = await client.rounds.open({
      title: 'R',
      sources,
      coders: coders.map(({ id }) => id),
    })
    const random = seededRandom(1)
    const planned = sources.flatMap((source, n) =>
      Array.from({ length: n < interviews ? 120 : 5 }, () => {
        const start = 40 + 100 * Math.floor(random() * (n < interviews ? 400 : 15))
        return { source, start, end: start + 60, code: codes[Math.floor(random() * codeCount)] ?? '' }
      }),
    )
    const windows = []
    for (const { id } of coders) {
      const window = ownWindow(host, false).client
      await window.library.open({ path })
      await window.session.signIn({ member: id })
      const codings = planned.filter(() => random() < 0.8)
      for (let at = 0; at < codings.length; at += 500)
        await window.codings.addMany({ codings: codings.slice(at, at + 500) })
      windows.push(window)
    }
    const [a, b] = windows
    await a?.rounds.submit({ round, coder: coders[0]?.id ?? '' })
    const figures: Figure[] = []
    const once = async (name: string, work: () => unknown) =>
      figures.push(await measureAsync(name, async () => void (await work()), 0))
    await once('the submission that keeps characters and words', () =>
      b?.rounds.submit({ round, coder: coders[1]?.id ?? '' }),
    )
    await once('one more result kept, sentences', () => client.agreement.keep({ round, unit: 'sentence' }))
    const { results } = await client.agreement.kept({})
    const result = results[0]?.id ?? ''
    figures.push(await measureAsync('the list of three results', () => client.agreement.kept({}), 5))
    figures.push(await measureAsync('one computed again', () => client.agreement.reproduce({ result }), 3))
    figures.push(await measureAsync('drift', () => client.agreement.drift({ round }), 3))
    const bytes = value<number>(
      connected.window.mustHaveStudy().db,
      'SELECT avg(length(inputs) + length(figures)) AS bytes FROM kept_results',
    )
    return { figures, codings: planned.length, bytesPerResult: Math.round(bytes) }
  } finally {
    host.closeAll()
    rmSync(folder, { recursive: true, force: true })
  }
}
