import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { begun, settled } from '../helpers/cli-job.ts'
import { documentOf, tandem } from '../helpers/command-line.ts'
import { someText } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('codings from a file', () => {
  it('name their source and code by name, by path or by id', async () => {
    const job = await begun()
    const [source]: { id: string }[] = await job.json('sources', job.study)
    const codes: { id: string; path: string[] }[] = await job.json('codes', job.study)
    const walking = codes.find(code => code.path.join() === 'Waiting,Walking')
    const rows = [
      'Walking',
      'waiting > walking',
      'Waiting/Walking',
      'Waiting::Walking',
      ['Waiting', 'Walking'],
      walking?.id,
    ].map((code, n) => ({
      source: n % 2 === 0 ? source?.id : 'Interview 1.txt',
      start: n * 15,
      end: n * 15 + 5,
      code,
    }))
    const file = join(job.base, 'c.json')
    writeFileSync(file, JSON.stringify(rows))
    expect(await job.json('apply', job.study, '--coder', 'km', file)).toEqual({
      ...{ applied: 6, already: 0, united: 0, mixed: 0 },
    })
    const codings: { code: { id: string } }[] = await job.json('codings', job.study)
    expect(codings.map(coding => coding.code.id)).toEqual(Array(6).fill(walking?.id))
  })

  it('are taken whole or not at all', async () => {
    const job = await begun()
    const file = join(job.base, 'c.json')
    const good = { source: 'Interview 1', start: 0, end: 5, code: 'Waiting' }
    for (const [bad, code] of [
      [{ ...good, code: 'None' }, 'not-found'],
      [{ ...good, source: 'None' }, 'not-found'],
      [{ ...good, end: 10_000_000 }, 'bad-input'],
      [{ ...good, start: 5 }, 'bad-input'],
      [{ ...good, start: 'x' }, 'bad-input'],
      [{ ...good, polarity: 'sideways' }, 'bad-input'],
    ] as const) {
      writeFileSync(file, JSON.stringify([good, bad]))
      const ran = await job.run('apply', job.study, '--coder', 'KM', file, '--json')
      expect([ran.code, documentOf(ran)]).toEqual([1, { error: expect.objectContaining({ code }) }])
    }
    for (const content of ['not json', '{}', '[1]', '']) {
      writeFileSync(file, content)
      expect((await job.run('apply', job.study, '--coder', 'KM', file, '--json')).code).toBe(1)
    }
    expect(await job.json('codings', job.study)).toEqual([])
  })

  it('are nobody’s who is not a coder', async () => {
    const job = await begun()
    const file = join(job.base, 'c.json')
    writeFileSync(file, JSON.stringify([{ source: 'Interview 1', start: 0, end: 5, code: 'Waiting' }]))
    const ran = await job.run('apply', job.study, '--coder', 'RV', file, '--json')
    expect(documentOf(ran)).toMatchObject({ error: { code: 'not-allowed' } })
  })
})

describe('rulings from a file', () => {
  it('are taken whole or not at all, by a reviewer', async () => {
    const job = await settled()
    const items: { id: string }[] = await job.json('disagreements', job.study, '--round', 'Round 1')
    const file = join(job.base, 'r.json')
    const rule = (rulings: unknown, who: string) => {
      writeFileSync(file, JSON.stringify(rulings))
      return job.run('adjudicate', job.study, file, '--reviewer', who, '--json')
    }
    const all = items.map(item => ({ id: item.id, outcome: 'both', reason: 'Both' }))
    expect((await rule([...all, { id: 'none', outcome: 'a' }], 'RV')).code).toBe(1)
    expect((await rule([...all, { ...all[0] }], 'RV')).code).toBe(1)
    for (const reason of [undefined, '', '  ']) {
      expect(documentOf(await rule([{ ...all[0], reason }], 'RV'))).toMatchObject({
        error: {
          code: 'bad-input',
          message: expect.stringMatching(/ruling 1: “reason” is (missing|empty)\.$/),
        },
      })
    }
    expect(documentOf(await rule(all, 'KM'))).toMatchObject({ error: { code: 'not-allowed' } })
    const open: { ruling?: unknown }[] = await job.json('disagreements', job.study, '--round', 'Round 1')
    expect(open.filter(item => item.ruling)).toEqual([])
    expect(documentOf(await rule(all, 'RV'))).toEqual({ ruled: items.length, alike: 0 })
  })
})

