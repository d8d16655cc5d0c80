import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { Found } from '#shared/model/autocode.ts'
import { contentOf, failureOf, makeStudy, type TestStudy } from '../helpers/study.ts'

type Asked = Parameters<Client['autocode']['find']>[0]

const text = `Interviewer: What about the time it takes?
Mentor: Time is short. We never have the time, not for
 forms. He said the Zeitung was timely.
Interviewer: And the café?
Mentor: The CAFÉ was fine. Nobody timed us.
Partner: I liked it. Ask Dr. Brown about it.
Interviewer: What about the time it takes?
Mentor: An hour.`

const email = `From: Anna <anna@example.org>
To: Ben <ben@example.org>
Subject: The time
Date: Tue, 6 Feb 2024 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

No time to write. More on Friday.

-- 
Anna, part time

On Mon, 5 Feb 2024, Ben wrote:
> Have you got time?
`

async function upload(study: TestStudy, fileName: string, content: string): Promise<string> {
  study.host.uploads.put(fileName, { fileName, bytes: Buffer.from(content) }, content.length)
  const [result] = await study.setUp.sources.import({ files: [{ upload: fileName, fileName }] })
  if (!result?.sourceId) throw new Error(`${fileName} was not imported: ${result?.reason}`)
  return result.sourceId
}

/** A study with one interview, what to ask of it, and the words of what is proposed. */
async function interview(words = text) {
  const study = await makeStudy()
  const source = await study.source('Interview 1', words)
  const km = await study.as('KM')
  const stored = (await km.sources.open({ source })).text
  const said = ({ proposals }: Found) => proposals.map(({ start, end }) => stored.slice(start, end))
  return {
    study,
    source,
    km,
    stored,
    said,
    find: (how: Asked['how'], rest: Partial<Asked> = {}) =>
      km.autocode.find({ how, extent: 'match', ...rest }),
  }
}

describe('by words', () => {
  it('finds them in what was said, whatever their case, widened to whole words', async () => {
    const { find, said } = await interview()
    expect(said(await find({ by: 'words', words: 'time' }))).toEqual(['Time', 'time', 'timely', 'timed'])
    expect(said(await find({ by: 'words', words: 'time', wholeWords: true }))).toEqual(['Time', 'time'])
    expect(said(await find({ by: 'words', words: 'time', matchCase: true }))).toEqual([
      'time',
      'timely',
      'timed',
    ])
    expect(said(await find({ by: 'words', words: 'café', wholeWords: true }))).toEqual(['CAFÉ'])
    expect(said(await find({ by: 'words', words: 'caf', wholeWords: true }))).toEqual([])
  })

  it('takes white space alike and nothing in the words for a sign', async () => {
    const { find, said } = await interview()
    expect(said(await find({ by: 'words', words: 'not   for\tforms' }))).toEqual(['not for\n forms'])
    expect(said(await find({ by: 'words', words: 't.me' }))).toEqual([])
    expect(said(await find({ by: 'words', words: 'short.' }))).toEqual(['short.'])
  })

  it('finds what Find in the text finds: apostrophes alike, accents left out, letters that are not seen passed over', async () => {
    const { find, said } = await interview(
      "Mentor: I’ve a caf\u00e9. I've co\u00ADordination. Resume, R\u00e9sum\u00e9.",
    )
    const words = (words: string, rest = {}) => find({ by: 'words', words, ...rest })
    expect(said(await words("I've"))).toEqual(['I’ve', "I've"])
    expect(said(await words('coordination'))).toEqual(['co\u00ADordination'])
    expect(said(await words('cafe'))).toEqual(['caf\u00e9'])
    expect(said(await words('resume', { matchCase: true }))).toEqual([])
    expect(said(await words('Resume', { matchCase: true }))).toEqual(['Resume', 'R\u00e9sum\u00e9'])
    for (const long of ['e'.repeat(200), 'e'.repeat(500), `${'e '.repeat(240)}(words)`]) {
      expect(said(await words(long))).toEqual([])
    }
  })

  it('takes in interviewers only when told to, and never a label', async () => {
    const { find, said } = await interview()
    const how = { by: 'words', words: 'time' } as const
    expect(said(await find(how, { withoutInterviewers: false }))).toHaveLength(6)
    expect(said(await find({ by: 'words', words: 'mentor' }, { withoutInterviewers: false }))).toEqual([])
  })

  it('makes one proposal of what falls into one sentence or turn, with every match in it', async () => {
    const { find, said } = await interview()
    const how = { by: 'words', words: 'time' } as const
    expect(said(await find(how, { extent: 'sentence' }))).toEqual([
      'Time is short.',
      'We never have the time, not for\n forms.',
      'He said the Zeitung was timely.',
      'Nobody timed us.',
    ])
    const turns = await find(how, { extent: 'turn' })
    expect(said(turns)).toEqual([
      'Time is short. We never have the time, not for\n forms. He said the Zeitung was timely.',
      'The CAFÉ was fine. Nobody timed us.',
    ])
    expect(turns.proposals.map(({ matches }) => matches.length)).toEqual([3, 1])
    expect(turns.proposals.map(({ speaker }) => speaker)).toEqual(['Mentor', 'Mentor'])
  })

  it('leaves out what surrounds an email, until it is asked for', async () => {
    const study = await makeStudy()
    await upload(study, 'mail.eml', email)
    const how = { by: 'words', words: 'time' } as const
    const said = async (rest: Partial<Asked>) =>
      (await study.setUp.autocode.find({ how, extent: 'match', ...rest })).proposals.length
    expect(await said({})).toBe(1)
    expect(await said({ withoutQuoted: false })).toBeGreaterThan(2)
  })
})

