import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#engine/doors/cli/index.ts'
import { begun, type Job, settled } from '../helpers/cli-job.ts'
import { documentOf } from '../helpers/command-line.ts'
import { makeEngine, someText } from '../helpers/study.ts'

/*
 * `tandem` as a script meets it. One study is made by the commands themselves and used by all tests that only look;
 * tests that change something make their own.
 */

let shared: Job
beforeAll(async () => {
  shared = await settled()
  return () => {}
})

const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
const text = expect.any(String)
const number = expect.any(Number)

/** Each command once, on a settled study: its words after the name, and the shape of what it prints with --json. */
const uses: Record<string, { words(job: Job): string[] | Promise<string[]>; shape: unknown; lines?: true }> =
  {
    new: {
      words: job => [join(job.base, 'Another.tandem')],
      shape: {
        id,
        path: text,
        title: 'Another',
        stance: 'codebook',
        openSlot: true,
        countsQuoted: false,
        placeWarning: null,
        handout: null,
      },
    },
    'member add': {
      words: job => [job.study, '--name', 'New One', '--initials', 'NO', '--role', 'lead', '--role', 'coder'],
      shape: { id, name: 'New One', initials: 'NO', roles: ['coder', 'lead'], accent: number },
    },
    members: {
      words: job => [job.study],
      shape: expect.arrayContaining([expect.objectContaining({ initials: 'KM', roles: ['coder'] })]),
    },
    import: {
      words: job => {
        writeFileSync(join(job.base, 'Note 3.txt'), `Mentor: A third text. ${someText(1)}`)
        return [job.study, join(job.base, 'Note 3.txt'), join(job.base, 'files', 'Interview 1.txt')]
      },
      lines: true,
      shape: [
        {
          file: expect.stringContaining('Note 3.txt'),
          status: 'imported',
          sourceId: id,
          title: 'Note 3',
          kind: text,
          format: 'txt',
          characters: number,
          words: number,
          segments: number,
          speakers: expect.arrayContaining(['Mentor']),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          warnings: expect.any(Array),
        },
        {
          file: expect.stringContaining('Interview 1.txt'),
          status: 'duplicate',
          reason: text,
          title: text,
          sha256: text,
          warnings: [],
        },
      ],
    },
    sources: {
      words: job => [job.study],
      shape: expect.arrayContaining([
        expect.objectContaining({
          id,
          title: 'Interview 1',
          kind: 'interview',
          dataSet: 'Mentors',
          format: 'txt',
          characters: number,
          words: number,
          segments: number,
          speakers: expect.any(Array),
          sha256: text,
          cases: [],
          coders: ['KM', 'TS'],
        }),
      ]),
    },
    text: {
      words: job => [job.study, 'Interview 1'],
      shape: { id, title: 'Interview 1', sha256: text, text: someText(6), segments: expect.any(Array) },
    },
    'cases import': {
      words: job => {
        const table = join(job.base, 'people.csv')
        writeFileSync(table, 'Person,Ward,Years\nOT 1,Site 1,12\nOT 2,Site 1,\n')
        return [
          job.study,
          table,
          '--of',
          'people',
          '--name',
          'person',
          '--site',
          'Ward',
          '--type',
          'years=text',
        ]
      },
      shape: { new: 2, changed: 0, unchanged: 0, unreadable: 0 },
    },
    cases: {
      words: job => [job.study],
      shape: {
        attributes: expect.any(Array),
        cases: expect.any(Array),
      },
    },
    'contacts import': {
      words: job => {
        const log = join(job.base, 'log.csv')
        writeFileSync(log, 'Day,Place,Mode,Took\n05/03/2019,Site 1,phone,45\n05/03/2019,Site 1,phone,45\n')
        return [
          job.study,
          log,
          '--dates',
          'day-first',
          '--column',
          'place=site',
          '--column',
          'Took=minutes',
          '--take-repeats',
        ]
      },
      shape: { added: 2, known: 0, refused: 0, left: 0, sites: number, people: 0, problems: [] },
    },
    contacts: {
      words: job => [job.study, '--cut-off', '2020-04-01'],
      shape: {
        cutOff: '2020-04-01',
        isCutOffChosen: true,
        expected: 60,
        sites: expect.any(Array),
        minutesOverSites: number,
        distinctSessionMinutes: number,
        absences: [],
        notes: expect.any(Array),
      },
    },
    'code add': {
      words: job => [
        job.study,
        '--name',
        'Family',
        '--parent',
        'Waiting > Walking',
        '--when-to-use',
        'Relatives',
      ],
      shape: expect.objectContaining({
        id,
        name: 'Family',
        path: ['Waiting', 'Walking', 'Family'],
        whenToUse: 'Relatives',
      }),
    },
    'codes merge': {
      words: async job => {
        await job.json('code', 'add', job.study, '--name', 'Beside')
        return [job.study, '--code', 'Beside', '--into', 'Waiting', '--because', 'The same']
      },
      shape: expect.objectContaining({
        name: 'Waiting',
        merged: [expect.objectContaining({ name: 'Beside', because: 'The same' })],
      }),
    },
    'codes split': {
      words: async job => {
        await job.json('code', 'add', job.study, '--name', 'Both')
        return [job.study, '--code', 'Both', '--into', 'One half', '--into', 'The other', '--because', 'Two']
      },
      shape: expect.objectContaining({
        code: id,
        name: 'Both',
        parts: [id, id],
        because: 'Two',
        queues: [],
      }),
    },
    'codes move': {
      words: async job => {
        for (const name of ['Home', 'Away']) await job.json('code', 'add', job.study, '--name', name)
        return [job.study, '--code', 'Home', '--under', 'Away', '--because', 'A kind of it']
      },
      shape: [{ id, name: 'Home', parent: id, path: ['Away', 'Home'] }],
    },
    'codes accept': {
      words: async () => {
        // A study of its own: what follows counts the rounds of the others.
        const job = await settled()
        const round = ['--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 2', '--open']
        await job.json('round', 'open', job.study, ...round)
        await job.json('code', 'add', job.study, '--name', 'Proposed', '--as', 'KM')
        return [job.study, '--code', 'Proposed', '--name', 'Accepted', '--because', 'Clear']
      },
      shape: [{ id, name: 'Accepted', status: 'agreed' }],
    },
    'codes retire': {
      words: async job => {
        await job.json('code', 'add', job.study, '--name', 'Old')
        return [job.study, '--code', 'Old']
      },
      shape: [{ id, name: 'Old', status: 'retired' }],
    },
    'codes remove': {
      words: async job => {
        await job.json('code', 'add', job.study, '--name', 'Needless')
        return [job.study, '--code', 'Needless', '--because', 'Nobody says so']
      },
      shape: [{ id, name: 'Needless', path: ['Needless'] }],
    },
    'framework freeze': {
      words: job => [job.study, '--note', 'Agreed'],
      shape: expect.objectContaining({ id, number: expect.any(Number), note: 'Agreed' }),
    },
    'framework diff': {
      words: job => [job.study, '--from', '1'],
      shape: expect.objectContaining({ differences: expect.any(Array), to: null }),
    },
    codes: {
      words: job => [job.study],
      shape: expect.arrayContaining([
        expect.objectContaining({
          id,
          name: 'Waiting',
          path: ['Waiting'],
          framework: 'Coding framework',
          kind: 'inductive',
          status: 'provisional',
        }),
        expect.objectContaining({ kind: 'deductive' }),
      ]),
    },
    apply: {
      words: job => {
        writeFileSync(join(job.base, 'none.json'), '[]')
        return [job.study, '--coder', 'KM', join(job.base, 'none.json')]
      },
      shape: { applied: 0, already: 0, united: 0, mixed: 0 },
    },
    codings: {
      words: job => [job.study, '--coder', 'KM'],
      shape: expect.arrayContaining([
        expect.objectContaining({
          id,
          source: id,
          start: 0,
          end: 20,
          text: 'Interviewer: Questio',
          code: expect.objectContaining({ id, name: 'Waiting' }),
          coder: expect.objectContaining({ id, name: 'Kim Morris' }),
          layer: 'independent',
          polarity: 'barrier',
          comment: 'first',
          createdAt: text,
        }),
      ]),
    },
    'round open': {
      words: job => [
        job.study,
        '--sources',
        'Interview 2',
        '--coders',
        'KM,TS',
        '--title',
        'Round 2',
        '--open',
      ],
      shape: expect.objectContaining({
        id,
        title: 'Round 2',
        state: 'open',
        blind: false,
        sources: [id],
        coders: [expect.objectContaining({ initials: 'KM' }), expect.objectContaining({ initials: 'TS' })],
        frameworkVersion: number,
      }),
    },
    'round plan': {
      words: job => [job.study, '--round', 'Round 1'],
      shape: expect.objectContaining({
        title: 'Round 1',
        plan: expect.objectContaining({ unit: 'character', mayAddCodes: true, chosen: { how: 'hand' } }),
      }),
    },
    'round agree': {
      words: job => [
        job.study,
        '--round',
        'Round 1',
        '--agree',
        'overlap',
        '--overlap',
        '0.7',
        '--because',
        'A breath',
      ],
      shape: expect.objectContaining({
        title: 'Round 1',
        agree: { by: 'overlap', overlap: 0.7, extent: 'union' },
      }),
    },
    'round unblind': {
      words: async job => {
        // Whichever is drawn, it may be in the round that is open: with two who are not in that one.
        await job.json(
          'member',
          'add',
          job.study,
          '--name',
          'Also New',
          '--initials',
          'AN',
          '--role',
          'coder',
        )
        await job.json('round', 'open', job.study, '--sample', '1', '--seed', '3', '--coders', 'AN,NO')
        return [job.study, '--round', 'Round 3', '--because', 'A training round']
      },
      shape: expect.objectContaining({
        title: 'Round 3',
        blind: false,
        unblinded: { by: null, because: 'A training round', at: text },
      }),
    },
    'round submit': {
      words: job => [job.study, '--round', 'Round 2', '--coder', 'KM'],
      shape: expect.objectContaining({ title: 'Round 2', state: 'open' }),
    },
    rounds: {
      words: job => [job.study],
      shape: expect.arrayContaining([expect.objectContaining({ title: 'Round 1' })]),
    },
    handout: {
      words: job => {
        const file = join(job.base, 'TS.tandem-handout')
        return [job.study, '--round', 'Round 2', '--coder', 'TS', '-o', file]
      },
      shape: {
        packageId: id,
        file: expect.stringContaining('TS.tandem-handout'),
        bytes: number,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        round: { id, title: 'Round 2' },
        coder: { id, name: 'Tove Sand', initials: 'TS' },
        sources: 1,
        operations: 1,
        protection: 'open',
        counts: expect.objectContaining({ sources: 1, words: number, cases: number, codes: number }),
      },
    },
    'open-handout': {
      words: job => [join(job.base, 'TS.tandem-handout'), join(job.base, 'TS.tandem')],
      shape: {
        path: expect.stringContaining('TS.tandem'),
        packageId: id,
        study: { id, title: 'A trial' },
        round: { id, title: 'Round 2' },
        coder: { id, name: 'Tove Sand', initials: 'TS' },
        sources: 1,
        due: null,
        fingerprint: expect.stringMatching(/^([0-9A-Z]{4} ?){4}$/),
        sender: 'first',
        openSlot: true,
      },
    },
    return: {
      words: job => [join(job.base, 'TS.tandem'), '-o', join(job.base, 'TS.tandem-return')],
      shape: {
        packageId: id,
        file: expect.stringContaining('TS.tandem-return'),
        bytes: number,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        round: { id, title: 'Round 2' },
        coder: { id, name: 'Tove Sand', initials: 'TS' },
        sources: 1,
        operations: 0,
        submits: true,
        work: { codings: 0, annotations: 0, proposedCodes: 0, operations: 0 },
        memos: 0,
      },
    },
    merge: {
      words: job => [job.study, join(job.base, 'TS.tandem-return')],
      shape: {
        packages: [
          {
            file: expect.stringContaining('TS.tandem-return'),
            packageId: id,
            kind: 'return',
            status: 'merged',
            round: { id, title: 'Round 2' },
            coder: { id, name: 'Tove Sand', initials: 'TS' },
            madeAt: text,
            submits: true,
            sent: 0,
            arrived: 0,
            alreadyHere: 0,
            withheld: null,
            needDecision: [],
            counts: {
              ...{ codings: 0, annotations: 0, proposedCodes: 0, codes: 0, memos: 0 },
              changed: { codings: 0, annotations: 0, codes: 0, memos: 0 },
              removed: { codings: 0, annotations: 0, codes: 0, memos: 0 },
            },
            hidden: false,
            notes: [],
          },
        ],
      },
    },
    decide: { words: job => [job.study], shape: [] },
    agreement: {
      words: job => [job.study, '--round', 'Round 1', '--unit', 'word'],
      shape: expect.objectContaining({
        unit: 'word',
        coders: ['KM', 'TS'],
        n: number,
        overall: expect.objectContaining({ cohen_kappa: expect.objectContaining({ value: number }) }),
        codes: expect.arrayContaining([
          expect.objectContaining({ counts: { '11': number, '10': number, '01': number, '00': number } }),
        ]),
        sources: expect.any(Array),
        groups: expect.arrayContaining([
          expect.objectContaining({
            kind: 'framework',
            name: expect.any(String),
            cohen_kappa: expect.any(Object),
          }),
        ]),
        slots: expect.any(Array),
        sets: expect.objectContaining({ set_alpha_masi: expect.any(Object) }),
        spans: expect.objectContaining({ overlap: 0.5, exact: expect.objectContaining({ matched: number }) }),
      }),
    },
    stats: {
      words: job => {
        const file = join(job.base, 'cases.json')
        writeFileSync(
          file,
          JSON.stringify([
            {
              id: 'two',
              inputs: {
                kind: 'ratings',
                units: [
                  [1, 1],
                  [1, 2],
                  [2, 2],
                ],
              },
            },
          ]),
        )
        return [file]
      },
      shape: {
        two: expect.objectContaining({
          percent_agreement: 2 / 3,
          cohen_kappa: number,
          alpha_nominal: number,
        }),
      },
    },
    disagreements: {
      words: job => [job.study, '--round', 'Round 1'],
      shape: expect.arrayContaining([
        expect.objectContaining({
          id: text,
          round: id,
          kind: 'omission',
          source: id,
          start: number,
          end: number,
          code: id,
          sides: expect.any(Object),
          cost: number,
        }),
      ]),
    },
    adjudicate: {
      words: job => [job.study, join(job.base, 'rulings.json'), '--reviewer', 'RV'],
      shape: { ruled: 1, alike: 0 },
    },
    agenda: {
      words: async job => {
        const [item] = (await job.json('disagreements', job.study, '--round', 'Round 1')) as { id: string }[]
        return [job.study, '--round', 'Round 1', '--reviewer', 'RV', '--park', item?.id ?? '']
      },
      shape: [expect.objectContaining({ id, about: 'difference', decidedAt: null })],
    },
    meeting: {
      words: job => [
        job.study,
        '--round',
        'Round 1',
        '--reviewer',
        'RV',
        '--on',
        '2026-03-12',
        '--with',
        'RV, KM',
      ],
      shape: [{ id, heldOn: '2026-03-12', attendees: 'RV, KM', notes: '' }],
    },
    judging: {
      words: job => [job.study, '--round', 'Round 1', '--coders-rule', 'no'],
      shape: { namesHidden: false, codersMayRule: false },
    },
    'second-judge': {
      words: async job => {
        await job.json('member', 'add', job.study, '--name', 'Sam', '--initials', 'SJ', '--role', 'reviewer')
        await job.json('adjudicate', job.study, join(job.base, 'rulings.json'), '--reviewer', 'RV')
        return [job.study, '--round', 'Round 1', '--judge', 'SJ', '--number', '1', '--seed', '4']
      },
      shape: { judging: id, seed: 4, among: 1, drawn: 1 },
    },
    mirror: {
      words: job => [job.study, '--round', 'Round 1'],
      shape: expect.objectContaining({
        sides: 'coders',
        ruled: expect.any(Array),
        outcomes: expect.any(Array),
        shown: { first: expect.any(Array), second: expect.any(Array), unknown: expect.any(Array) },
        codes: expect.any(Array),
        reversals: expect.any(Array),
      }),
    },
    decided: {
      words: job => [job.study, '--round', 'Round 1', '--coder', 'KM'],
      shape: expect.arrayContaining([
        expect.objectContaining({ coding: id, source: id, fate: 'agreed', difference: null, ruling: null }),
      ]),
    },
    'round close': {
      words: job => [job.study, '--round', 'Round 1', '--leave-open'],
      shape: expect.objectContaining({ title: 'Round 1', state: 'closed' }),
    },
    export: {
      words: job => [
        job.study,
        'codebook',
        '--format',
        'csv',
        '-o',
        join(job.base, `codebook-${Math.random()}.csv`),
      ],
      shape: { what: 'codebook', format: 'csv', file: text, bytes: number },
    },
    correct: {
      words: job => {
        const edits = join(job.base, 'edits.json')
        writeFileSync(edits, JSON.stringify([{ start: 0, end: 11, text: 'Researcher' }]))
        return [job.study, 'Interview 1', edits, '--note', 'As the study calls them']
      },
      shape: { revision: id, number: 2, toPlace: number },
    },
    search: {
      words: job => [job.study, 'walked to the shop'],
      shape: expect.arrayContaining([
        expect.objectContaining({ source: id, start: number, end: number, match: 'walked to the shop' }),
      ]),
    },
    queries: {
      words: async job => {
        await saved(job, 'Shops')
        return [job.study]
      },
      shape: expect.arrayContaining([
        expect.objectContaining({ id, name: 'Shops', inWords: text, missing: [], by: null, savedAt: text }),
      ]),
    },
    query: {
      words: async job => {
        await saved(job, 'Walks')
        return [job.study, 'walks']
      },
      shape: {
        name: 'Walks',
        of: 'text',
        inWords: 'Places that have the words "to the shop", codes shown from the consensus.',
        places: expect.arrayContaining([
          expect.objectContaining({ source: id, line: number, match: 'to the shop', cases: [], codes: [] }),
        ]),
        counts: { places: number, sources: number, cases: 0 },
        missing: [],
        remarks: [],
        withheld: false,
      },
    },
    check: { words: job => [job.study], shape: { ok: true, breaches: [] } },
    backup: { words: job => [job.study], shape: { path: expect.stringContaining('backups') } },
    card: {
      words: job => ['--name', 'KM', '-o', join(job.base, 'KM.tandem-card')],
      shape: {
        file: expect.stringContaining('KM.tandem-card'),
        name: 'KM',
        recipient: expect.stringMatching(/^age1/),
        fingerprint: expect.stringMatching(/^([0-9A-Z]{4} ?){4}$/),
      },
    },
    passphrase: {
      words: job => [job.study],
      shape: {
        hasPassphrase: false,
        hasRecoveryKey: false,
        hasComputerLock: false,
        backups: { all: number, open: number },
      },
    },
  }
