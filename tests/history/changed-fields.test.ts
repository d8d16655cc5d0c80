import { expect, it } from 'vitest'
import { openedRound } from '../helpers/blind-round.ts'
import { makeStudy, someText, type TestStudy } from '../helpers/study.ts'

async function led(): Promise<{ study: TestStudy; ld: Awaited<ReturnType<TestStudy['as']>> }> {
  const study = await makeStudy({})
  return { study, ld: await study.as('LD') }
}

type Lead = Awaited<ReturnType<typeof led>>['ld']

/** The newest step as History says it. */
const newest = async (of: Lead): Promise<string> =>
  (await of.history.list({ limit: 1 })).entries[0]?.what ?? ''

it('a changed code is told by its fields: names and status from and to, long texts by name only', async () => {
  const { study, ld } = await led()
  const code = await study.code('Time', ld)
  await ld.codebook.updateCode({
    code: code.id,
    name: 'Waiting',
    definition: 'Time that passes unused',
    colour: 7,
  })
  expect(await newest(ld)).toBe(
    'Changed the code “Waiting”: name from “Time” to “Waiting”, definition, colour',
  )
  await ld.codebook.updateCode({ code: code.id, status: 'retired' })
  expect(await newest(ld)).toBe(`Changed the code “Waiting”: status from “${code.status}” to “retired”`)
  const other = await study.code('Walking', ld)
  await ld.codebook.updateCodes({ codes: [code.id, other.id], colour: 9 })
  expect(await newest(ld)).toBe('Changed 2 codes: colour (“Waiting” and “Walking”)')
  await ld.codebook.updateCodes({ codes: [code.id, other.id], status: 'agreed' })
  const [first, second] = (await newest(ld)).split(', status')
  expect(first).toContain('to “agreed” (“Waiting”)')
  expect(second).toContain('to “agreed” (“Walking”)')
})

it('a code or theme that moved says from where, and that only its order changed', async () => {
  const { study, ld } = await led()
  const [top, code, next] = [
    await study.code('Top', ld),
    await study.code('Time', ld),
    await study.code('Next', ld),
  ]
  await ld.codebook.moveCode({ code: code.id, parent: top.id, before: null })
  expect(await newest(ld)).toBe('Moved the code “Time” under “Top”: from the top level')
  await ld.codebook.moveCode({ code: code.id, parent: null, before: null })
  expect(await newest(ld)).toBe('Moved the code “Time” to the top level: from under “Top”')
  await ld.codebook.moveCode({ code: code.id, parent: null, before: next.id })
  expect(await newest(ld)).toBe('Moved the code “Time”: its place in the order')
  const above = await ld.themes.add({ name: 'Support' })
  const theme = await ld.themes.add({ name: 'Peers' })
  await ld.themes.move({ themes: [theme.id], parent: above.id, before: null })
  expect(await newest(ld)).toBe('Moved the theme “Peers” under “Support”: from the top level')
  await ld.themes.update({ theme: theme.id, name: 'Mentors', summary: 'Who helped' })
  expect(await newest(ld)).toBe('Changed the theme “Mentors”: name from “Peers” to “Mentors”, summary')
})

it('a statement says whether its polarity, its words or its components changed', async () => {
  const { ld } = await led()
  const framework = await ld.codebook.addFramework({ name: 'COM-B', kind: 'deductive' })
  const add = (name: string) => ld.codebook.addCode({ framework: framework.id, name, parent: null })
  const [skill, time] = [await add('Skill'), await add('Time')]
  const theme = await ld.themes.add({ name: 'Support' })
  const { id: statement } = await ld.statements.add({
    theme: theme.id,
    polarity: 'barrier',
    codes: [skill.id],
    text: 'No time to learn',
    passages: null,
  })
  expect(await newest(ld)).toBe('Wrote a barrier statement under “Support”')
  await ld.statements.update({ statement, polarity: 'facilitator', text: 'Time to learn', codes: [time.id] })
  const told = await newest(ld)
  expect(told).toMatch(
    /^Changed a statement under “Support”: text, polarity from “barrier” to “facilitator”, /,
  )
  expect(told).toContain('component “Skill” taken away')
  expect(told).toContain('component “Time” added')
  expect(told).not.toContain('learn')
})

