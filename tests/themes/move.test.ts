import { expect, test } from 'vitest'
import { failureOf, makeStudy } from '../helpers/study.ts'

async function mapped() {
  const study = await makeStudy()
  const lead = await study.as('LD')
  const theme = async (name: string, parent: string | null = null) =>
    (await lead.themes.add({ name, parent })).id
  const [one, other] = [await theme('One'), await theme('Other')]
  const codes: string[] = []
  for (const name of ['Time', 'Money', 'Peers']) codes.push((await study.code(name)).id)
  await lead.themes.addCodes({ theme: one, codes })
  const map = async () =>
    Object.fromEntries((await lead.themes.list({})).map(({ name, codes: its }) => [name, its]))
  return { lead, theme, one, other, codes, map }
}

test('codes and themes that are moved in one gesture are one step, taken back at once', async () => {
  const { lead, theme, one, other, codes, map } = await mapped()
  const [time = '', money = '', peers = ''] = codes
  const under = await theme('Under', one)
  await lead.themes.addCodes({ theme: other, codes: [money] })
  const before = await map()
  await lead.themes.move({
    themes: [under],
    parent: other,
    codes: [
      { theme: one, code: time },
      { theme: one, code: money },
    ],
    into: other,
  })
  expect(await map()).toEqual({ One: [peers], Other: [money, time], Under: [] })
  expect((await lead.themes.list({})).find(({ id }) => id === under)?.parent).toBe(other)
  expect((await lead.history.list({ limit: 1 })).entries[0]?.what).toContain(
    'Moved the theme “Under” and 2 codes under “Other”',
  )
  await lead.history.undo({})
  expect(await map()).toEqual(before)
  await lead.themes.move({ codes: [{ theme: one, code: time }], into: other })
  expect((await lead.history.state({})).undo).toContain('Moved the code “Time” under “Other”')
  await lead.history.undo({})
  expect(await map()).toEqual(before)
})

test('a code that is not where it is said to be is not moved, and nothing else is', async () => {
  const { lead, one, other, codes, map } = await mapped()
  const before = await map()
  const [time = ''] = codes
  const gone = [
    { theme: one, code: time },
    { theme: other, code: time },
  ]
  const third = (await lead.themes.add({ name: 'Third' })).id
  const failure = await failureOf(lead.themes.move({ codes: gone, into: third }))
  expect(failure.message).toBe('That code is not under “Other”.')
  expect(await map()).toEqual({ ...before, Third: [] })
})

test('themes go between two others however often', async () => {
  const { lead, theme, one } = await mapped()
  const names = ['a', 'b', 'c']
  const ids = [await theme('a', one), await theme('b', one), await theme('c', one)]
  const order = async () =>
    (await lead.themes.list({})).filter(({ parent }) => parent === one).map(({ name }) => name)
  for (let n = 0; n < 120; n++) {
    await lead.themes.move({ themes: [ids[2] ?? ''], parent: one, before: ids[1] ?? '' })
    names.splice(1, 0, names.pop() ?? '')
    ids.splice(1, 0, ids.pop() ?? '')
    expect(await order()).toEqual(names)
  }
  await lead.themes.move({ themes: ids.slice(1), parent: one, before: ids[0] ?? '' })
  expect(await order()).toEqual([...names.slice(1), names[0]])
})