/** Saves a query in the study, as a window does; the command line only asks them. */
async function saved({ study, base }: Job, name: string): Promise<void> {
  const engine = makeEngine(join(base, 'library'))
  const { client } = engine.manager()
  await client.library.open({ path: study })
  await client.queries.save({ name, asks: { text: { words: '"to the shop"' } } })
  engine.close()
}

/** Proved elsewhere: one is a server (below), the other a quarter of a minute's work (tests/sample). */
const elsewhere = ['serve', 'demo']

describe('every command', () => {
  const names = commands.map(command => command.name).filter(name => !elsewhere.includes(name))

  it('is tried', () => {
    expect(Object.keys(uses).sort()).toEqual(names.sort())
  })

  it.each(Object.entries(uses))(
    '%s prints its one answer as JSON, and nothing else',
    async (name, { words, shape, lines }) => {
      const ran = await shared.run(...name.split(' '), ...(await words(shared)), '--json')
      expect([ran.code, ran.stderr]).toEqual([0, ran.stderr])
      const said = lines
        ? ran.stdout
            .trim()
            .split('\n')
            .map(line => JSON.parse(line))
        : documentOf(ran)
      expect(said).toEqual(shape)
    },
  )

  it.each(names)('%s has a page of help', async name => {
    const ran = await shared.run(...name.split(' '), '--help')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toMatch(new RegExp(`^tandem ${name}: .+\n\nusage: tandem ${name}`))
    const options = commands.find(command => command.name === name)?.options ?? {}
    for (const option of Object.keys(options)) expect(ran.stdout).toContain(`--${option}`)
  })

  it.each(names)('%s without its words is bad usage, and says how it is used', async name => {
    const ran = await shared.run(...name.split(' '))
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(`usage: tandem ${name}`)
  })

  it.each(names)('%s with a study that is not there, or an option there is not, says so', async name => {
    const command = commands.find(c => c.name === name)
    const words = Array.from({ length: Math.max(1, command?.words[0] ?? 1) }, () => '/nowhere/None.tandem')
    const unknown = await shared.run(...name.split(' '), ...words, '--nonsense', '--json')
    expect(unknown.code).toBe(2)
    expect(documentOf(unknown)).toMatchObject({ error: { code: 'bad-usage', message: text } })
    if (!command?.study) return
    const ran = await shared.run(...name.split(' '), ...words, '--json')
    expect(ran.code).toBe(1)
    expect(documentOf(ran)).toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('/nowhere/None.tandem') },
    })
    const spoken = await shared.run(...name.split(' '), ...words)
    expect(spoken).toMatchObject({ code: 1, stdout: '' })
    expect(spoken.stderr).not.toMatch(/\bat .*\.ts:\d+|Error:/)
  })
})

