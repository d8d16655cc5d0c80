import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { begun, settled } from '../helpers/cli-job.ts'
import { makeEngine } from '../helpers/study.ts'

interface Item {
  id: string
  sides: Record<string, { start: number; id?: string }[]>
  ruling?: { outcome: string; meeting: string | null }
}

it('names hidden, a meeting held and a sample judged again, all from the command line', async () => {
  const job = await settled()
  const on = ['--round', 'Round 1']
  const items = (): Promise<Item[]> => job.json('disagreements', job.study, ...on)
  const open = await items()
  await job.json('judging', job.study, ...on, '--names', 'hidden')
  const hidden = await items()
  for (const [n, { sides }] of hidden.entries()) {
    expect(Object.keys(sides)).toEqual(['first', 'second'])
    expect(
      Object.values(sides)
        .flat()
        .map(({ start, id }) => [start, id])
        .sort(),
    ).toEqual(
      // A coding's id says by its time whose it is.
      Object.values(open[n]?.sides ?? {})
        .flat()
        .map(({ start }) => [start, undefined])
        .sort(),
    )
  }
  const [meeting] = (await job.json(
    'meeting',
    job.study,
    ...on,
    '--reviewer',
    'RV',
    '--on',
    '2026-03-12',
    '--with',
    'RV, TS',
  )) as { id: string }[]
  const rulings = join(job.base, 'first.json')
  writeFileSync(rulings, JSON.stringify(hidden.map(({ id }) => ({ id, outcome: 'first', reason: 'Clear' }))))
  // One coder's reading all through would tell, by what is printed then, whose the first one is.
  const byCoder = join(job.base, 'by-coder.json')
  writeFileSync(byCoder, JSON.stringify(hidden.map(({ id }) => ({ id, outcome: 'a', reason: 'Clear' }))))
  const refused = await job.run('adjudicate', job.study, byCoder, '--reviewer', 'RV')
  expect(refused.code).not.toBe(0)
  expect(refused.stderr).toContain('whose reading is whose is hidden in this round, so “a” is nobody’s')
  await job.json('adjudicate', job.study, rulings, '--reviewer', 'RV', '--meeting', meeting?.id ?? '')
  expect((await items()).map(({ ruling }) => ruling)).toEqual(
    hidden.map(() => expect.objectContaining({ outcome: 'first', meeting: meeting?.id })),
  )
  expect(await job.json('mirror', job.study, ...on)).toMatchObject({
    sides: 'readings',
    shown: { first: hidden.map(({ id }) => id), second: [] },
  })
  await job.json('member', 'add', job.study, '--name', 'Sam', '--initials', 'SJ', '--role', 'reviewer')
  expect(
    (await job.run('second-judge', job.study, ...on, '--judge', 'SJ', '--share', '250')).stderr,
  ).toContain('--share is in per cent, more than 0 and 100 at the most; not “250”.')
  await job.json('second-judge', job.study, ...on, '--judge', 'SJ', '--share', '100')
  await job.json('adjudicate', job.study, rulings, '--reviewer', 'SJ', '--again')
  expect(await job.json('mirror', job.study, ...on)).toMatchObject({
    judgings: [{ drawn: hidden.length, judged: hidden.length, percent: { value: 1 } }],
  })
  const held = (...more: string[]) => job.run('meeting', job.study, ...on, '--reviewer', 'RV', ...more)
  expect((await held('--on', '2026-02-30', '--with', 'RV')).stderr).toContain(
    'The day of the meeting is not a day that there is, such as 2026-03-12',
  )
  expect((await held('--on', '2026-03-12', '--with', ' ')).stderr).toContain('Who was there is empty')
  expect((await job.run('mirror', job.study, ...on)).stdout).toContain(
    `judged again by SJ, ${hidden.length} of ${hidden.length}, alike 100.0 %, kappa `,
  )
  const again = await job.run('second-judge', job.study, ...on, '--judge', 'SJ', '--number', '1')
  expect(again.stderr).toContain('There are 0 rulings by others that Sam has not judged: 1 cannot be drawn')
  const minutes = join(job.base, 'minutes.html')
  await job.json('export', job.study, 'minutes', '--format', 'html', ...on, '-o', minutes)
  expect(await job.json('check', job.study)).toMatchObject({ ok: true })
})

