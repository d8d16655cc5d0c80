import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '#engine/db/ids.ts'
import { createEngine, ownWindow } from '#engine/engine.ts'
import { openLibrary } from '#engine/library/library.ts'
import type { Client } from '#shared/contract/client.ts'
import { inProcessParser } from '../helpers/in-process-parser.ts'
import { coded } from './agreement/study-shape.ts'
import { type Spread, spreadOf } from './measure.ts'

/** Half of the study of METHOD.md and all of it: what each of two coders makes in an interview and in a record. */
const shapes = [
  { interview: 160, short: 2 },
  { interview: 320, short: 5 },
]

/** The layer that holds all codings here. */
const layer = 'independent' as const

/** Two frames of a screen, in milliseconds. */
const toReach = 33

/** How often each is asked warm. */
const asks = 11

/**
 * What a window waits for where it counts: matrices, the figures of themes and codes, live numbers. Asked of the engine warm,
 * of the coders' own codings, while nothing is changed, and each time after a theme was added and after a coding was. `wall` is milliseconds from question to answer; `processor` those the processor spent on it,
 * which other work on the machine does not lengthen.
 */
export async function bench(): Promise<object> {
  const studies: object[] = []
  for (const shape of shapes) studies.push(await inStudy(shape))
  return { sources: 449, codes: 60, toReach: `median of the processor ≤ ${toReach} ms`, studies }
}