describe('a blind round', () => {
  it('is blind to the command line too, but for the coder it asks as', async () => {
    const job = await begun()
    await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS')
    const file = join(job.base, 'c.json')
    writeFileSync(file, JSON.stringify([{ source: 'Interview 1', start: 0, end: 5, code: 'Waiting' }]))
    await job.json('apply', job.study, '--coder', 'KM', file)
    expect(await job.json('codings', job.study)).toEqual([])
    expect(await job.json('codings', job.study, '--coder', 'KM', '--as', 'TS')).toEqual([])
    const filtered = await job.run('codings', job.study, '--coder', 'KM', '--json')
    expect(documentOf(filtered)).toEqual([])
    expect(filtered.stderr).toMatch(/^Withheld while blind: .* Each sees their own with --as INITIALS\.$/m)
    expect(await job.json('codings', job.study, '--coder', 'TS', '--as', 'KM')).toEqual([])
    expect(await job.json('codings', job.study, '--as', 'KM')).toHaveLength(1)
    expect(await job.json('codings', job.study, '--coder', 'KM', '--as', 'KM')).toHaveLength(1)
    const ran = await job.run('agreement', job.study, '--json')
    expect([ran.code, documentOf(ran)]).toEqual([1, { error: expect.objectContaining({ code: 'blind' }) }])
  })
})

describe('what is there already', () => {
  it('is not overwritten: a study never, a report only when told to', async () => {
    const job = await begun()
    expect(documentOf(await job.run('new', job.study, '--json'))).toMatchObject({ error: { code: 'exists' } })
    const out = join(job.base, 'codebook.csv')
    writeFileSync(out, 'mine')
    const words = ['export', job.study, 'codebook', '--format', 'csv', '-o', out]
    expect(documentOf(await job.run(...words, '--json'))).toMatchObject({ error: { code: 'exists' } })
    expect(readFileSync(out, 'utf8')).toBe('mine')
    expect((await job.run(...words, '--force')).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('Waiting')
  })
})

describe('an import in which a file fails', () => {
  it('takes the others, says why, and ends with 1', async () => {
    const job = await begun()
    const bad = join(job.base, 'bad.docx')
    writeFileSync(bad, Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]))
    writeFileSync(join(job.base, 'good.txt'), 'Words enough to be a text.')
    const ran = await job.run(
      'import',
      job.study,
      bad,
      join(job.base, 'good.txt'),
      join(job.base, 'none.txt'),
      '--json',
    )
    expect(ran.code).toBe(1)
    const lines = ran.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { status: string; reason?: string })
    expect(lines.map(line => line.status)).toEqual(['refused', 'imported', 'refused'])
    expect(lines[0]?.reason).toMatch(/bad\.docx/)
  })
})

describe('the files of an import', () => {
  it('are named as they were given, whatever became of them; the source keeps the base name', async () => {
    const job = await begun()
    const folder = join(job.base, 'more')
    mkdirSync(join(folder, 'inner'), { recursive: true })
    writeFileSync(join(folder, 'inner', 'new.txt'), 'Words that are new to the study.')
    writeFileSync(join(folder, 'old.txt'), someText(6))
    writeFileSync(join(folder, 'empty.txt'), '')
    const given = relative(process.cwd(), folder)
    const single = `${given}/../alone.txt`
    writeFileSync(join(job.base, 'alone.txt'), someText(3))
    const ran = await job.run('import', job.study, given, single, '--json')
    const lines = ran.stdout.trim().split('\n')
    const told = lines.map(line => JSON.parse(line) as { file: string; status: string })
    expect(told.map(({ file, status }) => [file, status])).toEqual([
      [join(given, 'empty.txt'), 'refused'],
      [join(given, 'inner', 'new.txt'), 'imported'],
      [join(given, 'old.txt'), 'duplicate'],
      [single, 'duplicate'],
    ])
    const sources: { fileName: string }[] = await job.json('sources', job.study)
    expect(sources.map(source => source.fileName)).toContain('new.txt')
  })
})

