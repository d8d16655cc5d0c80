import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { tandem } from '../helpers/command-line.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { utf8 } from './read-back.ts'
import { codedStudy, found, type Made } from './study.ts'

type Choices = Omit<Parameters<Client['reports']['make']>[0], 'what' | 'format'>

let made: Made
let folder: string
let path: string
/** Ids of attributes, by whom they are about and their name. */
const attributes = new Map<string, string>()
const attribute = (name: string) => found(attributes, name)
const rounds = new Map<string, string>()

/** The study of the exports with two rounds, and attributes that are called as options and each other are. */
beforeAll(async () => {
  made = await codedStudy()
  folder = temporaryFolder()
  const lead = await made.signIn('LR')
  for (const [about, name] of [
    ['person', 'Role'],
    ['person', 'Grade'],
    ['site', 'Grade'],
    ['person', 'Coders'],
    ['person', 'Sites'],
    ['person', "-the OT's $HOME"],
    ['site', 'Setting'],
  ] as const) {
    const { id } = await lead.cases.addAttribute({ about, name, type: 'text' })
    attributes.set(`${about} ${name}`, id)
    for (const [n, one] of (await lead.cases.list({})).cases.filter(({ kind }) => kind === about).entries())
      await lead.cases.setCells({ cells: [{ case: one.id, column: id, value: `${name} ${n % 2}` }] })
  }
  const { id } = await lead.rounds.open({
    title: 'agreement=Second, "of two"',
    sources: [found(made.sources, 'OT 18, Site 10').id],
    coders: [found(made.members, 'AM'), found(made.members, 'BK')],
  })
  for (const initials of ['AM', 'BK'])
    await (await made.signIn(initials)).rounds.submit({ round: id, coder: found(made.members, initials) })
  for (const round of await lead.rounds.list({})) rounds.set(round.title, round.id)
  path = (await made.client.session.current({})).study?.path ?? ''
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})
afterAll(() => {
  vi.useRealTimers()
  made.close()
})

const inside = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes)).map(([name, content]) => ({
    name,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))

/** Words as a shell takes them. */
const words = (line: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .filter(word => word !== '')

const everyone = { kind: 'person', groupBy: null, attributes: null, decimals: 1 } as const
const matrix = {
  rows: { kind: 'themes', topOnly: false },
  columns: { kind: 'data-set' },
  layer: 'consensus',
  polarity: null,
  count: 'passages',
} as const

describe('the command in the README of a pack', () => {
  it.each<[string, string | null, () => Choices]>([
    ['nothing', null, () => ({})],
    [
      'people by role, sites in the framework matrix, and words',
      'LR',
      () => ({
        participants: { ...everyone, groupBy: attribute('person Role') },
        summaries: { kind: 'site' },
        agreement: { unit: 'word' },
      }),
    ],
    [
      'a matrix of what one attribute of two says as a barrier, in another layer than the rest',
      'LR',
      () => ({
        layer: 'independent',
        matrix: {
          ...matrix,
          columns: { kind: 'attribute', attribute: attribute('person Grade') },
          polarity: 'barrier',
        },
      }),
    ],
    [
      'coders in the matrix alone',
      null,
      () => ({ matrix: { ...matrix, columns: { kind: 'coder' }, layer: 'independent', count: 'sources' } }),
    ],
    [
      'an attribute called as an option is in the matrix, and one in the columns',
      'AM',
      () => ({
        matrix: { ...matrix, columns: { kind: 'attribute', attribute: attribute('person Sites') } },
        participants: { ...everyone, groupBy: attribute('person Coders') },
      }),
    ],
    [
      'people by an attribute that a shell would read otherwise',
      'LR',
      () => ({ participants: { ...everyone, groupBy: attribute("person -the OT's $HOME") } }),
    ],
    [
      'sites by an attribute that people have as well, and people in the framework matrix',
      'LR',
      () => ({
        participants: {
          kind: 'site',
          groupBy: attribute('site Grade'),
          attributes: [attribute('site Setting')],
          decimals: 0,
        },
        summaries: { kind: 'person' },
      }),
    ],
    [
      'the first of two rounds for agreement',
      'LR',
      () => ({ agreement: { round: found(rounds, 'Round “one” <1>'), withInterviewer: false } }),
    ],
    [
      'one round for agreement and another for plan and minutes',
      'LR',
      () => ({
        round: found(rounds, 'agreement=Second, "of two"'),
        agreement: { round: found(rounds, 'Round “one” <1>'), withQuoted: true },
      }),
    ],
    [
      'two people outside rounds, beside the plan of a round',
      'LR',
      () => ({
        round: found(rounds, 'Round “one” <1>'),
        agreement: { coders: [found(made.members, 'AM'), found(made.members, 'BK')], coefficients: true },
      }),
    ],
    [
      'a part of the audit trail, another cut-off, other formats, and less',
      'BK',
      () => ({
        audit: { member: found(made.members, 'AM'), thing: 'memos', from: '2026-01-02', to: '2099-01-01' },
        contacts: { cutOff: '2019-01-31' },
        pack: { formats: { codebook: 'md', memos: 'html' }, without: ['codings', 'query'] },
      }),
    ],
  ])('makes the same files of %s', async (_, initials, choose) => {
    const client = initials === null ? made.client : await made.signIn(initials)
    const { id } = await client.reports.make({ what: 'pack', format: 'zip', ...choose() })
    const chosen = join(folder, `${id}.zip`)
    await client.reports.save({ report: id, path: chosen })
    const readme = utf8(unzipSync(readFileSync(chosen))['README.txt'] ?? new Uint8Array())
    expect(readme).not.toContain('No option says')
    const [, options = ''] = /^ {3}tandem export STUDY pack(.*) -o FILE\.zip$/m.exec(readme) ?? []
    const again = join(folder, `${id} again.zip`)
    const ran = await tandem(join(folder, 'library'), [
      'export',
      path,
      'pack',
      ...words(options),
      '-o',
      again,
    ])
    expect([ran.code, ran.stderr]).toEqual([0, expect.any(String)])
    expect(inside(readFileSync(again))).toEqual(inside(readFileSync(chosen)))
  })
})