describe('a round', () => {
  it('is opened with a sample, by its options, and refused with what is wrong in them', async () => {
    const job = await begun()
    const open = (...words: string[]) => job.run('round', 'open', job.study, '--coders', 'KM,TS', ...words)
    for (const [words, says] of [
      [['--sample', '1', '--due', '2026-02-30'], '--due is a day such as 2026-12-24; not “2026-02-30”.'],
      [['--sample', 'half'], '--sample is a number of sources, or a share such as 20%; not “half”.'],
      [['--sample', '0'], '--sample is a number'],
      [['--sample', '101%'], '--sample is a number'],
      [['--sources', 'all', '--by', 'kind'], '--by and --seed are for --sample.'],
      [['--sample', '1', '--seed', '4294967296'], '--seed is a whole number from 0 to 4294967295'],
      [['--sample', '1', '--by', 'colour'], '--by is one of site, data-set, kind'],
      [['--sample', '1', '--unit', 'page'], '--unit is one of'],
    ] as const) {
      expect(await open(...words)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) })
    }
    expect(await open('--sample', '3')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('3 sources cannot be drawn from 2.'),
    })
    expect(await open('--sample', '1', '--due', 'soon')).toMatchObject({ code: 2 })
    expect(documentOf(await job.run('rounds', job.study, '--json'))).toEqual([])
    const opened = await open(
      '--sample',
      '50%',
      '--by',
      'data-set',
      '--unit',
      'word',
      '--due',
      '2026-12-24',
      '--no-new-codes',
      '--note',
      'Why',
      '--json',
    )
    const [, seed = ''] = /Drew 1 of 2 sources with seed (\d+)\./.exec(opened.stderr) ?? []
    expect(documentOf(opened)).toMatchObject({
      plan: { unit: 'word', due: '2026-12-24', mayAddCodes: false, note: 'Why', drawnFrom: 2 },
    })
    expect(await job.json('round', 'plan', job.study, '--round', 'Round 1')).toMatchObject({
      plan: {
        chosen: { how: 'drawn', seed: Number(seed), strata: [{ name: 'Mentors', sources: 2, drawn: 1 }] },
      },
    })
    const page = join(job.base, 'plan.html')
    await job.json('round', 'plan', job.study, '--round', 'Round 1', '-o', page)
    expect(readFileSync(page, 'utf8')).toContain(`seed ${seed}`)
    expect(await job.run('round', 'plan', job.study, '--round', 'Round 1', '-o', page)).toMatchObject({
      code: 1,
    })
  })

  it('handed in a second time is answered as it is', async () => {
    const job = await begun()
    await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS')
    const submit = ['round', 'submit', job.study, '--round', 'Round 1', '--coder', 'KM', '--json']
    const first = documentOf(await job.run(...submit))
    const again = await job.run(...submit)
    expect(again).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/KM handed in “Round 1” already, on \d{4}-/),
    })
    expect(documentOf(again)).toEqual(first)
  })
})