it('while names are hidden, codings are a coder’s, and one coder’s are not listed', async () => {
  const job = await settled()
  await job.json('judging', job.study, '--round', 'Round 1', '--names', 'hidden')
  const listed = (await job.json('codings', job.study, '--as', 'RV')) as { coder: null; layer: string }[]
  expect(listed.length).toBeGreaterThan(0)
  for (const { coder, layer } of listed) expect([coder, layer]).toEqual([null, 'independent'])
  const asText = await job.run('codings', job.study, '--as', 'RV')
  expect(asText.stdout).toContain('\ta coder\t')
  expect(asText.stdout).not.toContain('\tconsensus\t')
  const refused = await job.run('codings', job.study, '--coder', 'KM', '--as', 'RV')
  expect(refused.code).not.toBe(0)
  expect(refused.stderr).toContain(
    '“Round 1” is judged with its coders’ names hidden: whose codings are whose is not told.',
  )
  expect(await job.json('codings', job.study, '--coder', 'KM', '--as', 'KM')).not.toEqual([])
  const ofKM = ['decided', job.study, '--round', 'Round 1', '--coder', 'KM']
  const report = [
    'export',
    job.study,
    'agreement',
    '--format',
    'html',
    '-o',
    join(job.base, 'agreement.html'),
  ]
  const kept = await job.run(...report, '--as', 'RV')
  expect(kept.code).toBe(1)
  expect(kept.stderr).toContain(
    '“Round 1” is judged with names hidden: its coders are compared, under their names, when it is closed.',
  )
  expect(existsSync(join(job.base, 'agreement.html'))).toBe(false)
  expect((await job.run(...report, '--as', 'KM')).code).toBe(0)
  const decided = await job.run(...ofKM, '--as', 'RV')
  expect(decided.code).toBe(1)
  expect(decided.stderr).toContain('what was decided about one of them is not told.')
  expect(await job.json(...ofKM)).not.toEqual([])
})

it('a new extent that takes in nothing of its passage is refused, and nothing of the file is done', async () => {
  const job = await settled()
  const items = (): Promise<(Item & { start: number; end: number })[]> =>
    job.json('disagreements', job.study, '--round', 'Round 1')
  const before = await items()
  const rulings = join(job.base, 'elsewhere.json')
  writeFileSync(
    rulings,
    JSON.stringify(
      before.map(({ id }, n) =>
        n === 0
          ? { id, outcome: 'neither', reason: 'No' }
          : { id, outcome: 'extent', start: 140, end: 150, reason: 'Far away' },
      ),
    ),
  )
  const refused = await job.run('adjudicate', job.study, rulings, '--reviewer', 'RV')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('gives the extent 140 to 150, which takes in nothing of its passage')
  expect(await items()).toEqual(before)
})

it('codes nobody proposed are not accepted, retired ones not retired again, in one sentence', async () => {
  const job = await settled()
  const told = async (...words: string[]) => {
    const ran = await job.run(...words)
    expect(ran.code).toBe(1)
    return ran.stderr
  }
  const codes = () => job.json('codes', job.study)
  const before = await codes()
  expect(await told('codes', 'accept', job.study, '--code', 'Walking')).toContain(
    'Nobody proposed “Walking” in a round: there is nothing to accept.',
  )
  const undo = ['codes', 'retire', job.study, '--code', 'Walking', '--undo']
  expect(await told(...undo)).toContain('“Walking” is not retired.')
  expect(await codes()).toEqual(before)
  await job.json('codes', 'retire', job.study, '--code', 'Walking')
  const retired = await codes()
  const again = ['codes', 'retire', job.study, '--code', 'Waiting', '--code', 'Walking']
  expect(await told(...again)).toContain('“Walking” is retired already.')
  expect(await codes()).toEqual(retired)
})

