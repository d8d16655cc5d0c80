import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { bareSubject, findThreads, type ThreadedMessage } from '#engine/sources/threads.ts'
import { contentOf, makeStudy, type TestStudy } from '../helpers/study.ts'

let uploads = 0

async function take(study: TestStudy, fileName: string, text: string): Promise<string> {
  const upload = `mail-${++uploads}`
  study.host.uploads.put(upload, { fileName, bytes: Buffer.from(text) }, text.length)
  const [result] = await study.setUp.sources.import({ files: [{ upload, fileName }] })
  if (!result?.sourceId) throw new Error(result?.reason)
  return result.sourceId
}

const written = 'We begin on Monday, with page two.'
const old = 'When do you begin?'
const reply = `From: Maya <maya@example.org>
To: Ben <ben@example.org>
Date: Thu, 5 Mar 2026 09:30:00 +0100
Message-ID: <b@example.org>
In-Reply-To: <a@example.org>
Subject: Re: The ward

${written}

Kind regards,
Maya

On 4 Mar 2026, Ben <ben@example.org> wrote:
> ${old}
`
const first = `From: Ben <ben@example.org>
To: Maya <maya@example.org>
Date: Wed, 4 Mar 2026 16:02:00 +0000
Message-ID: <a@example.org>
Subject: The ward
Content-Type: multipart/mixed; boundary=x

--x

${old}
--x
Content-Disposition: attachment; filename="../form.html"
Content-Type: text/html
Content-Transfer-Encoding: base64

PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
--x--
`

describe('a conversation by email', () => {
  it('is one, by date, however it came in', async () => {
    const study = await makeStudy()
    const second = await take(study, 'b.eml', reply)
    expect((await study.setUp.sources.list({})).map(({ thread }) => thread)).toEqual([null])
    const opening = await take(study, 'a.eml', first)
    await study.source('Interview', 'Some words.')
    const thread = { id: opening, title: 'The ward', count: 2 }
    const listed = await study.setUp.sources.list({})
    expect(new Map(listed.map(({ id, thread }) => [id, thread])).get(second)).toEqual(thread)
    expect(listed.map(({ thread }) => thread)).toEqual([thread, thread, null])
    expect((await study.setUp.sources.open({ source: second })).thread).toEqual(thread)
    await study.setUp.sources.remove({ source: opening })
    expect((await study.setUp.sources.list({})).map(({ thread }) => thread)).toEqual([null, null])
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })
})

describe('an attachment', () => {
  it('is kept with its message, goes out as it came in, and is never of a kind that is shown', async () => {
    const study = await makeStudy()
    const source = await take(study, 'a.eml', first)
    const { attachments } = await study.setUp.sources.open({ source })
    expect(attachments).toEqual([{ id: expect.any(String), name: 'form.html', type: 'text/html', bytes: 25 }])
    const held = await study.setUp.sources.takeOut({ attachment: attachments[0]?.id ?? '' })
    expect(held).toEqual({
      id: expect.any(String),
      fileName: 'form.html',
      mediaType: 'application/octet-stream',
      remark: null,
      bytes: 25,
    })
    expect(Buffer.from(study.host.reports.get(held.id)?.bytes ?? []).toString()).toBe(
      '<script>alert(1)</script>',
    )
    await expect(study.setUp.sources.takeOut({ attachment: source })).rejects.toThrow('no such attachment')
  })

  it('goes and comes back with its message', async () => {
    const study = await makeStudy()
    const source = await take(study, 'a.eml', first)
    const before = contentOf(study.db())
    await study.setUp.sources.remove({ source })
    expect(all(study.db(), 'SELECT id FROM attachments')).toEqual([])
    await study.setUp.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    expect((await study.setUp.sources.open({ source })).attachments).toHaveLength(1)
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
  })

  it('too large to keep is listed, and says so when it is asked for', async () => {
    const study = await makeStudy()
    const big = Buffer.alloc(26 * 1024 * 1024).toString('base64')
    const source = await take(study, 'a.eml', first.replace('PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', big))
    const { attachments, warnings } = await study.setUp.sources.open({ source })
    expect(attachments).toEqual([{ id: null, name: 'form.html', type: 'text/html', bytes: 26 * 1024 * 1024 }])
    expect(warnings).toEqual(['1 attachment is too large to be kept and only listed.'])
    const [row] = all<{ id: string }>(study.db(), 'SELECT id FROM attachments')
    await expect(study.setUp.sources.takeOut({ attachment: row?.id ?? '' })).rejects.toThrow(
      'form.html was too large to be kept and is only listed.',
    )
  })
})