describe('by pattern', () => {
  it('finds with classes of every script, and never an empty match', async () => {
    const { find, said } = await interview()
    expect(said(await find({ by: 'pattern', pattern: 'caf\\w\\s' }))).toEqual(['CAFÉ'])
    expect(said(await find({ by: 'pattern', pattern: '^an [\\w]+' }))).toEqual(['An hour'])
    expect(said(await find({ by: 'pattern', pattern: 'z*' }))).toEqual(['Zeitung'])
    expect(said(await find({ by: 'pattern', pattern: '$|^|x*|\\s+' }))).toEqual([])
    expect(said(await find({ by: 'pattern', pattern: '[[:punct:]\\d]$' }))).toHaveLength(4)
  })

  it.each([
    ['(?=time)', '“(?=” is not understood'],
    ['(?<!no )time', 'look ahead or behind'],
    ['(time) \\1', '“\\1” is not understood'],
    ['(time', 'opens a bracket'],
    ['time)', 'closes a bracket'],
    ['[time', 'has no ]'],
    ['*time', '“*” repeats nothing'],
    ['a**', 'repeats a repetition'],
    ['a{2,1}', '“{2,1}” is not a number of repetitions'],
    ['[z-a]', '“z-a” is not understood as a set'],
    ['\\', 'ends in a single backslash'],
    ['((a{100}){100}){100}', 'repetitions'],
    ['(.{500}a){2}', 'stands for too much'],
    ['('.repeat(240) + ')'.repeat(240), ''],
  ])('answers %s in a sentence', async (pattern, part) => {
    const { find } = await interview('Mentor: aa')
    const outcome = await find({ by: 'pattern', pattern }).catch((error: unknown) => error)
    if (part === '') return
    expect(outcome).toBeInstanceOf(TandemError)
    const { code, message, hint } = outcome as TandemError
    expect(code).toBe('bad-input')
    expect(message).toContain(part)
    expect(message).toMatch(/\.$/)
    expect(hint).toMatch(/\.$/)
  })
})

describe('by speaker and by question', () => {
  it('takes the turns of a speaker', async () => {
    const { find, said } = await interview()
    expect(said(await find({ by: 'speaker', speakers: ['Partner'] }))).toEqual([
      'I liked it. Ask Dr. Brown about it.',
    ])
    expect(said(await find({ by: 'speaker', speakers: ['Partner'] }, { extent: 'sentence' }))).toEqual([
      'I liked it.',
      'Ask Dr. Brown about it.',
    ])
  })

  it('takes the answers up to the next question', async () => {
    const { find, said, source, stored } = await interview()
    expect(said(await find({ by: 'question', words: 'CAFÉ' }))).toEqual([
      'The CAFÉ was fine. Nobody timed us.',
      'I liked it. Ask Dr. Brown about it.',
    ])
    const at = stored.indexOf('What about')
    const same = await find({ by: 'same-question', source, at })
    expect(same.proposals.map(({ start }) => stored.slice(start, start + 4))).toEqual(['Time', 'An h'])
    const nobody = await failureOf(find({ by: 'same-question', source, at: stored.indexOf('CAFÉ') }))
    expect(nobody.message).toContain('“Interview 1”')
  })

  it('says where there is nobody to look for', async () => {
    const { study, find } = await interview()
    const mail = await upload(study, 'mail.eml', email)
    const { remarks, unmarked } = await find({ by: 'question', words: 'time' })
    expect(remarks).toEqual([
      expect.stringMatching(
        /^“.*” has nobody marked as an interviewer, so nothing is found in it this way \(“Speakers of this text…” says who asks\)\.$/,
      ),
    ])
    expect(unmarked).toEqual([{ id: mail, title: expect.any(String) }])
    await upload(study, 'note.txt', 'We had no time today.')
    expect((await find({ by: 'speaker', speakers: ['Mentor'] })).remarks).toEqual([
      expect.stringMatching(/^“note” has no speakers/),
    ])
    expect((await find({ by: 'words', words: 'time' })).remarks).toEqual([])
  })
})

