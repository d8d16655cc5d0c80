import { expect, it } from 'vitest'
import { breachesOf } from '../helpers/apart.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { handOut } from '../helpers/handed-out.ts'
import { blocksOf, bodyOf, correct, paragraph, quotationOf, shownIn } from '../helpers/quoted-memos.ts'

it('a memo whose quoted text was corrected is written in, and steps in it are undone, as before its hand-out', async () => {
  const round = await openedRound()
  const { study, source } = round
  const km = await study.as('KM')
  const { id: memo } = await km.memos.add({ title: 'On days', about: { kind: 'study', id: null } })
  const quotation = await quotationOf(km, source, 'enough for day 3')
  await km.memos.save({ memo, body: bodyOf(paragraph('A'), quotation) })
  await km.memos.save({ memo, body: bodyOf(paragraph('A B'), quotation) })
  const open = await km.memos.open({ memo })
  await correct(
    study.setUp,
    source,
    'Interviewer: Question 1,',
    'Interviewer, the mentor herself: Question 1,',
  )
  await handOut(round, 'KM')
  // What the window is open on is the same text to whoever writes.
  const [, quoted] = blocksOf(open)
  const saved = await km.memos.save({
    memo,
    body: bodyOf(paragraph('A B C'), quoted ?? {}),
    from: open.bodyId,
  })
  expect(saved.isAside).toBe(false)
  const first = async () => JSON.stringify(blocksOf(await km.memos.open({ memo }))[0])
  expect(await first()).toContain('A B C')
  for (const words of ['"A B"', '"A"']) {
    await km.history.undo({})
    expect(await first()).toContain(words)
    expect(await shownIn(km, memo)).toEqual(['enough for day 3'])
  }
  await km.history.redo({})
  await km.history.redo({})
  expect(await first()).toContain('A B C')
  for (let n = 0; n < 4; n++) await km.history.undo({})
  expect((await km.memos.list({})).map(({ id }) => id)).not.toContain(memo)
  expect(breachesOf(study)).toEqual([])
})

it('a memo that was handed out and not written in since is taken back with its beginning', async () => {
  const round = await openedRound()
  const { study, source } = round
  const km = await study.as('KM')
  const { id: memo } = await km.memos.add({ title: 'On days', about: { kind: 'study', id: null } })
  await km.memos.save({ memo, body: bodyOf(await quotationOf(km, source, 'enough for day 3')) })
  await correct(
    study.setUp,
    source,
    'Interviewer: Question 1,',
    'Interviewer, the mentor herself: Question 1,',
  )
  await handOut(round, 'KM')
  await km.history.undo({})
  await km.history.undo({})
  expect((await km.memos.list({})).map(({ id }) => id)).not.toContain(memo)
  await km.history.redo({})
  await km.history.redo({})
  expect(await shownIn(km, memo)).toEqual(['enough for day 3'])
  expect(breachesOf(study)).toEqual([])
})
