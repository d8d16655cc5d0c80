import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { mean, percent } from '#engine/export/half-up.ts'
import { type Participants, participantsOf, usualParticipants } from '#engine/export/participants.ts'
import type { StudyReader } from '#engine/export/study-reader.ts'
import type { Attribute, AttributeType, Case, CaseTable } from '#shared/model/case.ts'
import { failureOf, makeStudy } from '../helpers/study.ts'

const attribute = (name: string, type: AttributeType, choices: string[] = []): Attribute => ({
  id: name,
  about: 'person',
  name,
  type,
  choices,
})

const person = (name: string, values: Record<string, string | null>, site: string | null = null): Case => ({
  id: name,
  kind: 'person',
  name,
  site,
  note: '',
  links: [],
  values: Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  ),
})

const tableOf = (cases: CaseTable, choice: Partial<StudyReader['participants']> = {}): Participants =>
  participantsOf({
    study: { title: 'RETURN' },
    madeAt: new Date(Date.UTC(2026, 4, 4)),
    participants: { ...usualParticipants, ...choice },
    cases: () => cases,
  } as unknown as StudyReader)

/** The table as lines: label, then cells. */
const lines = ({ groups, sections }: Participants): string[] => [
  ['', ...groups.map(({ name, n }) => `${name} ${n}`)].join(' | '),
  ...sections
    .flat()
    .map(({ label, measure, cells }) =>
      [measure === null ? `  ${label}` : `${label}, ${measure}`, ...(cells ?? [])].join(' | '),
    ),
]

const people: CaseTable = {
  attributes: [
    attribute('Role', 'choice', ['OT', 'Mentor']),
    attribute('Gender', 'text'),
    attribute('Years qualified', 'number'),
    attribute('Joined', 'date'),
    attribute('Trained', 'yes-no'),
  ],
  cases: [
    ['OT 1', 'OT', 'female', '6', '2018-03-05', 'yes'],
    ['OT 2', 'OT', 'female', '34', '2020-04-30', 'yes'],
    ['OT 3', 'OT', 'female', '12.5', null, 'yes'],
    ['OT 4', 'OT', 'female', '20', null, 'yes'],
    ['OT 5', 'OT', 'female', '19', null, 'no'],
    ['OT 6', 'OT', 'male', null, null, 'no'],
    ['OT 7', 'OT', null, null, null, 'no'],
    ['Mentor 1', 'Mentor', 'female', '18', null, 'yes'],
    ['Mentor 2', 'Mentor', 'female', '40', null, 'yes'],
    ['Mentor 3', 'Mentor', 'female', '29.9', null, 'yes'],
  ].map(([name, Role, Gender, years, Joined, Trained]) =>
    person(name ?? '', {
      Role: Role ?? null,
      Gender: Gender ?? null,
      'Years qualified': years ?? null,
      Joined: Joined ?? null,
      Trained: Trained ?? null,
    }),
  ),
}