describe('what an email quotes', () => {
  async function coded() {
    const study = await makeStudy()
    const source = await take(study, 'b.eml', reply)
    const { text } = await study.setUp.sources.open({ source })
    const km = await study.as('KM')
    const { id: code } = await study.code('Waiting', km)
    const half = text.indexOf('with page two')
    const quoted = text.indexOf(old)
    await km.codings.add({ source, start: 0, end: half, code })
    await km.codings.add({ source, start: quoted, end: quoted + old.length, code })
    return { study, source, text, km, code, half, quoted }
  }

  it('is left out of the counts and of the coded share, until the study counts it', async () => {
    const { study, source, text, km, code, half } = await coded()
    const share = async () => (await km.sources.list({}))[0]?.codedShare
    const ending = text.indexOf('Kind regards')
    expect(await km.codebook.counts({})).toEqual({ codes: [code], mine: [1], all: [1] })
    expect(await share()).toBeCloseTo(half / ending)
    const ld = await study.as('LD')
    expect((await ld.study.update({ countsQuoted: true })).countsQuoted).toBe(true)
    expect(await km.codebook.counts({})).toEqual({ codes: [code], mine: [2], all: [2] })
    expect(await share()).toBeCloseTo((half + old.length) / text.length)
    await ld.history.undo({})
    expect((await km.session.current({})).study?.countsQuoted).toBe(false)
    expect(await share()).toBeCloseTo(half / ending)
    await expect(km.study.update({ countsQuoted: true })).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
    expect(source).toBeTruthy()
  })

  it('is left out of themes, matrices and live numbers alike, and still listed', async () => {
    const { study, km, code } = await coded()
    const ld = await study.as('LD')
    const { id: theme } = await ld.themes.add({ name: 'Waiting' })
    await ld.themes.addCodes({ theme, codes: [code] })
    const figures = async () => {
      const layer = 'independent' as const
      const { marks } = await ld.themes.marks({ layer })
      const [framework] = await ld.codebook.frameworks({})
      const { rows } = await ld.explore.matrix({
        layer,
        rows: { kind: 'codes', framework: framework?.id ?? '', topOnly: false },
        columns: { kind: 'data-set' },
      })
      const { byDataSet } = await ld.themes.evidence({ theme, layer })
      return [
        ...marks.map(({ passages }) => passages),
        ...rows.map(({ total }) => total.passages),
        ...byDataSet.map(({ passages }) => passages),
      ]
    }
    expect(new Set(await figures())).toEqual(new Set([1]))
    await ld.study.update({ countsQuoted: true })
    expect(new Set(await figures())).toEqual(new Set([2]))
    await ld.study.update({ countsQuoted: false })
    expect(new Set(await figures())).toEqual(new Set([1]))
    expect(await km.codings.passages({ layer: 'independent', code })).toHaveLength(2)
  })

  it('a coding that also covers words of the sender counts', async () => {
    const { km, source, text, code, quoted } = await coded()
    const { id: other } = await km.codebook.addCode({ name: 'Across' })
    await km.codings.add({ source, start: written.length - 4, end: quoted + 4, code: other })
    const counts = await km.codebook.counts({})
    expect(counts.mine[counts.codes.indexOf(other)]).toBe(1)
    expect(counts.mine[counts.codes.indexOf(code)]).toBe(1)
    expect(text.length).toBeGreaterThan(quoted)
  })

  it('is no unit of agreement, unless it is asked for', async () => {
    const { study, source, text, km, code } = await coded()
    const ts = await study.as('TS')
    await ts.codings.add({ source, start: 0, end: written.length, code })
    const ending = text.indexOf('Kind regards')
    const pair = { coders: [study.people.KM, study.people.TS], sources: [source] }
    const without = await km.agreement.between(pair)
    expect([without.n, without.leftOut]).toEqual([
      ending,
      { speakers: [], aroundMail: text.length - ending, characters: text.length - ending },
    ])
    expect(without.codes[0]?.passages).toEqual({ both: 1, onlyA: 0, onlyB: 0 })
    const segments = await km.agreement.between({ ...pair, unit: 'segment' })
    expect(segments.n).toBe(1)
    const withQuoted = await km.agreement.between({ ...pair, withQuoted: true })
    expect([withQuoted.n, withQuoted.leftOut]).toEqual([
      text.length,
      { speakers: [], aroundMail: 0, characters: 0 },
    ])
    expect(withQuoted.codes[0]?.passages).toEqual({ both: 1, onlyA: 1, onlyB: 0 })
  })
})

