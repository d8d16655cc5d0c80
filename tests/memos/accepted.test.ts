import { describe, expect, it } from 'vitest'
import { bodyOf, correct, quotationOf, shownIn } from '../helpers/quoted-memos.ts'
import { makeStudy } from '../helpers/study.ts'

const text = 'OT 1: I waited long for the forms.\nOT 2: Me too.\nOT 3: Not me.\n'

/** A confirmed memo whose two quotations were corrected in their source, and its author's list. */
async function corrected() {
  const study = await makeStudy()
  const source = await study.source('Talk', text)
  const [ld, rv] = [await study.as('LD'), await study.as('RV')]
  const { id: memo } = await ld.memos.add({ title: 'M', about: { kind: 'study', id: null } })
  const quotations = [
    await quotationOf(ld, source, 'I waited long'),
    await quotationOf(ld, source, 'Me too.'),
  ]
  await ld.memos.save({ memo, body: bodyOf(...quotations) })
  await rv.memos.setState({ memo, state: 'confirmed' })
  const put = (words: string, by: string) => correct(study.setUp, source, words, by)
  await put('waited long', 'never waited long')
  await put('Me too.', 'Nor me.')
  const waiting = async () => (await ld.revisions.toPlace({})).map(({ id }) => id)
  return { study, ld, rv, memo, put, waiting, shown: () => shownIn(ld, memo) }
}

describe('a corrected quotation that is accepted under Look', () => {
  it('says no more that its text was corrected, also in a confirmed memo and its exports, till that is undone', async () => {
    const { study, ld, rv, memo, waiting, shown } = await corrected()
    expect(await shown()).toEqual(['I never waited long (corrected)', 'Nor me. (corrected)'])
    const [first = '', second = ''] = await waiting()
    await ld.revisions.accept({ items: [second] })
    expect(await shown()).toEqual(['I never waited long (corrected)', 'Nor me.'])
    await ld.revisions.accept({ items: [first] })
    expect(await shown()).toEqual(['I never waited long', 'Nor me.'])
    expect(await shownIn(rv, memo)).toEqual(['I never waited long', 'Nor me.'])
    const { id } = await ld.reports.make({ what: 'memos', format: 'md' })
    const printed = Buffer.from(study.host.reports.get(id)?.bytes ?? []).toString('utf8')
    expect(printed).toContain('Nor me.')
    expect(printed).not.toContain('has been corrected')
    expect((await ld.memos.open({ memo })).state).toBe('confirmed')
    await ld.history.undo({})
    expect(await shown()).toEqual(['I never waited long (corrected)', 'Nor me.'])
    await ld.history.redo({})
    expect(await shown()).toEqual(['I never waited long', 'Nor me.'])
    expect((await study.setUp.study.check({})).breaches).toEqual([])
  })

  it('says so again when it is corrected again, and not for words before it', async () => {
    const { ld, put, waiting, shown } = await corrected()
    await ld.revisions.accept({ items: await waiting() })
    await put('OT 1:', 'OT 1, at home:')
    expect(await shown()).toEqual(['I never waited long', 'Nor me.'])
    await put('Nor me.', 'Nor me, no.')
    expect(await shown()).toEqual(['I never waited long', 'Nor me, no. (corrected)'])
    await ld.revisions.accept({ items: await waiting() })
    expect(await shown()).toEqual(['I never waited long', 'Nor me, no.'])
  })

  it('says so of what was corrected while it was out of its memo', async () => {
    const { ld, rv, memo, put, waiting, shown } = await corrected()
    await ld.revisions.accept({ items: await waiting() })
    await rv.memos.setState({ memo, state: 'draft' })
    await ld.memos.save({ memo, body: bodyOf() })
    await put('Nor me.', 'Nor me, no.')
    await ld.history.undo({})
    expect(await shown()).toEqual(['I never waited long', 'Nor me, no. (corrected)'])
  })
})