it('moves codes where it is told to, each time as one step that can be undone', async () => {
  const job = await begun()
  for (const name of ['One', 'Two', 'Three']) await job.json('code', 'add', job.study, '--name', name)
  const paths = async () =>
    ((await job.json('codes', job.study)) as { path: string[]; kind: string }[])
      .filter(({ kind }) => kind === 'inductive')
      .map(({ path }) => path.join('/'))
  const move = (...words: string[]) => job.run('codes', 'move', job.study, ...words)
  const begin = ['Waiting', 'Waiting/Walking', 'One', 'Two', 'Three']
  expect(await paths()).toEqual(begin)
  const under = await move(
    '--code',
    'Three',
    '--code',
    'One',
    '--under',
    'Waiting',
    '--because',
    'Kinds of it',
  )
  expect(under).toMatchObject({ code: 0, stdout: 'Moved Three, One under Waiting\n' })
  expect(await paths()).toEqual(['Waiting', 'Waiting/Walking', 'Waiting/Three', 'Waiting/One', 'Two'])
  await move('--code', 'Two', '--after', 'Walking')
  expect(await paths()).toEqual(
    ['Waiting', 'Walking', 'Two', 'Three', 'One'].map((n, i) => (i ? `Waiting/${n}` : n)),
  )
  await move('--code', 'One', '--under', 'Waiting', '--before', 'Walking')
  await move('--code', 'Walking', '--under', 'Waiting', '--after', 'Three')
  expect(await paths()).toEqual(
    ['Waiting', 'One', 'Two', 'Three', 'Walking'].map((n, i) => (i ? `Waiting/${n}` : n)),
  )
  expect(await move('--code', 'Waiting > Three', '--top')).toMatchObject({
    stdout: 'Moved Three to the top level\n',
  })
  const end = ['Waiting', 'Waiting/One', 'Waiting/Two', 'Waiting/Walking', 'Three']
  expect(await paths()).toEqual(end)
  expect(
    await job.json('export', job.study, 'audit', '--format', 'json', '-o', join(job.base, 'audit.json')),
  ).toBeTruthy()
  expect(readFileSync(join(job.base, 'audit.json'), 'utf8')).toContain('Kinds of it')

  const steps = ['Three', 'Walking', 'One', 'Two', 'Three']
  const { client } = makeEngine(join(job.base, 'library')).manager()
  await client.library.open({ path: job.study })
  for (const _ of steps) expect((await client.history.undo({})).what).toMatch(/^Moved /)
  await client.library.close({})
  expect(await paths()).toEqual(begin)
})

it('refuses a move that cannot be in one sentence, and leaves the framework as it was', async () => {
  const job = await begun()
  await job.json('code', 'add', job.study, '--name', 'Beside')
  const before = await job.json('codes', job.study)
  const told = async (code: number, ...words: string[]) => {
    const ran = await job.run('codes', 'move', job.study, ...words)
    expect(ran.code).toBe(code)
    return ran.stderr
  }
  const waiting = ['--code', 'Waiting']
  const cases: [number, string[], string][] = [
    [
      1,
      ['--code', 'Beside', ...waiting, '--under', 'Walking'],
      '“Waiting” cannot be put under “Walking”, which lies under it.',
    ],
    [1, [...waiting, '--under', 'Waiting'], '“Waiting” cannot be put under itself.'],
    [1, [...waiting, '--after', 'Walking'], '“Waiting” cannot be put under itself.'],
    [1, [...waiting, '--under', 'Coherence'], '“Waiting” stays in its own framework.'],
    [
      1,
      ['--code', 'Beside', '--top', '--after', 'Walking'],
      '“Waiting > Walking” does not lie at the top level.',
    ],
    [1, ['--code', 'Beside', '--under', 'Nowhere'], 'There is no code “Nowhere” in this study.'],
    [2, [...waiting], '--under, --top, --after or --before is needed.'],
    [2, [...waiting, '--top', '--under', 'Beside'], 'Give --under or --top, not both.'],
    [2, [...waiting, '--after', 'Beside', '--before', 'Beside'], 'Give --after or --before, not both.'],
    [2, [...waiting, '--after', 'Waiting'], '“Waiting” cannot be put beside itself'],
    [2, ['--top'], '--code is needed.'],
  ]
  for (const [code, words, sentence] of cases) expect(await told(code, ...words)).toContain(sentence)
  expect(await job.json('codes', job.study)).toEqual(before)
})