describe('the type of a column of cases', () => {
  it('is what is said of it, unless that cannot be', async () => {
    const job = await begun()
    const table = join(job.base, 'people.csv')
    writeFileSync(table, 'Person,Site,Years,a=b\nOT 1,Site 1,12,3\nOT 2,Site 1,7,4\n')
    const take = (...types: string[]) =>
      job.run('cases', 'import', job.study, table, ...types.flatMap(type => ['--type', type]), '--json')
    for (const [type, exit, said] of [
      ['Years', 2, /--type is COLUMN=TYPE/],
      ['Years=amount', 2, /--type is one of text, number, date, choice, yes-no; not “amount”/],
      ['Age=number', 1, /no column “Age”/],
      ['Site=choice', 1, /“Site” becomes no attribute/],
    ] as const) {
      const ran = await take(type)
      expect([ran.code, JSON.stringify(documentOf(ran))]).toEqual([exit, expect.stringMatching(said)])
    }
    const typesNow = async () => {
      const { attributes }: { attributes: { name: string; type: string }[] } = await job.json(
        'cases',
        job.study,
      )
      return Object.fromEntries(attributes.map(({ name, type }) => [name, type]))
    }
    expect(await typesNow()).toEqual({})
    expect((await take('years=choice', 'a=b=text')).code).toBe(0)
    expect(await typesNow()).toEqual({ Years: 'choice', 'a=b': 'text' })
    const ran = await take('Years=number')
    expect([ran.code, JSON.stringify(documentOf(ran))]).toEqual([
      1,
      expect.stringMatching(/“Years” already, as choice/),
    ])
  })
})

describe('a passphrase', () => {
  it('comes from a file or the environment, never from the words', async () => {
    const base = temporaryFolder()
    const study = join(base, 'Locked.tandem')
    const file = join(base, 'passphrase')
    writeFileSync(file, 'three words long\nnot this line\n')
    expect((await tandem(base, ['new', study, '--passphrase-file', file])).code).toBe(0)
    const without = await tandem(base, ['check', study, '--json'])
    expect([without.code, documentOf(without)]).toEqual([
      1,
      { error: expect.objectContaining({ code: 'locked' }) },
    ])
    expect((await tandem(base, ['check', study], { TANDEM_PASSPHRASE: 'three words long' })).code).toBe(0)
    const wrong = await tandem(base, ['check', study, '--json'], { TANDEM_PASSPHRASE: 'other' })
    expect(documentOf(wrong)).toMatchObject({ error: { code: 'wrong-passphrase' } })
    const gone = await tandem(base, ['check', study, '--json', '--passphrase-file', join(base, 'none')])
    expect(documentOf(gone)).toMatchObject({ error: { code: 'not-found' } })
    expect((await tandem(base, ['check', study, '--passphrase', 'x'])).code).toBe(2)
  })
})

describe('what is said', () => {
  it('is in plain words: which word, which field, how many', async () => {
    const job = await begun()
    const said = async (...words: string[]) => (await job.run(...words)).stderr.split('\n')[0]
    expect(await said('apply', job.study)).toBe('tandem apply: CODINGS.{json,csv} is missing.')
    expect(await said('members', job.study, 'more')).toBe('tandem members: “more” is a word too many.')
    expect(await said('code', 'add', job.study, '--name', '')).toBe('tandem code add: “name” is empty.')
    const file = join(job.base, 'c.json')
    for (const [rows, sentence] of [
      [[{ start: 0, end: 5, code: 'Waiting' }], /row 1: “source” is missing\.$/],
      [[{ source: 'Interview 1', start: 0, end: 5, code: '' }], /row 1: “code” is /],
      [[{ source: '', start: 0, end: 5, code: 'Waiting' }], /row 1: “source” is empty\.$/],
      [[{ source: 7, start: 0, end: 5, code: 'Waiting' }], /row 1: “source” is not text\.$/],
    ] as const) {
      writeFileSync(file, JSON.stringify(rows))
      expect(await said('apply', job.study, '--coder', 'KM', file)).toMatch(sentence)
    }
    writeFileSync(file, '[{"source": ')
    expect(await said('apply', job.study, '--coder', 'KM', file)).toMatch(
      /is not JSON that can be read: [^:]*\.$/,
    )
    writeFileSync(file, JSON.stringify([{ source: 'Interview 1', start: 0, end: 5, code: 'Waiting' }]))
    expect((await job.run('apply', job.study, '--coder', 'KM', file)).stdout).toBe('Applied 1 coding\n')
    const rows = [
      { source: 'Interview 1', start: 0, end: 5, code: 'Waiting' },
      { source: 'Interview 1', start: 20, end: 30, code: 'Waiting', polarity: 'barrier' },
      { source: 'Interview 1', start: 36, end: 42, code: 'Waiting', polarity: 'facilitator' },
    ]
    writeFileSync(file, JSON.stringify(rows))
    expect((await job.run('apply', job.study, '--coder', 'KM', file)).stdout).toBe(
      'Applied 3 codings\nAlready there, nothing to add: 1\n',
    )
    writeFileSync(file, JSON.stringify([{ ...rows[1], start: 25, end: 38, polarity: '' }]))
    expect((await job.run('apply', job.study, '--coder', 'KM', file)).stdout).toBe(
      'Applied 1 coding\nJoined with what the coder had there: 1\nOf those, a facilitator and a barrier that became one: 1\n',
    )
  })

  it('includes the version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await tandem(temporaryFolder(), ['--version'])).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    })
  })
})

