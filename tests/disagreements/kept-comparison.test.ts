import { expect, it } from 'vitest'
import { comparedRound } from '../helpers/compared-round.ts'
import { makeEngine, studyAt } from '../helpers/study.ts'

it('what is kept of a comparison is what would be compared anew, whatever was done between', async () => {
  const { study, source, code, other, round, rv, ld } = await comparedRound({
    KM: [0, 20, 60],
    TS: [{ other: 0 }, 40],
  })
  const items = async () =>
    (await rv.adjudication.disagreements({ round })).map(({ start, kind }) => [start, kind])
  const all = [
    [0, 'code'],
    [20, 'omission'],
    [40, 'omission'],
    [60, 'omission'],
  ]
  expect(await items()).toEqual(all)
  const [, second] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.rule({ round, disagreement: second?.id ?? '', outcome: 'a' })
  expect(await items()).toEqual(all)
  await ld.codebook.mergeCodes({ codes: [other], into: code, because: 'One thing' })
  expect(await items()).toEqual(all.slice(1))
  await ld.history.undo({})
  expect(await items()).toEqual(all)
  const { revision, characters } = await ld.sources.open({ source })
  await ld.revisions.correct({
    source,
    revision,
    edits: [{ start: characters - 5, end: characters, text: '' }],
  })
  const corrected = await rv.adjudication.disagreements({ round })
  expect(corrected.map(({ start }) => start)).toEqual([0, 20, 40, 60])
  expect(corrected[1]?.ruling?.outcome).toBe('a')
  // A step that is given up leaves nothing behind.
  await expect(
    rv.adjudication.ruleMany({
      rulings: [
        { round, disagreement: corrected[0]?.id ?? '', outcome: 'a' },
        { round, disagreement: 'none', outcome: 'a' },
      ],
    }),
  ).rejects.toThrow('no difference none')
  const now = await rv.adjudication.disagreements({ round })
  expect(now).toEqual(corrected)
  const path = study.path
  study.close()
  const anew = await studyAt(makeEngine(study.base), path)
  expect(await (await anew.as('RV')).adjudication.disagreements({ round })).toEqual(now)
})
