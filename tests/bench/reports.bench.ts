import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import type { Client } from '#shared/contract/client.ts'
import { inProcessParser } from '../helpers/in-process-parser.ts'
import { coded } from './agreement/study-shape.ts'
import { bench as counts } from './counts.bench.ts'
import { type Figure, measureAsync } from './measure.ts'

/**
 * The study of METHOD.md: 25 interviews, 424 records and emails, 60 codes. `codings` is what each of two coders makes: a
 * quarter, a half and all of 20,000 in the whole study.
 */
const shapes = [
  { interview: 80, short: 1 },
  { interview: 160, short: 2 },
  { interview: 320, short: 5 },
]

/**
 * Milliseconds: what each report costs in its first format, the whole pack, and counts of codes. Of the pack also what the
 * processor spent on it, whole and per coding, which other work on the machine does not lengthen.
 */
export async function bench(): Promise<object> {
  const found: object[] = []
  for (const { interview, short } of shapes) {
    const study = await ofStudy([
      { sources: 25, lines: 450, codings: interview },
      { sources: 424, lines: 14, codings: short },
    ])
    // The last takes minutes: what is known by then is told.
    console.error(JSON.stringify(study))
    found.push(study)
  }
  return { sources: 449, codes: 60, studies: found, counts: await counts() }
}

async function ofStudy(shape: Parameters<typeof coded>[3]): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const host = createEngine({ library: openLibrary(join(folder, 'library')), parser: inProcessParser })
  try {
    const { client } = ownWindow(host, true)
    const { path } = await client.library.create({ title: 'Bench', frameworks: ['npt'] })
    const signedIn = async (member: string): Promise<Client> => {
      const own = ownWindow(host, false)
      await own.client.library.open({ path })
      await own.client.session.signIn({ member })
      return own.client
    }
    await coded(client, folder, signedIn, shape)
    const codings = (await client.codebook.counts({})).all.reduce((sum, n) => sum + n, 0)
    const figures: Figure[] = [await measureAsync('counts of codes', () => client.codebook.counts({}), 5)]
    const once = async (name: string, what: string, format: string): Promise<number> => {
      const before = process.cpuUsage()
      figures.push(await measureAsync(name, () => client.reports.make({ what, format }), 0))
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }
    for (const { id, name, formats } of await client.reports.kinds({})) {
      if (id !== 'pack') await once(`${name} (${formats[0]?.id})`, id, formats[0]?.id ?? '')
    }
    const pack = await once('Report pack', 'pack', 'zip')
    return {
      codings,
      packOnProcessor: Math.round(pack),
      packOnProcessorPerCoding: Math.round((1000 * pack) / codings) / 1000,
      figures: Object.fromEntries(
        figures.map(({ name, first, median }) => [name, Math.round(median || first)]),
      ),
    }
  } finally {
    host.closeAll()
    rmSync(folder, { recursive: true, force: true })
  }
}