it('tells in words how the two codes of a difference stand to each other', async () => {
  const job = await settled()
  const rows = [{ source: 'Interview 2', start: 0, end: 20, code: 'Waiting' }]
  const coded = join(job.base, 'two.json')
  await job.json('code', 'add', job.study, '--name', 'Apart')
  const on = ['--round', 'Round 2']
  await job.json(
    'round',
    'open',
    job.study,
    '--sources',
    'Interview 2',
    '--coders',
    'KM,TS',
    '--title',
    'Round 2',
  )
  rows.push({ source: 'Interview 2', start: 40, end: 60, code: 'Waiting' })
  for (const [coder, codes] of [
    ['KM', ['Waiting', 'Waiting']],
    ['TS', ['Walking', 'Apart']],
  ] as const) {
    writeFileSync(coded, JSON.stringify(rows.map((row, n) => ({ ...row, code: codes[n] }))))
    await job.json('apply', job.study, '--coder', coder, coded)
    await job.json('round', 'submit', job.study, ...on, '--coder', coder)
  }
  const { stdout } = await job.run('disagreements', job.study, ...on)
  expect(stdout).toContain('\tcode (one above the other)\tWaiting / Walking\t')
  expect(stdout).toContain('\tcode (other branches)\t')
})

it('says how many differences that were ruled on are asked again when codes are merged', async () => {
  const job = await begun()
  const rows = (name: string, row: string) => {
    writeFileSync(join(job.base, name), `source,start,end,code\nInterview 1,${row}\n`)
    return join(job.base, name)
  }
  await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
  await job.json('apply', job.study, '--coder', 'KM', rows('km.csv', '0,20,Waiting'))
  await job.json('apply', job.study, '--coder', 'TS', rows('ts.csv', '10,30,Waiting > Walking'))
  for (const coder of ['KM', 'TS'])
    await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', coder)
  const items: Item[] = await job.json('disagreements', job.study, '--round', 'Round 1')
  const rulings = join(job.base, 'rulings.json')
  writeFileSync(rulings, JSON.stringify(items.map(({ id }) => ({ id, outcome: 'a', reason: 'Clear' }))))
  await job.json('adjudicate', job.study, rulings, '--reviewer', 'RV')
  const words = ['--code', 'Walking', '--into', 'Waiting', '--because', 'One thing']
  const merged = await job.run('codes', 'merge', job.study, ...words)
  expect(merged.stderr).toBe(
    '1 difference that was ruled on is asked again; what was ruled stands until then.\n',
  )
  expect(await job.json('disagreements', job.study, '--round', 'Round 1')).toMatchObject([
    { kind: 'boundary', overtaken: items.map(() => ({ outcome: 'a' })) },
  ])
  // With names hidden, what was ruled before is told by the readings as they are printed too.
  await job.json('judging', job.study, '--round', 'Round 1', '--names', 'hidden')
  const [hidden]: Item[] = await job.json('disagreements', job.study, '--round', 'Round 1')
  const outcome = hidden?.sides.first?.[0]?.start === 0 ? 'first' : 'second'
  expect(hidden).toMatchObject({ overtaken: items.map(() => ({ outcome, firstShown: null })) })
})