describe('the participants table', () => {
  /*
   * By hand. Years of OTs: 6 + 34 + 12.5 + 20 + 19 = 91.5, over 5 = 18.3; of mentors 18 + 40 + 29.9 = 87.9, over 3 =
   * 29.3; of all 179.4 over 8 = 22.425. Shares of 7: 1 is 14.29, 2 is 28.57, 3 is 42.86, 4 is 57.14, 5 is 71.43.
   */
  it('is, by role, what a person reckons by hand', () => {
    expect(lines(tableOf(people, { groupBy: 'role' }))).toEqual([
      ' | OT 7 | Mentor 3 | All 10',
      'Gender, n (%)',
      '  female | 5 (71.4) | 3 (100.0) | 8 (80.0)',
      '  male | 1 (14.3) | 0 (0.0) | 1 (10.0)',
      '  Missing | 1 (14.3) | 0 (0.0) | 1 (10.0)',
      'Years qualified, mean (range) | 18.3 (6–34) | 29.3 (18–40) | 22.4 (6–40)',
      '  Missing | 2 (28.6) | 0 (0.0) | 2 (20.0)',
      'Joined, range | 5 March 2018 – 30 April 2020 | – | 5 March 2018 – 30 April 2020',
      '  Missing | 5 (71.4) | 3 (100.0) | 8 (80.0)',
      'Trained, n (%)',
      '  yes | 4 (57.1) | 3 (100.0) | 7 (70.0)',
      '  no | 3 (42.9) | 0 (0.0) | 3 (30.0)',
    ])
  })

  it('has one column where nothing groups, the decimals and attributes asked for, in that order', () => {
    expect(lines(tableOf(people, { attributes: ['Years qualified', 'trained'], decimals: 0 }))).toEqual([
      ' | All 10',
      'Years qualified, mean (range) | 22 (6–40)',
      '  Missing | 2 (20)',
      'Trained, n (%)',
      '  yes | 7 (70)',
      '  no | 3 (30)',
    ])
  })

  it('has a column for each site with people, and for those without one', () => {
    const site = (name: string): Case => ({ ...person(name, {}), kind: 'site' })
    const cases = [
      site('Site 1'),
      site('Site 2'),
      site('Site 10'),
      person('A', { Trained: 'yes' }, 'Site 1'),
      person('B', { Trained: 'no' }, 'Site 10'),
      person('C', {}),
    ]
    const table = { cases, attributes: [attribute('Trained', 'yes-no')] }
    expect(lines(tableOf(table, { groupBy: 'site' }))).toEqual([
      ' | Site 1 1 | Site 10 1 | No site 1 | All 3',
      'Trained, n (%)',
      '  yes | 1 (100.0) | 0 (0.0) | 0 (0.0) | 1 (33.3)',
      '  no | 0 (0.0) | 1 (100.0) | 0 (0.0) | 1 (33.3)',
      '  Missing | 0 (0.0) | 0 (0.0) | 1 (100.0) | 1 (33.3)',
    ])
  })

  it('counts texts that are all different instead of listing them', () => {
    const cases = Array.from({ length: 21 }, (_, n) => person(`P${n}`, { Job: `job ${n}` }))
    expect(lines(tableOf({ cases, attributes: [attribute('Job', 'text')] }))).toEqual([
      ' | All 21',
      'Job, n (%)',
      '  Known (21 different texts) | 21 (100.0)',
    ])
  })

  it('takes the usual where an attribute that was chosen is there no longer, and says so', () => {
    const gone = '01a22694-f631-719c-b153-eafa9d20c722'
    const usual = tableOf(people)
    const without = tableOf(people, { groupBy: gone, attributes: [gone] })
    expect(lines(without)).toEqual(lines(usual))
    const [note, ...others] = without.notes
    expect(note).toMatch(/^An attribute that was chosen for this table is no longer here/)
    expect(others).toEqual(usual.notes)
    expect(lines(tableOf(people, { groupBy: 'role', attributes: [gone, 'Trained'] }))).toEqual(
      lines(tableOf(people, { groupBy: 'role', attributes: ['Trained'] })),
    )
    const numbers = { ...attribute('Years', 'number'), id: gone }
    const table = { cases: people.cases, attributes: [...people.attributes, numbers] }
    expect(tableOf(table, { groupBy: gone }).groups).toEqual(usual.groups)
  })

  it('says what it has nothing of, and refuses groups that are none', () => {
    expect(tableOf({ cases: [], attributes: [] }).notes).toEqual(['The study has no people yet.'])
    expect(() => tableOf(people, { groupBy: 'Years qualified' })).toThrow(
      'is a number, and groups are of words',
    )
    expect(() => tableOf(people, { groupBy: 'Band' })).toThrow('There is no attribute “Band” of people.')
    expect(() => tableOf(people, { kind: 'site', groupBy: 'site' })).toThrow('Sites are not grouped by site.')
  })
})

describe('rounding', () => {
  it('is half up, where floating point and bankers round otherwise', () => {
    expect(percent(1, 8, 0)).toBe('13')
    expect(percent(57, 20_000, 2)).toBe('0.29')
    expect(mean(['58', '59'], 0)).toBe('59')
    expect(mean(['76', '77'], 0)).toBe('77')
    expect(mean(['0.285'], 2)).toBe('0.29')
    expect(mean(['-0.25', '-0.25'], 1)).toBe('-0.3')
    expect(mean(['-0.01'], 1)).toBe('0.0')
  })
})

test('in every column the counts under an attribute of words, missing included, add up to its cases', () => {
  const value = fc.constantFrom('yes', 'no', null)
  const choice = fc.constantFrom('OT', 'Mentor', null)
  const text = fc.oneof(fc.constant(null), fc.string({ minLength: 1, maxLength: 2 }))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(choice, value, text), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(null, 'Role', 'Trained', 'Words'),
      (rows, groupBy) => {
        const table = {
          attributes: [
            attribute('Role', 'choice', ['OT', 'Mentor']),
            attribute('Trained', 'yes-no'),
            attribute('Words', 'text'),
          ],
          cases: rows.map(([Role, Trained, Words], n) => person(`P${n}`, { Role, Trained, Words })),
        }
        const { groups, sections } = tableOf(table, { groupBy })
        const all = groups.at(-1)?.n
        expect(all).toBe(rows.length)
        if (groupBy !== null) {
          expect(groups.slice(0, -1).reduce((sum, { n }) => sum + n, 0)).toBe(rows.length)
        }
        for (const section of sections) {
          groups.forEach(({ n }, at) => {
            const counted = section.reduce(
              (sum, { cells }) => sum + (cells ? Number.parseInt(cells[at] ?? '', 10) : 0),
              0,
            )
            expect(counted).toBe(n)
          })
        }
      },
    ),
  )
})

test('is made through the client as asked for', async () => {
  const study = await makeStudy()
  const client = await study.as('LD')
  const { id } = await client.cases.add({ kind: 'person', name: 'P1' })
  const { id: age } = await client.cases.addAttribute({ about: 'person', name: 'Age', type: 'number' })
  await client.cases.setCells({ cells: [{ case: id, column: age, value: '30' }] })
  const make = (participants: object) =>
    client.reports.make({ what: 'participants', format: 'csv', participants })
  const { id: report, fileName } = await make({ attributes: ['age'], decimals: 2 })
  expect(fileName).toBe('A study for tests - participants table.csv')
  expect(Buffer.from(study.host.reports.get(report)?.bytes ?? []).toString()).toContain('30.00 (30–30)')
  expect((await failureOf(make({ groupBy: 'age' }))).code).toBe('bad-input')
})