describe('in words', () => {
  it('each command that only looks says something', async () => {
    for (const words of [['members'], ['sources'], ['codes'], ['codings'], ['rounds'], ['check']]) {
      const ran = await shared.run(...words, shared.study)
      expect(ran.code).toBe(0)
      expect(ran.stdout.length).toBeGreaterThan(5)
      expect(() => documentOf(ran)).toThrow()
    }
    expect((await shared.run('text', shared.study, 'Interview 1', '--revision', '1')).stdout).toBe(
      someText(6),
    )
    const agreement = await shared.run('agreement', shared.study, '--round', 'Round 1')
    expect(agreement.stdout).toMatch(/overall\tagreement 0\.\d{3}/)
    expect(agreement.stdout).toMatch(/^framework .*\tkappa/m)
    expect(agreement.stdout).toMatch(/^passages, overlap 0\.5\tprecision /m)
    expect(agreement.stdout).not.toContain('convention of')
  })

  it('agreement names conventions when asked to, and takes a share for the overlap', async () => {
    const words = ['agreement', shared.study, '--round', 'Round 1', '--overlap', '0.9', '--conventions']
    const ran = await shared.run(...words)
    expect(ran.stdout).toMatch(/^passages, overlap 0\.9\t/m)
    expect(ran.stdout).toMatch(/^kappa: By the convention of Landis & Koch/m)
    for (const share of ['0', '1.5', 'half']) {
      expect(await shared.run('agreement', shared.study, '--overlap', share)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--overlap takes a share above 0 and at most 1'),
      })
    }
  })

  it('help lists every command; a word that is none is bad usage', async () => {
    const help = await shared.run('--help')
    expect(help.code).toBe(0)
    for (const { name, summary } of commands)
      expect(help.stdout).toMatch(new RegExp(`  ${name} +${summary.slice(0, 20).replace(/[()+]/g, '.')}`))
    expect(await shared.run('frobnicate')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('no command “frobnicate”'),
    })
    expect(documentOf(await shared.run('frobnicate', '--json'))).toMatchObject({
      error: { code: 'bad-usage' },
    })
  })
})
