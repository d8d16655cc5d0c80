import { describe, expect, it } from 'vitest'
import { attributed, dayInStyle, usualAttribution } from '#shared/model/attribution.ts'
import { failureOf, makeStudy, someText } from '../helpers/study.ts'

describe('a template', () => {
  const known = (names: Record<string, string>) => (name: string) => names[name] ?? ''
  it('leaves out what nobody knows, and says nothing twice', () => {
    const say = (template: string, names: Record<string, string>) =>
      attributed(template, 'Letter 4', known(names))
    expect(say('[{person}, {site}]', { person: 'OT 18', site: 'Site 10' })).toBe('[OT 18, Site 10]')
    expect(say('[Interview with {person}]', { person: 'Mentor 1' })).toBe('[Interview with Mentor 1]')
    expect(say('[Mentoring Record, {date}]', { date: '21/11/18' })).toBe('[Mentoring Record, 21/11/18]')
    expect(say('[{person}, {site}]', { person: 'OT 18' })).toBe('[OT 18]')
    expect(say('[{person}, {date}]', { date: '14/01/19' })).toBe('[Letter 4, 14/01/19]')
    expect(say('[{person}, {title}]', { title: 'Letter 4' })).toBe('[Letter 4]')
    expect(say('[{person}]', {})).toBe('[Letter 4]')
  })

  it('writes days in one style', () => {
    const day = '2018-11-21T09:00:00Z'
    expect(['short', 'long-year', 'words', 'iso'].map(style => dayInStyle(day, style as 'short'))).toEqual([
      '21/11/18',
      '21/11/2018',
      '21 Nov 2018',
      '2018-11-21',
    ])
    expect(dayInStyle('spring', 'short')).toBe('spring')
  })
})

describe('who speaks', () => {
  const quoting = async (title: string, text: string, words: readonly string[]) => {
    const study = await makeStudy()
    const source = await study.source(title, text)
    const lead = await study.as('LD')
    const said = async () => {
      const { text: whole } = await lead.sources.open({ source })
      const places = words.map(each => ({
        start: whole.indexOf(each),
        end: whole.indexOf(each) + each.length,
      }))
      const quoted = await Promise.all(places.map(place => lead.memos.quote({ source, ...place })))
      return quoted.map(({ attribution, people }) => [attribution, ...people])
    }
    return { source, lead, said }
  }

  it('is left out where the title names them, and nobody else of the talk', async () => {
    const words = ['I waited long', 'Not me at all', 'Nor me']
    const text = 'OT 11: I waited long.\nOT 1: Not me at all.\nOT 12: Nor me.\n'
    expect(await (await quoting('Talk with OT 11', text, words)).said()).toEqual([
      ['[Talk with OT 11]'],
      ['[OT 1, Talk with OT 11]'],
      ['[OT 12, Talk with OT 11]'],
    ])
    expect(await (await quoting('Joint talk of OT 11 and OT 12', text, words)).said()).toEqual([
      ['[OT 11, Joint talk of OT 11 and OT 12]'],
      ['[OT 1, Joint talk of OT 11 and OT 12]'],
      ['[OT 12, Joint talk of OT 11 and OT 12]'],
    ])
  })

  it('is never whom an interview is with where the interviewer asks', async () => {
    const text = Array.from({ length: 4 }, (_, n) => `I: Was it hopeless ${n}?\nP: It was fine ${n}.\n`).join(
      '',
    )
    const { source, lead, said } = await quoting('Interview with Mentor 1', text, [
      'Was it hopeless 2?',
      'It was fine 2.',
      'Was it hopeless 1?\nP: It was fine',
    ])
    expect(await said()).toEqual([
      ['[I, Interview with Mentor 1]'],
      ['[P, Interview with Mentor 1]'],
      ['[P, Interview with Mentor 1]'],
    ])
    const { id } = await lead.cases.add({ kind: 'person', name: 'Mentor 1' })
    await lead.cases.link({ links: [{ source, case: id }] })
    await lead.memos.setAttribution({
      dates: 'short',
      templates: [{ kind: 'interview', dataSet: null, template: '[{person}]' }],
    })
    expect(await said()).toEqual([
      ['[I, Interview with Mentor 1]'],
      ['[Mentor 1]', 'Mentor 1'],
      ['[Mentor 1]', 'Mentor 1'],
    ])
  })
})

async function spoken() {
  const study = await makeStudy()
  const { setUp } = study
  const source = await study.source('Talk 1', `OT 18: ${someText(1)}`)
  const role = await setUp.cases.addAttribute({ about: 'person', name: 'Role', type: 'text' })
  await setUp.cases.add({ kind: 'site', name: 'Site 10' })
  const { id } = await setUp.cases.add({ kind: 'person', name: 'OT 18' })
  await setUp.cases.setCells({
    cells: [
      { case: id, column: role.id, value: 'mentee OT' },
      { case: id, column: 'site', value: 'Site 10' },
    ],
  })
  await setUp.cases.link({ links: [{ source, case: id }] })
  return { study, source, lead: await study.as('LD') }
}