describe('where', () => {
  it('is every source, those named, or a data set', async () => {
    const { study, find, source } = await interview()
    const other = await study.source('Interview 2', 'Mentor: No time.')
    const { id: dataSet } = await study.setUp.sources.addDataSet({ name: 'Mentors' })
    await study.setUp.sources.update({ source: other, dataSet })
    const how = { by: 'words', words: 'time' } as const
    const where = async (rest: Partial<Asked>) => (await find(how, rest)).sources.map(({ id }) => id)
    expect(await where({})).toEqual([source, other])
    expect(await where({ sources: [other, source] })).toEqual([source, other])
    expect(await where({ dataSet })).toEqual([other])
    const nowhere = '01890000-0000-7000-8000-000000000000'
    expect(await failureOf(find(how, { sources: [nowhere] }))).toMatchObject({
      code: 'not-found',
      message: 'The source to look in is not in this study.',
    })
    const elsewhere = nowhere.replace(/0$/, '1')
    expect(await failureOf(find(how, { sources: [source, nowhere, other, elsewhere] }))).toMatchObject({
      message: '2 of the 4 sources to look in are not in this study.',
      hint: 'Choose again where to look.',
    })
    expect(await failureOf(find(how, { sources: [] }))).toMatchObject({ code: 'bad-input' })
    expect(await failureOf(find(how, { sources: [source, 'Interview 2'] }))).toMatchObject({
      message: '“sources.1” is not written as it should be.',
    })
    const tooMany = Array.from({ length: 100_001 }, () => source)
    expect(await failureOf(find(how, { sources: tooMany }))).toMatchObject({ code: 'bad-input' })
    expect((await failureOf(find(how, { dataSet: nowhere }))).code).toBe('not-found')
  })
})

