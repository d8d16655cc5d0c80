import { describe, expect, it } from 'vitest'
import { makeStudy } from '../helpers/study.ts'

const letter = (introduction: string) =>
  [
    'From: "Mentor A" <mentor@x.org>',
    'To: "OT B" <ot@x.org>',
    'Subject: Re: walk',
    'Date: Mon, 14 Jan 2019 12:00:00 +0000',
    'Message-ID: <1@x>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Thank you, I will ring on Friday.',
    '',
    introduction,
    '> I feel ashamed that nobody was seen at my site.',
    '',
  ].join('\r\n')

const template = (words: string) => ({
  dates: 'short' as const,
  templates: [{ kind: 'email' as const, dataSet: null, template: words }],
})

async function quoting(introduction: string) {
  const study = await makeStudy()
  const { setUp } = study
  const bytes = Buffer.from(letter(introduction))
  study.host.uploads.put('letter', { fileName: 'walk.eml', bytes }, bytes.length)
  const [imported] = await setUp.sources.import({
    files: [{ upload: 'letter', fileName: 'walk.eml' }],
    kind: 'email',
  })
  const source = imported?.sourceId ?? ''
  const { id: mentor } = await setUp.cases.add({ kind: 'person', name: 'Mentor 1' })
  const { id: ot } = await setUp.cases.add({ kind: 'person', name: 'OT 18' })
  await setUp.cases.link({
    links: [
      { source, speaker: 'mentor@x.org', case: mentor },
      { source, speaker: 'ot@x.org', case: ot },
    ],
  })
  const ld = await study.as('LD')
  const { text } = await ld.sources.open({ source })
  const at = (words: string) => {
    const start = text.indexOf(words)
    return { source, start, end: start + words.length }
  }
  return { study, ld, at, ashamed: at('I feel ashamed') }
}

describe('words from the quoted reply of an email', () => {
  it('are their writer’s, as the email names them, and say where they were quoted', async () => {
    const { ld, at, ashamed } = await quoting('On Sun, 13 Jan 2019 at 10:00, OT B <ot@x.org> wrote:')
    await ld.memos.setAttribution(template('[Email from {from} to {to}, {date}]'))
    expect(await ld.memos.quote({ ...ashamed, coding: null })).toMatchObject({
      attribution: '[OT 18, quoted in Email from Mentor 1 to OT 18, 14/01/19]',
      people: ['OT 18'],
    })
    expect(await ld.memos.quote({ ...at('I will ring'), coding: null })).toMatchObject({
      attribution: '[Email from Mentor 1 to OT 18, 14/01/19]',
      people: ['Mentor 1'],
    })
    await ld.memos.setAttribution(template('[{person}, {date}]'))
    expect((await ld.memos.quote({ ...ashamed, coding: null })).attribution).toBe(
      '[OT 18, quoted in Re: walk, 14/01/19]',
    )
    await ld.memos.setAttribution(template('[Email, {title}, {date}]'))
    expect((await ld.memos.quote({ ...ashamed, coding: null })).attribution).toBe(
      '[quoted in Email, Re: walk, 14/01/19]',
    )
  })

  it('are known by the name alone, and nobody’s where nobody of the study is named', async () => {
    const { ld, ashamed } = await quoting('On Sun, 13 Jan 2019 at 10:00, OT B wrote:')
    expect((await ld.memos.quote({ ...ashamed, coding: null })).people).toEqual(['OT 18'])
    const other = await quoting('On Sun, 13 Jan 2019 at 10:00, Someone <else@x.org> wrote:')
    await other.ld.memos.setAttribution(template('[Email from {from}, {date}]'))
    expect(await other.ld.memos.quote({ ...other.ashamed, coding: null })).toMatchObject({
      attribution: '[quoted in Email from Mentor 1, 14/01/19]',
      people: [],
      sites: [],
    })
  })

  it('count as the writer’s voice', async () => {
    const { ld, ashamed } = await quoting('On Sun, 13 Jan 2019 at 10:00, OT B <ot@x.org> wrote:')
    const { id: memo } = await ld.memos.add({ title: 'M', about: { kind: 'study', id: null } })
    const quotation = { type: 'quotation', version: 1, ...ashamed, coding: null }
    await ld.memos.save({ memo, body: JSON.stringify({ root: { type: 'root', children: [quotation] } }) })
    expect((await ld.memos.voices({ memo })).voices).toContainEqual({
      kind: 'person',
      name: 'OT 18',
      isGone: false,
      here: 1,
      everywhere: 1,
    })
  })
})