describe('the study’s templates', () => {
  it('are a lead’s to change, hold for a kind or a data set of it, and show in quotations at once', async () => {
    const { study, source, lead } = await spoken()
    const said = async () => (await lead.memos.quote({ source, start: 0, end: 9 })).attribution
    expect(await lead.memos.attribution({})).toEqual(usualAttribution)
    expect(await said()).toBe('[OT 18, Talk 1]')
    const interview = { kind: 'interview' as const, dataSet: null, template: '[{person}, {site}]' }
    await lead.memos.setAttribution({ dates: 'iso', templates: [interview] })
    expect(await said()).toBe('[OT 18, Site 10]')
    const { id: dataSet } = await lead.sources.addDataSet({ name: 'Mentors' })
    await lead.sources.update({ source, dataSet })
    const style = {
      dates: 'iso' as const,
      templates: [interview, { ...interview, dataSet, template: '[Interview with {person.Role}]' }],
    }
    expect(await lead.memos.tryAttribution(style)).toEqual([
      { kind: 'interview', dataSet, said: '[Interview with mentee OT]' },
    ])
    expect(await said()).toBe('[OT 18, Site 10]')
    await lead.memos.setAttribution(style)
    expect(await said()).toBe('[Interview with mentee OT]')
    await lead.history.undo({})
    expect(await said()).toBe('[OT 18, Site 10]')
    const refused = await failureOf((await study.as('KM')).memos.setAttribution(style))
    expect(refused.code).toBe('not-allowed')
  })

  it('name an attribute that has a comma in its name, before and after it is called so', async () => {
    const { source, lead } = await spoken()
    const said = async () => (await lead.memos.quote({ source, start: 0, end: 9 })).attribution
    const of = (template: string) => ({
      dates: 'short' as const,
      templates: [{ kind: 'interview' as const, dataSet: null, template }],
    })
    await lead.memos.setAttribution(of('[{person}, {person.Role}]'))
    const role = (await lead.cases.list({})).attributes[0]?.id ?? ''
    await lead.cases.updateAttribute({ attribute: role, name: 'Role, grade' })
    expect(await said()).toBe('[OT 18, mentee OT]')
    const renamed = await lead.memos.attribution({})
    expect(renamed.templates[0]?.template).toBe('[{person}, {person.Role, grade}]')
    await lead.memos.setAttribution(of('[{person.Role, grade}, {site}]'))
    expect(await said()).toBe('[mentee OT, Site 10]')
  })

  it('refuse what they cannot name, and keep nothing of it', async () => {
    const { lead } = await spoken()
    const template = (words: string) => ({
      dates: 'short' as const,
      templates: [{ kind: 'interview' as const, dataSet: null, template: words }],
    })
    for (const words of ['[{persn}]', '[{person.Shoe size}]', '[{title.Role}]', '[{}]']) {
      const failure = await failureOf(lead.memos.setAttribution(template(words)))
      expect(failure.message).toMatch(/^“\{.*\}” is nothing an attribution can name; nothing was changed\.$/)
    }
    expect(await lead.memos.attribution({})).toEqual(usualAttribution)
  })

  it('follow an attribute that is renamed, and say no more than they did where it is removed', async () => {
    const { study, source, lead } = await spoken()
    const said = async () => (await lead.memos.quote({ source, start: 0, end: 9 })).attribution
    const role = (await lead.cases.list({})).attributes[0]?.id ?? ''
    const style = (template: string) => ({
      dates: 'short' as const,
      templates: [{ kind: 'interview' as const, dataSet: null, template }],
    })
    const shown = async () => (await lead.memos.attribution({})).templates[0]?.template
    await lead.memos.setAttribution(style('[{person.Role}, {site}]'))
    await lead.cases.updateAttribute({ attribute: role, name: 'Post' })
    expect(await said()).toBe('[mentee OT, Site 10]')
    expect(await shown()).toBe('[{person.Post}, {site}]')
    await lead.cases.updateAttribute({ attribute: role, name: 'Po{s},t' })
    expect(await said()).toBe('[mentee OT, Site 10]')
    await lead.memos.setAttribution({ ...style((await shown()) ?? ''), dates: 'iso' })
    expect(await said()).toBe('[mentee OT, Site 10]')
    await lead.cases.updateAttribute({ attribute: role, name: 'Post' })
    expect((await failureOf(lead.memos.setAttribution(style('[{person.Role}]')))).code).toBe('bad-input')
    await lead.cases.removeAttribute({ attribute: role })
    expect(await shown()).toBe('[{person.Post}, {site}]')
    await lead.memos.setAttribution(style('[{person}, {person.Post}]'))
    expect(await said()).toBe('[OT 18]')
    await lead.memos.setAttribution(style('[{person}]'))
    expect((await failureOf(lead.memos.setAttribution(style('[{person.Post}]')))).code).toBe('bad-input')
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  })

  it('that were kept by name follow the attribute that had it', async () => {
    const { study, source, lead } = await spoken()
    const role = (await lead.cases.list({})).attributes[0]?.id ?? ''
    const template = '[{person.Role}, {site}]'
    await lead.memos.setAttribution({
      dates: 'short',
      templates: [{ kind: 'interview', dataSet: null, template }],
    })
    study
      .db()
      .prepare("UPDATE settings SET value = replace(value, ?, '') WHERE id = 'attribution'")
      .run(`#${role}`)
    const said = async () => (await lead.memos.quote({ source, start: 0, end: 9 })).attribution
    expect(await said()).toBe('[mentee OT, Site 10]')
    await lead.cases.updateAttribute({ attribute: role, name: 'Post' })
    expect(await said()).toBe('[mentee OT, Site 10]')
    await lead.history.undo({})
    expect(await said()).toBe('[mentee OT, Site 10]')
  })

  it('count how often each person and site is quoted, in a memo and in all', async () => {
    const { study, source, lead } = await spoken()
    const other = await study.source('Talk 2', someText(1))
    const quote = (of: string, start: number) => ({ type: 'quotation', source: of, start, end: start + 9 })
    const write = async (title: string, ...children: object[]) => {
      const { id } = await lead.memos.add({ title, about: { kind: 'study', id: null } })
      await lead.memos.save({ memo: id, body: JSON.stringify({ root: { type: 'root', children } }) })
      return id
    }
    const memo = await write('One', quote(source, 0), quote(source, 20), quote(other, 0))
    await write('Two', quote(source, 40))
    const isGone = false
    expect(await lead.memos.voices({ memo })).toEqual({
      quotations: { here: 3, everywhere: 4 },
      voices: [
        { kind: 'person', name: 'OT 18', isGone, here: 2, everywhere: 3 },
        { kind: 'person', name: '', isGone, here: 1, everywhere: 1 },
        { kind: 'site', name: 'Site 10', isGone, here: 2, everywhere: 3 },
        { kind: 'site', name: '', isGone, here: 1, everywhere: 1 },
      ],
    })
  })

  it('count a quotation of two people for each, by memos and not by their titles, the same in the quote bank', async () => {
    const { study, source, lead } = await spoken()
    const [joint, lost] = [await study.source('Joint', someText(2)), await study.source('Lost', someText(3))]
    const { cases } = await lead.cases.list({})
    const own = cases.find(({ name }) => name === 'OT 18')?.id ?? ''
    const { id: second } = await lead.cases.add({ kind: 'person', name: 'OT 2' })
    await lead.cases.link({ links: [own, second].map(case_ => ({ source: joint, case: case_ })) })
    const quote = (of: string, start: number) => ({ type: 'quotation', source: of, start, end: start + 9 })
    const write = async (...children: object[]) => {
      const { id } = await lead.memos.add({ title: 'Notes', about: { kind: 'study', id: null } })
      await lead.memos.save({ memo: id, body: JSON.stringify({ root: { type: 'root', children } }) })
      return id
    }
    const memo = await write(quote(joint, 60), quote(joint, 80), quote(source, 0), quote(lost, 0))
    await write(quote(joint, 60), quote(source, 20))
    await lead.sources.remove({ source: lost })
    const { quotations, voices } = await lead.memos.voices({ memo })
    expect(quotations).toEqual({ here: 4, everywhere: 6 })
    expect(
      voices
        .filter(({ kind }) => kind === 'person')
        .map(({ name, isGone, here, everywhere }) => [name, isGone, here, everywhere]),
    ).toEqual([
      ['OT 18', false, 3, 5],
      ['OT 2', false, 2, 3],
      ['', true, 1, 1],
    ])
    const { id: report } = await lead.reports.make({ what: 'quotes', format: 'html' })
    const printed = Buffer.from(study.host.reports.get(report)?.bytes ?? []).toString('utf8')
    const rows = [...printed.matchAll(/<tr><td>Person<\/td>(.*?)<\/tr>/g)].map(([, row = '']) =>
      row
        .replace(/<[^>]*>/g, ' ')
        .trim()
        .split(/\s{2,}/),
    )
    expect(rows).toEqual([
      ['OT 18', '5', '83.3%', '2'],
      ['OT 2', '3', '50.0%', '2'],
      ['No longer in the study', '1', '16.7%', '1'],
    ])
    expect(printed.match(/<h2><bdi>Notes<\/bdi><\/h2>/g)).toHaveLength(2)
  })
})