it('sources, cases and members are told by their fields, and no former title, name or value is repeated', async () => {
  const { study, ld } = await led()
  const [one, two] = [await study.source('Ann Hill', someText()), await study.source('B', someText(3))]
  await ld.catalogue.change({
    sources: [one],
    title: 'P01',
    kind: 'note',
    dataSet: 'Mentors',
    addTags: ['first'],
  })
  expect(await newest(ld)).toBe(
    'Changed the entry of “P01”: title, kind from “interview” to “note”, data set from none to “Mentors”, tag “first” added',
  )
  await ld.catalogue.change({ sources: [one, two], dataSet: 'Mentors', kind: 'note' })
  expect(await newest(ld)).toBe(
    'Changed the entries of 2 sources: kind from “interview” to “note”, data set from none to “Mentors”',
  )
  const anna = await ld.cases.add({ kind: 'person', name: 'Anna Hill' })
  const ben = await ld.cases.add({ kind: 'person', name: 'Ben' })
  const age = await ld.cases.addAttribute({ about: 'person', name: 'Age', type: 'number', choices: [] })
  await ld.cases.setCells({ cells: [{ case: anna.id, column: age.id, value: '39' }] })
  expect(await newest(ld)).toBe('Changed “Age” of “Anna Hill”')
  await ld.cases.setCells({
    cells: [
      { case: anna.id, column: 'name', value: 'P01' },
      { case: anna.id, column: age.id, value: '41' },
      { case: ben.id, column: age.id, value: '57' },
    ],
  })
  expect(await newest(ld)).toBe('Changed 3 values of cases: name (1 case), “Age” (2 cases)')
  await ld.members.update({ member: study.people.KM, name: 'Kay Morris', roles: ['reviewer'] })
  expect(await newest(ld)).toBe('Changed the entry of Kay Morris: name, no longer a coder, now a reviewer')
  const { entries } = await ld.history.list({ limit: 200 })
  const changes = entries.filter(({ kind }) => kind === 'source.changed' || kind === 'case.values')
  expect(changes).toHaveLength(4)
  expect(changes.map(({ what }) => what).join('\n')).not.toMatch(/Ann Hill|\b(39|41|57)\b/)
})

it('a step says what it said after what it names was removed', async () => {
  const { study, ld } = await led()
  const source = await study.source('A', someText())
  await ld.catalogue.change({ sources: [source], addTags: ['first'], dataSet: 'Mentors' })
  const anna = await ld.cases.add({ kind: 'person', name: 'Anna Hill' })
  const ben = await ld.cases.add({ kind: 'person', name: 'Ben' })
  const role = await ld.cases.addAttribute({ about: 'person', name: 'Role', type: 'text', choices: [] })
  const cells = (...values: string[]) =>
    [anna, ben].map((one, at) => ({ case: one.id, column: role.id, value: values[at] ?? '' }))
  await ld.cases.setCells({ cells: cells('OT', 'Mentor') })
  await ld.cases.setCells({ cells: cells('Mentor', 'OT') })
  const said = async () =>
    (await ld.history.list({ limit: 200 })).entries.map(({ what }) => what).toReversed()
  const before = await said()
  expect(before.slice(-2)).toEqual([
    'Changed 2 values of cases: “Role” (2 cases)',
    'Changed 2 values of cases: “Role” (2 cases)',
  ])
  await ld.cases.removeAttribute({ attribute: role.id })
  const [tag] = await ld.catalogue.tags({})
  if (tag) await ld.catalogue.removeTag({ tag: tag.id })
  expect((await said()).slice(0, before.length)).toEqual(before)
})

it('a code that a blind coder proposes is named in no step that others are shown', async () => {
  const { study, framework, shared, round } = await openedRound()
  const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
  const own = await km.codebook.addCode({ framework, name: 'Secretly', parent: null })
  await km.codebook.updateCode({ code: own.id, name: 'In secret' })
  expect(await newest(km)).toBe('Changed the code “In secret”: name from “Secretly” to “In secret”')
  await ld.codebook.updateCode({ code: shared, definition: 'Said by all' })
  for (const who of [ts, ld]) {
    const steps = JSON.stringify(await who.history.list({ limit: 200 }))
    expect(steps).toContain('“Waiting”: definition')
    expect(steps).not.toMatch(/secret/i)
  }
  await ld.rounds.unblind({ round, because: 'A pilot' })
  expect(JSON.stringify(await ld.history.list({ limit: 200 }))).toContain('from “Secretly” to “In secret”')
})
