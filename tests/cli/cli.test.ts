import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { commands } from '#engine/doors/cli/index.ts'
import { documentOf, type Ran, tandem } from '../helpers/command-line.ts'
import { builtWindow } from '../helpers/doors.ts'
import { someText } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/*
 * `tandem` as a script meets it. One study is made by the commands themselves and used by all tests that only look;
 * tests that change something make their own.
 */

interface Job {
  base: string
  study: string
  run(...words: string[]): Promise<Ran>
  /** Runs with --json and answers what was printed; fails where the command did. */
  json(...words: string[]): Promise<never>
}

function jobIn(base: string): Job {
  const study = join(base, 'Trial.tandem')
  const run = (...words: string[]) => tandem(join(base, 'library'), words)
  return {
    base,
    study,
    run,
    async json(...words) {
      const ran = await run(...words, '--json')
      if (ran.code !== 0) throw new Error(`tandem ${words.join(' ')}: ${ran.stdout}${ran.stderr}`)
      return documentOf(ran) as never
    },
  }
}

/** A study with two sources, four codes and four people, made by commands. */
async function begun(): Promise<Job> {
  const job = jobIn(temporaryFolder())
  await job.json('new', job.study, '--title', 'A trial', '--framework', 'npt')
  for (const [name, initials, ...roles] of [
    ['Kim Morris', 'KM', 'coder'],
    ['Tove Sand', 'TS', 'coder'],
    ['Ravi Vane', 'RV', 'reviewer'],
  ]) {
    await job.json(
      'member',
      'add',
      job.study,
      '--name',
      name ?? '',
      '--initials',
      initials ?? '',
      ...roles.flatMap(r => ['--role', r]),
    )
  }
  const files = join(job.base, 'files')
  mkdirSync(files)
  writeFileSync(join(files, 'Interview 1.txt'), someText(6))
  writeFileSync(join(files, 'Interview 2.txt'), someText(3))
  await job.run('import', job.study, files, '--kind', 'interview', '--data-set', 'Mentors', '--json')
  await job.json('code', 'add', job.study, '--name', 'Waiting', '--definition', 'Time that passes')
  await job.json('code', 'add', job.study, '--name', 'Walking', '--parent', 'Waiting')
  return job
}

/** The same with a round both coders submitted and one ruling. */
async function settled(): Promise<Job> {
  const job = await begun()
  const codings = join(job.base, 'km.json')
  writeFileSync(
    codings,
    JSON.stringify([
      { source: 'Interview 1', start: 0, end: 20, code: 'Waiting', polarity: 'barrier', comment: 'first' },
      { source: 'Interview 1', start: 30, end: 60, code: ['Waiting', 'Walking'] },
    ]),
  )
  await job.json('round', 'open', job.study, '--sources', 'all', '--coders', 'KM,TS', '--title', 'Round 1')
  await job.json('apply', job.study, '--coder', 'KM', codings)
  writeFileSync(
    join(job.base, 'ts.csv'),
    'source,start,end,code,polarity,comment\nInterview 1,0,20,Waiting,barrier,\nInterview 1,80,100,Waiting > Walking,,only Tove\n',
  )
  await job.json('apply', job.study, '--coder', 'TS', join(job.base, 'ts.csv'))
  await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', 'KM')
  await job.json('round', 'submit', job.study, '--round', 'Round 1', '--coder', 'TS')
  const items: { id: string }[] = await job.json('disagreements', job.study, '--round', 'Round 1')
  writeFileSync(
    join(job.base, 'rulings.json'),
    JSON.stringify([{ id: items[0]?.id, outcome: 'a', reason: 'Clear' }]),
  )
  return job
}

let shared: Job
beforeAll(async () => {
  shared = await settled()
  return () => {}
})

const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
const text = expect.any(String)
const number = expect.any(Number)

/** Each command once, on a settled study: its words after the name, and the shape of what it prints with --json. */
const uses: Record<string, { words(job: Job): string[]; shape: unknown; lines?: true }> = {
  new: {
    words: job => [join(job.base, 'Another.tandem')],
    shape: { id, path: text, title: 'Another', stance: 'codebook', openSlot: true, placeWarning: null },
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
    shape: { applied: 0 },
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
  'round submit': {
    words: job => [job.study, '--round', 'Round 2', '--coder', 'KM'],
    shape: expect.objectContaining({ title: 'Round 2', state: 'open' }),
  },
  rounds: {
    words: job => [job.study],
    shape: expect.arrayContaining([expect.objectContaining({ title: 'Round 1' })]),
  },
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
    }),
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
    shape: { ruled: 1 },
  },
  'round close': {
    words: job => [job.study, '--round', 'Round 1'],
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
  search: {
    words: job => [job.study, 'walked to the shop'],
    shape: expect.arrayContaining([
      expect.objectContaining({ source: id, start: number, end: number, match: 'walked to the shop' }),
    ]),
  },
  check: { words: job => [job.study], shape: { ok: true, breaches: [] } },
  backup: { words: job => [job.study], shape: { path: expect.stringContaining('backups') } },
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
      const ran = await shared.run(...name.split(' '), ...words(shared), '--json')
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

describe('in words', () => {
  it('each command that only looks says something', async () => {
    for (const words of [['members'], ['sources'], ['codes'], ['codings'], ['rounds'], ['check']]) {
      const ran = await shared.run(...words, shared.study)
      expect(ran.code).toBe(0)
      expect(ran.stdout.length).toBeGreaterThan(5)
      expect(() => documentOf(ran)).toThrow()
    }
    expect((await shared.run('text', shared.study, 'Interview 1')).stdout).toBe(someText(6))
    expect((await shared.run('agreement', shared.study, '--round', 'Round 1')).stdout).toMatch(
      /overall\tagreement 0\.\d{3}/,
    )
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
    expect(await job.json('apply', job.study, '--coder', 'km', file)).toEqual({ applied: 6 })
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
    expect(documentOf(await rule(all, 'KM'))).toMatchObject({ error: { code: 'not-allowed' } })
    const open: { ruling?: unknown }[] = await job.json('disagreements', job.study, '--round', 'Round 1')
    expect(open.filter(item => item.ruling)).toEqual([])
    expect(documentOf(await rule(all, 'RV'))).toEqual({ ruled: items.length })
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
    expect(await job.json('codings', job.study, '--coder', 'KM')).toHaveLength(1)
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

describe('as a program', () => {
  const program = fileURLToPath(new URL('../../engine/start.ts', import.meta.url))
  const started = (words: string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...process.env, TANDEM_LIBRARY: temporaryFolder(), ...env },
    })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', data => {
      said.stdout += data
    })
    child.stderr.on('data', data => {
      said.stderr += data
    })
    const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
    return { child, said, ended }
  }

  it('ends with the code of its command and keeps the streams apart', async () => {
    const check = started(['check', shared.study, '--json'])
    expect(await check.ended).toBe(0)
    expect(JSON.parse(check.said.stdout)).toEqual({ ok: true, breaches: [] })
    expect(check.said.stderr).toBe('')
    const usage = started(['check'])
    expect(await usage.ended).toBe(2)
    expect(usage.said.stdout).toBe('')
  })

  it('serves the app till it is stopped, with one address as JSON', async () => {
    const job = await begun()
    const { child, said, ended } = started(['serve', job.study, '--json'], { TANDEM_RENDERER: builtWindow() })
    await expect.poll(() => said.stdout, { timeout: 20_000 }).toContain('\n')
    const { address } = JSON.parse(said.stdout) as { address: string }
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    const answer = await fetch(address, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(existsSync(join(job.study, 'writer.json'))).toBe(false)
  })
})