it('says what is asked again, and lists and lets go a ruling without a difference, with no round named', async () => {
  const job = await begun()
  const rows = (name: string, ...coded: string[]) => {
    writeFileSync(
      join(job.base, name),
      `source,start,end,code\n${coded.map(row => `Interview 1,${row}\n`).join('')}`,
    )
    return join(job.base, name)
  }
  const none = await job.run('disagreements', job.study)
  expect(none).toMatchObject({ code: 2 })
  expect(none.stderr).toContain('--round is needed: no round has been handed in by both its coders.')
  await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
  await job.json('apply', job.study, '--coder', 'KM', rows('km.csv', '0,20,Waiting', '60,80,Waiting'))
  await job.json('apply', job.study, '--coder', 'TS', rows('ts.csv', '10,30,Walking', '60,80,Walking'))
  for (const coder of ['KM', 'TS'])
    await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', coder)
  const items: Item[] = await job.json('disagreements', job.study)
  const rulings = join(job.base, 'rulings.json')
  writeFileSync(rulings, JSON.stringify(items.map(({ id }) => ({ id, outcome: 'a', reason: 'Clear' }))))
  await job.json('adjudicate', job.study, rulings, '--reviewer', 'RV')
  const merged = await job.run('codes', 'merge', job.study, '--code', 'Walking', '--into', 'Waiting')
  expect(merged.stderr).toContain(
    '1 ruling is of a difference that is there no longer: see disagreements --left.',
  )

  const codes = (await job.run('codes', job.study)).stdout
  expect(codes).toMatch(/^Waiting .*\[with “Walking”\]$/m)
  expect(await job.json('codings', job.study, '--code', 'Walking')).toEqual(
    await job.json('codings', job.study, '--code', 'Waiting'),
  )
  const { stdout } = await job.run('disagreements', job.study)
  expect(stdout).toContain('\tasked again: changed since it was ruled')
  expect(stdout).toContain('1 ruling is of a difference that is there no longer: see --left')
  const [left, ...more]: { ruling: { id: string } }[] = await job.json('disagreements', job.study, '--left')
  expect(more).toEqual([])
  const listed = (await job.run('disagreements', job.study, '--left')).stdout
  expect(listed).toContain(`${left?.ruling.id}\t`)
  expect(listed).toContain('\ta\t60-80\tClear')
  expect(
    await job.json('disagreements', job.study, '--let-go', left?.ruling.id ?? '', '--reviewer', 'RV'),
  ).toEqual([])
  expect((await job.run('disagreements', job.study, '--left')).stdout).toContain(
    'No ruling is without its difference.',
  )
  expect(await job.json('codings', job.study, '--layer', 'consensus')).toEqual([
    expect.objectContaining({ start: 0, end: 20 }),
    expect.objectContaining({ start: 60, end: 80 }),
  ])
})

it('says where a merge or a split of codes is given no reason, and tells it with the differences of versions', async () => {
  const job = await begun()
  for (const name of ['One', 'Two', 'Three']) await job.json('code', 'add', job.study, '--name', name)
  await job.json('framework', 'freeze', job.study, '--note', 'Before')
  const merge = (code: string, ...why: string[]) =>
    job.run('codes', 'merge', job.study, '--code', code, '--into', 'One', ...why)
  expect((await merge('Two')).stderr).toContain('No reason was given')
  expect((await merge('Three', '--because', 'The same')).stderr).not.toContain('No reason was given')
  const split = await job.run(
    'codes',
    'split',
    job.study,
    '--code',
    'One',
    '--into',
    'Here',
    '--into',
    'There',
  )
  expect(split.stderr).toContain('No reason was given')
  const { stdout } = await job.run('framework', 'diff', job.study)
  const line = (start: string) => stdout.split('\n').find(each => each.startsWith(start)) ?? ''
  expect(line('merged\tTwo')).toContain('(No reason given)')
  expect(line('merged\tThree')).toContain('(The same)')
  expect(line('split\tOne')).toContain('(No reason given)')
})

it('a round is opened on sources whose titles have commas, each named by itself', async () => {
  const job = await begun()
  const file = join(job.base, 'P05, physiotherapist, Site 5.txt')
  writeFileSync(file, 'We wait for the form.')
  await job.json('import', job.study, file, '--kind', 'interview')
  const opened = await job.json(
    'round',
    'open',
    job.study,
    '--sources',
    'P05, physiotherapist, Site 5',
    '--sources',
    'Interview 1,Interview 2',
    '--coders',
    'KM,TS',
  )
  expect((opened as { sources: string[] }).sources).toHaveLength(3)
})
