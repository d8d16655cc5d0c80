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

/**
 * Half of the study of METHOD.md and all of it: what each of two coders makes in an interview and in a record. On every fourth of
 * their passages a third coder then gives a code and a component of a deductive framework, for statements to rest on.
 */
const shapes = [
  { interview: 110, short: 1 },
  { interview: 220, short: 3 },
]

/** The layer that holds all codings here. */
const layer = 'independent' as const

/** Two frames of a screen, in milliseconds. */
const toReach = 33

/** How often each is asked warm. */
const asks = 11

/**
 * What a window waits for where it counts: matrices, the figures of themes and codes, live numbers, the statements' table, what stands
 * behind a theme and what a query finds. Asked of the engine warm,
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
    // Those of the round have submitted.
    const { id: another } = await client.members.add({ name: 'Another', initials: 'AN' })
    const own = await signedIn(another)
    const { id: third } = await client.members.add({ name: 'Third', initials: 'TH' })
    const questions = {
      ...(await asked(client)),
      ...(await askedOfStatements(client, await signedIn(third))),
    }
    const figures: Record<string, Awaited<ReturnType<typeof timed>>> = {}
    let changes = 0
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

/** Twenty-four statements under six sub-themes, each about a component that the third coder gave. */
async function askedOfStatements(
  client: Client,
  third: Client,
): Promise<Record<string, () => Promise<unknown>>> {
  const framework = (await client.codebook.addFromLibrary({ library: 'npt' })).id
  const constructs = (await client.codebook.frameworks({})).find(({ id }) => id === framework)?.codes ?? []
  const components = constructs.filter(({ parent }) => parent !== null)
  const top = constructs.filter(({ parent }) => parent === null).map(({ id }) => id)
  const sides = ['facilitator', 'barrier'] as const
  const given = (await third.codings.passages({ layer })).filter((_, n) => n % 4 === 0)
  await third.codings.addMany({
    codings: given.flatMap(({ source, start, end, code }, n) =>
      [code, components[n % components.length]?.id ?? ''].map(one => ({
        source,
        start,
        end,
        code: one,
        polarity: sides[n % 2] ?? 'barrier',
      })),
    ),
  })
  const themes = await client.themes.list({})
  const subThemes = themes.filter(({ parent }) => parent !== null)
  for (const [n, { id: theme }] of subThemes.entries()) {
    for (let k = 0; k < 4; k++) {
      await client.statements.add({
        theme,
        polarity: sides[k % 2] ?? 'barrier',
        codes: [components[(n * 4 + k) % components.length]?.id ?? ''],
        text: `Statement ${n} ${k}`,
      })
    }
  }
  const [whole = ''] = themes.filter(({ parent }) => parent === null).map(({ id }) => id)
  const [theme = ''] = subThemes.map(({ id }) => id)
  const anyCodes = (await client.codebook.frameworks({}))
    .filter(({ id }) => id !== framework)
    .flatMap(({ codes }) => codes.slice(0, 30).map(({ id }) => id))
  return {
    'statements by themes and components': () => client.statements.table({ framework, layer }),
    'passages for a statement': () => client.statements.candidates({ theme, codes: top, layer }),
    'passages behind a theme': () => client.themes.evidence({ theme: whole, layer }),
    'a query of thirty codes': () => client.queries.ask({ query: { anyCodes, layer } }),
    'a query of a word': () => client.queries.ask({ query: { text: { words: 'the*' }, layer } }),
  }
}
