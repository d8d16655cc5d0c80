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

  it('refuses a kind and a format that there is not, in words', async () => {
    await expect(inside(made, { formats: { codebook: 'pdf' } })).rejects.toMatchObject({
      message: 'codebook cannot be in the pack as pdf.',
    })
    await expect(inside(made, { without: ['nothing'] })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(inside(made, { formats: { pack: 'zip' } })).rejects.toMatchObject({ code: 'bad-input' })
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
