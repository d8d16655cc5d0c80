import { expect, test } from 'vitest'
import { makeStudy, someText } from '../helpers/study.ts'

test('what became of a coding is said, so that one knows what undo took back', async () => {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText())
  const km = await study.as('KM')
  const { id: code } = await study.code('Money', km)
  const other = await study.code('Time', km)
  const { id: coding } = await km.codings.add({ source, start: 0, end: 5, code })
  const met = await km.codings.add({ source, start: 20, end: 25, code })
  const said = async () => (await km.history.state({})).undo
  for (const [change, words] of [
    [{ polarity: 'barrier' }, 'Marked “Money” a barrier in “Interview 1”'],
    [{ polarity: null }, 'Took the mark off “Money” in “Interview 1”'],
    [{ comment: 'Hm.' }, 'Commented on “Money” in “Interview 1”'],
    [{ comment: 'Hm, no.' }, 'Changed the comment on “Money” in “Interview 1”'],
    [{ comment: '' }, 'Removed the comment on “Money” in “Interview 1”'],
    [{ end: 9 }, 'Changed the passage of “Money” in “Interview 1”'],
    [{ end: 22 }, 'Changed the passage of “Money” in “Interview 1”, joined with what it met'],
    [{ code: other.id }, 'Recoded as “Time” in “Interview 1”'],
    [{ polarity: 'facilitator', comment: 'Both.' }, 'Changed “Time” in “Interview 1”'],
  ] as const) {
    await km.codings.update({ coding, ...change })
    expect(await said()).toBe(words)
  }
  expect((await km.codings.inSource({ source })).map(({ id }) => id)).not.toContain(met.id)
  expect(await km.history.undo({})).toMatchObject({ what: 'Changed “Time” in “Interview 1”' })
})