describe('speakers', () => {
  it('are found and marked as the options of import say', async () => {
    const job = await begun()
    const file = join(job.base, 'group.txt')
    writeFileSync(file, '<T1> Who begins?\n<P1> I do.\n<P2> And I.\n<T1> Thank you.\n')
    const ran = await job.run(
      'import',
      job.study,
      file,
      '--json',
      '--speakers',
      '<T1>,<P1>,<P2>',
      '--interviewer',
      'T1',
    )
    expect(documentOf(ran)).toMatchObject({ status: 'imported', speakers: ['T1', 'P1', 'P2'], segments: 4 })
    const sources: { title: string; speakers: string[] }[] = await job.json('sources', job.study)
    expect(sources.find(({ title }) => title === 'group')?.speakers).toEqual(['T1', 'P1', 'P2'])
  })
})

describe('a contact log', () => {
  it('of which rows are left out ends with 1, and says what was taken and what was not', async () => {
    const job = await begun()
    const log = join(job.base, 'log.csv')
    writeFileSync(
      log,
      'Date,Site,Mode,Minutes\n14/01/2019,A,phone,45\n15/01/2019,A,phone,long\n16/01/2019,A,phone,"1,200"\n',
    )
    const ran = await job.run('contacts', 'import', job.study, log, '--json')
    expect([ran.code, documentOf(ran)]).toMatchObject([1, { added: 1, refused: 2, left: 0 }])
    expect(ran.stderr).toContain('Row 3 has “long” for minutes')
    expect(ran.stderr).toContain(
      'Row 4 has “1,200” for minutes, which may be thousands or a decimal; write 1200',
    )
    // Again: what is in is known, and what is not is still not.
    expect((await job.run('contacts', 'import', job.study, log)).code).toBe(1)
    writeFileSync(log, 'Date,Site,Mode,Minutes\n16/01/2019,A,phone,45\n16/01/2019,A,phone,45\n')
    const repeated = await job.run('contacts', 'import', job.study, log)
    expect([repeated.code, repeated.stdout.trim()]).toEqual([
      1,
      '1 added, 0 known, 0 left out, 1 asked about; new: 0 sites, 0 people',
    ])
    expect((await job.run('contacts', 'import', job.study, log, '--take-repeats')).code).toBe(0)
  })

  it('says where rows may be one session and where days are to come, and takes both as they are meant', async () => {
    const job = await begun()
    const log = join(job.base, 'log.csv')
    writeFileSync(
      log,
      'Date,Site,Mode,Minutes\n16/01/2019,A,phone,45\n16/01/2019,B,phone,45\n17/01/2091,B,phone,30\n',
    )
    const ran = await job.run('contacts', 'import', job.study, log)
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('such as row 3 and row 2')
    expect(ran.stderr).toContain('--join-sites takes rows')
    expect(ran.stderr).toContain(
      'Row 4 is dated 17 January 2091, which is still to come. It did not come in; --take-future takes it.',
    )
    expect(documentOf(await job.run('contacts', job.study, '--json'))).toMatchObject({
      cutOff: '2019-01-16',
      distinctSessionMinutes: 90,
    })
    const either = await job.run('contacts', job.study, '--cut-off', '01/02/2019')
    expect([either.code, either.stderr]).toEqual([
      2,
      expect.stringContaining('--cut-off 01/02/2019 may be 2019-02-01 or 2019-01-02.'),
    ])
    writeFileSync(
      log,
      'Date,Site,Mode,Minutes\n18/01/2019,A,phone,20\n18/01/2019,B,phone,20\n17/01/2091,B,phone,30\n',
    )
    const joined = await job.run(
      'contacts',
      'import',
      job.study,
      log,
      '--join-sites',
      '--take-future',
      '--json',
    )
    expect([joined.code, documentOf(joined)]).toMatchObject([0, { added: 2, known: 0, left: 0 }])
    expect(documentOf(await job.run('contacts', job.study, '--json'))).toMatchObject({
      cutOff: '2019-01-18',
      distinctSessionMinutes: 110,
      minutesOverSites: 130,
    })
  })

  it('asks about years that are mistyped, and takes them where they are meant', async () => {
    const job = await begun()
    const log = join(job.base, 'log.csv')
    writeFileSync(log, 'Date,Site,Mode,Minutes\n16/01/2019,A,phone,45\n15/04/1919,B,phone,30\n')
    const ran = await job.run('contacts', 'import', job.study, log)
    expect([ran.code, ran.stderr]).toEqual([
      1,
      expect.stringContaining(
        'Row 3 is dated 15 April 1919, more than a year before all others. It did not come in; --take-early takes it.',
      ),
    ])
    const taken = await job.run('contacts', 'import', job.study, log, '--take-early', '--json')
    expect([taken.code, documentOf(taken)]).toMatchObject([0, { added: 1, known: 1, left: 0 }])
  })

  it('takes rows of several people for one session, and words for the mode they are said to stand for', async () => {
    const job = await begun()
    const log = join(job.base, 'log.csv')
    writeFileSync(
      log,
      'Date,Site,Mode,Hours,OT\n16/01/2019,A,huddle,1,OT 1\n16/01/2019,A,huddle,1,OT 2\n17/01/2019,A,huddle,0.5,OT 1\n',
    )
    const look = ['contacts', 'import', job.study, log]
    const refused = await job.run(...look, '--mode', 'huddel=phone')
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('No row of the log says “huddel” for its mode.'),
    ])
    expect(refused.stderr).toContain('Words that are not known: huddle.')
    expect((await job.run(...look, '--mode', 'huddle')).stderr).toContain('--mode is WORDS=MODE')
    const ran = await job.run(...look)
    expect(ran.stderr).toContain('“Hours” is read as hours: 1 in row 2 is 60 minutes.')
    expect(ran.stderr).toContain('--join-people takes rows')
    expect(ran.stderr).toContain('Row 2 and 2 more rows: “huddle” is taken as other')
    expect(ran.stderr).toContain('--mode "huddle=phone" takes these words')
    const anew = await begun()
    const options = ['--join-people', '--mode', 'Huddle=phone', '--json']
    const joined = await anew.run('contacts', 'import', anew.study, log, ...options)
    expect([joined.code, documentOf(joined)]).toMatchObject([0, { added: 2, problems: [] }])
    expect(documentOf(await anew.run('contacts', anew.study, '--json'))).toMatchObject({
      distinctSessionMinutes: 90,
    })
  })
})

