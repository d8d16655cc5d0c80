import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstFormats } from './pack-checks.ts'
import { utf8 } from './read-back.ts'
import { codedStudy, emptyStudy, found, type Made } from './study.ts'

const inside = async (made: Made, pack?: { formats?: Record<string, string>; without?: string[] }) => {
  const bytes = await made.bytesOf('pack', 'zip', undefined, pack ? { pack } : {})
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)]))
}
const readmeOf = (files: Map<string, Uint8Array>) => utf8(files.get('README.txt') ?? new Uint8Array())
const numbered = (files: Map<string, Uint8Array>) => [...files.keys()].filter(name => /^\d/.test(name))

describe('the report pack', () => {
  let made: Made
  beforeAll(async () => {
    made = await codedStudy()
  })
  afterAll(() => made.close())

  it('has every kind in the format chosen for it, and not what was left out', async () => {
    const files = await inside(made, {
      formats: { codebook: 'md', memos: 'html' },
      without: ['codings', 'plan'],
    })
    const names = numbered(files)
    expect(names[0]).toBe('01 Coding framework.md')
    expect(names).toContainEqual(expect.stringMatching(/^\d\d Memos\.html$/))
    expect(names).toHaveLength(firstFormats.length - 2 + 1)
    expect(names.join()).not.toMatch(/Codings|Round plan/)
    expect(readmeOf(files).replace(/\s+/g, ' ')).toContain(
      'tandem export STUDY pack --formats codebook=md,memos=html --leave-out codings,plan -o FILE.zip',
    )
  })

  it('says how to make it again with all that was chosen, as a shell takes it', async () => {
    const { client } = made
    const npt = (await client.codebook.frameworks({})).find(({ kind }) => kind === 'deductive')
    const round = (await client.rounds.list({}))[0]
    const name = 'The OTs’ "own" $HOME'
    const own = await client.cases.addAttribute({ about: 'person', name, type: 'text' })
    const bytes = await made.bytesOf('pack', 'zip', undefined, {
      pack: { formats: {}, without: ['codings'] },
      participants: { kind: 'person', groupBy: own.id, attributes: ['Years, in all', name], decimals: 0 },
      summaries: { kind: 'site' },
      framework: npt?.id ?? null,
      round: round?.id ?? null,
      agreement: { unit: 'word', withInterviewer: false, coefficients: true },
      audit: { member: found(made.members, 'AM'), thing: 'memos', from: '2026-01-02' },
      contacts: { cutOff: '2020-04-01' },
      matrix: {
        rows: { kind: 'themes', topOnly: true },
        columns: { kind: 'attribute', attribute: own.id },
        layer: 'independent',
        polarity: 'barrier',
        count: 'people',
      },
    })
    const readme = utf8(Buffer.from(unzipSync(bytes)['README.txt'] ?? []))
    const years = (await client.cases.list({})).attributes.find(one => one.name === 'Years, in all')?.id
    expect(readme.replace(/\s+/g, ' ')).toContain(
      [
        `tandem export STUDY pack --layer matrix=independent --framework '${npt?.name}' --rows themes --columns '${name}' --count people`,
        `--polarity barrier --top-only --of summaries=sites --group-by '${name}' --attributes '${years},${name}'`,
        `--decimals 0 --round '${round?.title}' --unit word --without-interviewer --coefficients --person AM`,
        '--thing memos --from 2026-01-02 --cut-off 2020-04-01 --leave-out codings -o FILE.zip',
      ].join(' '),
    )
    expect(readme).not.toContain('No option says')
  })

  it('says which files no option gives as they were chosen', async () => {
    const bytes = await made.bytesOf('pack', 'zip', undefined, {
      pack: { formats: {}, without: ['codings'] },
      matrix: {
        rows: { kind: 'themes', topOnly: true },
        columns: { kind: 'themes', topOnly: false },
        layer: 'consensus',
        polarity: null,
        count: 'people',
      },
    })
    const files = new Map(Object.entries(unzipSync(bytes)))
    const matrix = numbered(files).find(name => name.endsWith('Matrix.xlsx'))
    expect(readmeOf(files).replace(/\s+/g, ' ')).toContain(
      `make them again from Reports: the top level on one side of the matrix alone (${matrix}).`,
    )
  })

  it('refuses a kind and a format that there is not, in words', async () => {
    await expect(inside(made, { formats: { codebook: 'pdf' } })).rejects.toMatchObject({
      message: 'codebook cannot be in the pack as pdf.',
    })
    await expect(inside(made, { without: ['nothing'] })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(inside(made, { formats: { pack: 'zip' } })).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('is of one state of the study, whatever is changed while it is made', async () => {
    const study = await codedStudy()
    const { client } = study
    const site = await client.cases.add({ kind: 'site', name: 'Site one' })
    const contact = await client.contacts.add({
      date: '2019-01-14',
      mode: 'phone',
      minutes: 50,
      sites: [{ case: site.id }],
    })
    const csv = { pack: { formats: { contacts: 'csv' }, without: [] } }
    const change = async () => {
      await client.cases.setCells({ cells: [{ case: site.id, column: 'name', value: 'SITE ONE' }] })
      await client.contacts.remove({ contacts: [contact.id] })
      await client.study.update({ title: 'Another title' })
    }
    let changing: Promise<void> | null = null
    const { id, fileName } = await client.reports.make(
      { what: 'pack', format: 'zip', ...csv },
      {
        onProgress({ doing }) {
          if (doing === 'New codes by source') changing ??= change()
        },
      },
    )
    expect(changing).not.toBeNull()
    await changing
    const path = join(study.folder, 'pack.zip')
    await client.reports.save({ report: id, path })
    const bytes = readFileSync(path)
    const text = Object.entries(unzipSync(bytes)).flatMap(([name, content]) =>
      /\.(?:csv|txt)$/.test(name) ? utf8(Buffer.from(content)) : [],
    )
    expect(text.join('\n')).not.toMatch(/SITE ONE|Another title/)
    expect(text.join('\n')).toMatch(/Site one,.*50/)
    expect(fileName).not.toContain('Another title')
    const later = await study.bytesOf('contacts', 'csv')
    expect(utf8(later)).toContain('SITE ONE')
    study.close()
  })

  it('lets the study be locked anew, and be closed, while it is made', async () => {
    const study = await codedStudy()
    const { client } = study
    let locking: Promise<unknown> | null = null
    const made = client.reports.make(
      { what: 'pack', format: 'zip' },
      {
        onProgress({ doing }) {
          if (doing === 'Memos')
            locking ??= client.keys.setPassphrase({ passphrase: 'a long passphrase here' })
        },
      },
    )
    expect((await made).bytes).toBeGreaterThan(1000)
    expect(locking).not.toBeNull()
    await locking
    await client.reports.make({ what: 'contacts', format: 'csv' })
    const cut = client.reports.make(
      { what: 'pack', format: 'zip' },
      {
        onProgress({ doing }) {
          if (doing === 'Memos') study.close()
        },
      },
    )
    await expect(cut).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('says how far it is, file by file, and stops where it is told to', async () => {
    const told: string[] = []
    await made.client.reports.make(
      { what: 'pack', format: 'zip' },
      { onProgress: ({ done, total, doing }) => told.push(`${done}/${total} ${doing}`) },
    )
    const steps = firstFormats.length + 1
    expect(told).toContain(`0/${steps} Coding framework`)
    expect(told.filter(line => line.endsWith(`/${steps} Methods paragraph`))).toHaveLength(1)
    expect(told.at(-1)).toBe('1/1 Looking it through for real names')
    const stopped = new AbortController()
    await expect(
      made.client.reports.make(
        { what: 'pack', format: 'zip' },
        {
          signal: stopped.signal,
          onProgress: ({ doing }) => {
            if (doing === 'Memos') stopped.abort()
          },
        },
      ),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('leaves out what the study cannot give yet, and says why', async () => {
    const empty = await emptyStudy('Empty')
    try {
      const files = await inside(empty)
      expect(numbered(files).join()).not.toMatch(/Agreement report|Methods paragraph/)
      const [, whatIsNot = ''] = readmeOf(files).split('WHAT IS NOT\n')
      expect(whatIsNot).toMatch(/^\nAgreement report\n {3}\S/)
      expect(whatIsNot).toContain('Methods paragraph\n')
    } finally {
      empty.close()
    }
  })

  it('says so where a blind round keeps codings out', async () => {
    const blind = await emptyStudy('Blind')
    try {
      const lead = await blind.signIn('LR')
      await lead.rounds.open({
        title: 'R',
        sources: [found(blind.sources, 'OT 18, Site 10').id],
        coders: [found(blind.members, 'AM'), found(blind.members, 'BK')],
      })
      expect(readmeOf(await inside(blind))).toContain('A blind round is open')
    } finally {
      blind.close()
    }
  })
})
