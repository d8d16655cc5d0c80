import { expect, it } from 'vitest'
import { makeEngine, makeStudy, someText, studyAt } from '../helpers/study.ts'

it('what is kept of a comparison is what would be compared anew, whatever was done between', async () => {
  const study = await makeStudy()
  const source = await study.source('Interview 1', someText(4))
  const { id: code } = await study.code('Waiting')
  const { id: other } = await study.code('Walking')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  const [km, ts, rv, ld] = [
    await study.as('KM'),
    await study.as('TS'),
    await study.as('RV'),
    await study.as('LD'),
  ]
  const at = (start: number, its = code) => ({ source, start, end: start + 8, code: its })
  await km.codings.addMany({ codings: [at(0), at(20), at(60)] })
  await ts.codings.addMany({ codings: [at(0, other), at(40)] })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
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