describe('an audit trail', () => {
  it.each([
    [['--from', '2026-13-01'], '--from is a day, such as 2020-04-01; not “2026-13-01”.'],
    [['--to', '2026-02-30'], '--to is a day, such as 2020-04-01; not “2026-02-30”.'],
    [['--from', '01/02/2026'], '--from 01/02/2026 may be 2026-02-01 or 2026-01-02.'],
    [
      ['--from', '2027-01-01', '--to', '2026-01-01'],
      '--from 2027-01-01 is after --to 2026-01-01: no day lies between them.',
    ],
  ])('with %s is refused in one sentence, and no file is written', async (options, words) => {
    const job = await begun()
    for (const what of ['audit', 'pack']) {
      const out = join(job.base, 'out')
      const format = what === 'audit' ? ['--format', 'csv'] : []
      const ran = await job.run('export', job.study, what, ...format, ...options, '-o', out)
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(words)])
      expect(existsSync(out)).toBe(false)
    }
  })
})

describe('a report pack', () => {
  it('is made again by the command that its README gives', async () => {
    const job = await begun()
    const pack = async (file: string, options: readonly string[]) => {
      await job.run('export', job.study, 'pack', ...options, '-o', join(job.base, file))
      const files = unzipSync(readFileSync(join(job.base, file)))
      return { names: Object.keys(files), readme: strFromU8(files['README.txt'] ?? new Uint8Array()) }
    }
    const first = await pack('one.zip', [
      '--rows',
      'themes',
      '--count',
      'people',
      '--of',
      'sites',
      '--decimals',
      '2',
    ])
    const [, said = ''] = /tandem export STUDY pack (.*) -o FILE\.zip/s.exec(first.readme) ?? []
    const options = said.split(/\s+/)
    expect(options).toEqual(
      '--rows themes --columns data-sets --count people --of sites --decimals 2'.split(' '),
    )
    expect(await pack('two.zip', options)).toEqual(first)
  })
})