async function inStudy({ interview, short }: (typeof shapes)[number]): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const host = createEngine({ library: openLibrary(join(folder, 'library')), parser: inProcessParser })
  try {
    const { client } = ownWindow(host, true)
    const { path } = await client.library.create({ title: 'Bench' })
    const signedIn = async (member: string): Promise<Client> => {
      const own = ownWindow(host, false)
      await own.client.library.open({ path })
      await own.client.session.signIn({ member })
      return own.client
    }
    await coded(client, folder, signedIn, [
      { sources: 25, lines: 450, codings: interview },
      { sources: 424, lines: 14, codings: short },
    ])
    const questions = await asked(client)
    const figures: Record<string, Awaited<ReturnType<typeof timed>>> = {}
    let changes = 0
    // Those of the round have submitted.
    const { id: another } = await client.members.add({ name: 'Another', initials: 'AN' })
    const own = await signedIn(another)
    const [source] = await client.sources.list({})
    const [code] = (await client.codebook.frameworks({})).flatMap(framework => framework.codes)
    const change = {
      theme: () => client.themes.add({ name: `Later ${++changes}` }),
      coding: () => {
        const start = ++changes
        return own.codings.add({ source: source?.id ?? '', start, end: start + 1, code: code?.id ?? '' })
      },
    }
    for (const [name, ask] of Object.entries(questions)) figures[name] = await timed(name, ask, change)
    const codings = (await client.codebook.counts({})).all.reduce((sum, n) => sum + n, 0)
    return { codings, figures }
  } finally {
    host.closeAll()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(
  name: string,
  ask: () => Promise<unknown>,
  change: Record<'theme' | 'coding', () => Promise<unknown>>,
) {
  const asked = async (before: () => Promise<unknown>): Promise<{ wall: Spread; processor: Spread }> => {
    const [wall, spent]: [number[], number[]] = [[], []]
    await ask()
    for (let n = 0; n < asks; n++) {
      await before()
      const [began, used] = [performance.now(), process.cpuUsage()]
      await ask()
      const { user, system } = process.cpuUsage(used)
      wall.push(performance.now() - began)
      spent.push((user + system) / 1000)
    }
    return { wall: spreadOf(wall), processor: spreadOf(spent) }
  }
  const unchanged = await asked(async () => undefined)
  const afterATheme = await asked(change.theme)
  const afterACoding = await asked(change.coding)
  const judged = <T extends { processor: Spread }>(when: string, figures: T): T & { reached: boolean } => {
    const reached = figures.processor.median <= toReach
    if (!reached) console.error(`${name}, ${when}: over ${toReach} ms`)
    return { ...figures, reached }
  }
  return {
    ...judged('unchanged', unchanged),
    afterATheme: judged('after a theme', afterATheme),
    afterACoding: judged('after a coding', afterACoding),
  }
}

/** Sixteen sites, a person in each source, three data sets, an attribute of three values, two themes with six under them. */
async function asked(client: Client): Promise<Record<string, () => Promise<unknown>>> {
  const sources = await client.sources.list({})
  const role = await client.cases.addAttribute({ about: 'person', name: 'Role', type: 'text' })
  const sites: string[] = []
  for (let n = 0; n < 16; n++) sites.push((await client.cases.add({ kind: 'site', name: `Site ${n}` })).id)
  const people: string[] = []
  for (let n = 0; n < 41; n++) {
    const site = sites[n % sites.length] ?? null
    people.push((await client.cases.add({ kind: 'person', name: `OT ${n}`, site })).id)
  }
  await client.cases.setCells({
    cells: people.map((one, n) => ({ case: one, column: role.id, value: `role ${n % 3}` })),
  })
  await client.cases.link({
    links: sources.map(({ id }, n) => ({
      source: id,
      // Half as a whole, half by who speaks.
      speaker: n % 2 === 0 ? null : `P${n}`,
      case: people[n % people.length] ?? '',
    })),
  })
  for (const set of [0, 1, 2]) {
    const { id: dataSet } = await client.sources.addDataSet({ name: `Set ${set}` })
    for (const { id } of sources.filter((_, n) => n % 3 === set))
      await client.sources.update({ source: id, dataSet })
  }
  const codes = (await client.codebook.frameworks({})).flatMap(framework => framework.codes)
  const framework = codes[0]?.framework ?? ''
  const tops: string[] = []
  for (let n = 0; n < 2; n++) tops.push((await client.themes.add({ name: `Theme ${n}` })).id)
  const themes: string[] = []
  for (let n = 0; n < 6; n++) {
    const { id } = await client.themes.add({ name: `Sub-theme ${n}`, parent: tops[n % 2] ?? null })
    await client.themes.addCodes({
      theme: id,
      codes: codes.filter((_, k) => k % 6 === n).map(code => code.id),
    })
    themes.push(id)
  }
  const [theme = ''] = themes
  const count = (behind: { kind: 'code' | 'theme'; id: string }) => ({
    kind: 'person' as const,
    where: { attribute: role.id, value: 'role 0' },
    behind,
    polarity: null,
    layer,
    among: 'study' as const,
    form: 'of' as const,
    noun: 'OTs',
  })
  const numbers = [
    ...themes.map(id => ({ kind: 'theme' as const, id })),
    ...codes.slice(0, 4).map(({ id }) => ({ kind: 'code' as const, id })),
  ]
  const { id: memo } = await client.memos.add({ title: newId(), about: { kind: 'study', id: null } })
  await client.memos.save({
    memo,
    body: JSON.stringify({
      root: {
        type: 'root',
        children: [
          {
            type: 'paragraph',
            children: numbers.map(one => ({ type: 'live-number', version: 1, ...count(one) })),
          },
        ],
      },
    }),
  })
  const rows = { kind: 'codes' as const, framework }
  return {
    'framework matrix, sites by themes': () => client.explore.grid({ kind: 'site', layer }),
    'framework matrix, people by themes': () => client.explore.grid({ kind: 'person', layer }),
    'convergence grid': () => client.explore.grid({ kind: 'data-set', layer }),
    'codes by an attribute': () =>
      client.explore.matrix({ rows, columns: { kind: 'attribute', attribute: role.id }, layer }),
    'codes by codes on the same text': () => client.explore.matrix({ rows, columns: rows, layer }),
    'new codes source by source': () => client.themes.saturation({ layer }),
    'coverage of a theme': () => client.themes.reach({ theme: tops[0] ?? '', layer }),
    'figures of all themes': () => client.themes.marks({ layer }),
    'one live number, behind a theme': () => client.memos.count(count({ kind: 'theme', id: theme })),
    'a memo of ten live numbers': () => client.memos.open({ memo }),
    'counts of codes': () => client.codebook.counts({}),
    'counts of cases': () => client.cases.counts({}),
  }
}