describe('whose codings it knows of', () => {
  it('are the asker’s own, never another coder’s', async () => {
    const { study, find, source, km, stored } = await interview()
    const { id: code } = await study.code('Barriers')
    const ts = await study.as('TS')
    const start = stored.indexOf('Time')
    await ts.codings.add({ source, start, end: start + 4, code })
    const how = { by: 'words', words: 'time', matchCase: true } as const
    const carries = async () => (await find(how)).proposals.map(proposal => proposal.carries)
    expect(await carries()).toEqual([[], [], []])
    const at = stored.indexOf('timely')
    await km.codings.add({ source, start: at - 5, end: at + 6, code })
    expect(await carries()).toEqual([[], [code], []])
  })

  it('are those on a part of a passage too, which become one with it, but for those of another round', async () => {
    const { study, find, source, km, stored } = await interview()
    const { id: code } = await study.code('Barriers')
    const { id: other } = await study.code('Time')
    const how = { by: 'words', words: 'timely' } as const
    const [timely] = (await find(how)).proposals
    if (!timely) throw new Error('Nothing found')
    const { start, end } = timely
    const meets = async () => (await find(how)).proposals.map(each => each.meets)
    await km.codings.add({ source, start: end, end: Math.min(stored.length, end + 3), code: other })
    expect(await meets()).toEqual([[]])
    await km.codings.add({ source, start: start + 1, end: end - 1, code })
    await km.codings.add({ source, start, end: start + 1, code: other })
    expect(await meets()).toEqual([[other, code]])
    await km.codings.add({ source, start, end, code: other })
    expect(await meets()).toEqual([[code]])
    expect(await km.codings.addMany({ codings: [{ source, start, end, code }] })).toMatchObject({ united: 1 })
    const { KM, TS } = study.people
    const ld = await study.as('LD')
    await km.history.undo({})
    const { id: round } = await ld.rounds.open({ title: 'Round 1', sources: [source], coders: [KM, TS] })
    expect(await meets()).toEqual([[code]])
    await km.rounds.submit({ round, coder: KM })
    await (await study.as('TS')).rounds.submit({ round, coder: TS })
    await ld.rounds.close({ round, leaveOpen: true })
    expect(await meets()).toEqual([[]])
    expect(await km.codings.addMany({ codings: [{ source, start, end, code }] })).toMatchObject({ united: 0 })
  })

  it('says which sources are in a round the asker has submitted, and the engine refuses them', async () => {
    const { study, find, source, km } = await interview()
    const other = await study.source('Interview 2', 'Mentor: No time.')
    const { id: code } = await study.code('Barriers')
    const ld = await study.as('LD')
    const { KM, TS } = study.people
    const { id: round } = await ld.rounds.open({ title: 'Round 1', sources: [source], coders: [KM, TS] })
    const how = { by: 'words', words: 'time' } as const
    expect((await find(how)).sources.map(({ submitted }) => submitted)).toEqual([null, null])
    await km.rounds.submit({ round, coder: KM })
    const found = await find(how)
    expect(found.sources.map(({ id, submitted }) => [id, submitted])).toEqual([
      [source, 'Round 1'],
      [other, null],
    ])
    const codings = found.proposals.map(({ source, start, end }) => ({ source, start, end, code }))
    const before = contentOf(study.db())
    expect((await failureOf(km.codings.addMany({ codings }))).message).toContain('submitted “Round 1”')
    expect(contentOf(study.db())).toBe(before)
    await km.codings.addMany({ codings: codings.filter(coding => coding.source === other) })
  })
})

describe('however large or hostile', () => {
  const line = 'a'.repeat(1_000_000)

  it('a line of a million characters is looked through without holding others up', async () => {
    const { find } = await interview(`Mentor: ${line}!`)
    for (const pattern of ['(a+)+$', '(a*)*b', '(a|aa)+$', 'a.*z|a', '([ab]*a[ab]{400}c|a)', 'a*']) {
      let longestHold = 0
      let isOver = false
      const running = find({ by: 'pattern', pattern }, { extent: 'turn' }).finally(() => {
        isOver = true
      })
      for (let last = performance.now(); !isOver; last = performance.now()) {
        await new Promise(resolve => setImmediate(resolve))
        longestHold = Math.max(longestHold, performance.now() - last)
      }
      expect((await running).proposals.length, pattern).toBeLessThanOrEqual(1)
      expect(longestHold, pattern).toBeLessThan(2000)
    }
    for (const extent of ['sentence', 'turn'] as const) {
      expect((await find({ by: 'words', words: 'a' }, { extent })).proposals).toHaveLength(1)
    }
  })

  it('stops at 10,000 passages and says so', async () => {
    const { find } = await interview(`Mentor: ${'so time goes. '.repeat(12_000)}`)
    const { proposals, remarks } = await find({ by: 'words', words: 'time' })
    expect(proposals).toHaveLength(10_000)
    expect(remarks).toEqual([expect.stringContaining('stops at 10,000 passages')])
    const whole = await find({ by: 'words', words: 'time' }, { extent: 'turn' })
    expect(whole.proposals.map(({ matches }) => matches.length)).toEqual([100])
    expect(whole.remarks).toEqual([])
  })

  it('can be cancelled, and leaves nothing', async () => {
    const { study, km } = await interview(`Mentor: ${line}`)
    for (let n = 0; n < 3; n++) await study.source(`More ${n}`, `Mentor: ${line}${n}`)
    const before = contentOf(study.db())
    const stop = new AbortController()
    const seen: string[] = []
    const failure = await failureOf(
      km.autocode.find(
        { how: { by: 'pattern', pattern: 'a.*z|a' }, extent: 'match' },
        {
          signal: stop.signal,
          onProgress: ({ doing }) => {
            seen.push(doing)
            stop.abort()
          },
        },
      ),
    )
    expect(failure.code).toBe('cancelled')
    expect(seen).toEqual(['Interview 1'])
    expect(contentOf(study.db())).toBe(before)
    expect(study.faults()).toBe('')
  })
})