const message = (source: string, over: Partial<ThreadedMessage> = {}): ThreadedMessage => ({
  source,
  title: source,
  date: null,
  messageId: null,
  answers: [],
  subject: '',
  sender: '',
  people: [],
  ...over,
})

describe('conversations', () => {
  it.each([
    ['Re: Plan', 'plan'],
    ['SV: VS: Plan', 'plan'],
    ['AW: [EXTERN] Plan', 'plan'],
    ['Re[2]: Fwd: Plan', 'plan'],
    ['Antw:  Plan  B', 'plan b'],
    ['回复：Plan', 'plan'],
    ['Results: Plan', 'results: plan'],
    ['Re:', ''],
  ])('the subject %j is about %j', (subject, about) => expect(bareSubject(subject)).toBe(about))

  it('without ids are found by subject and people, never by the subject alone', () => {
    const to = (sender: string, ...people: string[]) => ({ sender, people })
    const found = findThreads([
      message('a', { subject: 'Plan', ...to('Maya <m@x>', 'b@x'), date: '2026-03-01' }),
      message('b', { subject: 'SV: Plan', ...to('b@x', 'Maya <M@X>'), date: '2026-03-02' }),
      message('c', { subject: 'Plan', ...to('m@x', 'b@x'), date: '2026-04-01' }),
      message('d', { subject: 'Re: Plan', ...to('z@x', 'y@x') }),
      message('e', { subject: 'Re: Other', ...to('b@x', 'm@x') }),
    ])
    expect([...found]).toEqual([
      ['a', { id: 'a', title: 'Plan', count: 2 }],
      ['b', { id: 'a', title: 'Plan', count: 2 }],
    ])
  })

  it('go by ids where there are any, also through a message that nobody has', () => {
    const found = findThreads([
      message('c', { messageId: '<c>', answers: ['<a>', '<gone>'], date: '2026-03-03T00:00:00Z' }),
      message('b', {
        messageId: '<b>',
        answers: ['<gone>'],
        date: '2026-03-02T23:00:00-05:00',
        subject: 'Re: Plan',
      }),
      message('x', { messageId: '<x>', subject: 'Re: Plan', answers: ['<elsewhere>'] }),
    ])
    expect([...found.keys()].sort()).toEqual(['b', 'c'])
    expect(found.get('b')).toEqual({ id: 'c', title: 'c', count: 2 })
  })

  it('are the same in whatever order messages came in, and each message is in one', () => {
    const ids = fc.constantFrom('<1>', '<2>', '<3>', '<4>', '<5>')
    const people = fc.constantFrom('m@x', 'b@x', 'i@x')
    const some = fc.record({
      messageId: fc.option(ids),
      answers: fc.uniqueArray(ids, { maxLength: 2 }),
      subject: fc.constantFrom('Plan', 'Re: Plan', 'SV: Other', ''),
      sender: people,
      people: fc.uniqueArray(people, { maxLength: 2 }),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), parts => {
        const messages = parts.map((part, n) =>
          message(`s${n}`, { ...part, date: new Date(n * 60_000).toISOString() }),
        )
        const found = findThreads(messages)
        expect(new Map([...findThreads(messages.toReversed())].sort())).toEqual(new Map([...found].sort()))
        const groups = Map.groupBy(found, ([, { id }]) => id)
        for (const [id, members] of groups) {
          expect(members.map(([source]) => source)).toContain(id)
          for (const [, thread] of members) expect(thread.count).toBe(members.length)
          expect(members.length).toBeGreaterThan(1)
        }
        for (const { source, answers } of messages) {
          for (const answered of messages.filter(
            m => m.messageId !== null && answers.includes(m.messageId),
          )) {
            if (answered.source !== source) expect(found.get(answered.source)?.id).toBe(found.get(source)?.id)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('of thousands of messages are found in a moment', () => {
    const many = Array.from({ length: 20_000 }, (_, n) =>
      message(`s${n}`, {
        messageId: `<${n}>`,
        answers: n % 100 === 0 ? [] : [`<${n - 1}>`],
        subject: `Re: ${n % 500}`,
        sender: 'm@x',
        people: ['b@x'],
      }),
    )
    const started = performance.now()
    expect(new Set([...findThreads(many).values()].map(({ id }) => id)).size).toBeLessThan(201)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
