import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import {
  breachesOf,
  contentBut,
  copyOf,
  type Lead,
  leadStudy,
  mergeInto,
  parcelOf,
} from '../helpers/apart.ts'
import { documentOf, tandem } from '../helpers/command-line.ts'
import type { TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A blind round that both coders coded away; what they send back hands it in. */
async function blindRound() {
  const lead = await leadStudy({ blind: true })
  const { study, handouts, codes } = lead
  const [source = ''] = lead.sources
  const back = async (who: 'KM' | 'TS', from: number) => {
    const away = await copyOf(study)
    const client = await away.as(who)
    await client.codings.add({ source, start: from, end: from + 20, code: codes.waiting })
    return parcelOf(away, { handout: handouts[who], submits: true })
  }
  return { lead, source, sent: { KM: await back('KM', 0), TS: await back('TS', 30) } }
}

const roundOf = async (study: TestStudy) => (await (await study.as('LD')).rounds.list({}))[0]

/** Takes in another copy of the study whole. */
const takeIn = (lead: Pick<Lead, 'study'>, from: TestStudy) => mergeInto(lead as Lead, parcelOf(from))

describe('a blind round that could be seen', () => {
  it('is blind no more when the merge that ended it is undone, done again and undone again', async () => {
    const { lead, source, sent } = await blindRound()
    const { study } = lead
    mergeInto(lead, sent.KM)
    const [ld, ts] = [await study.as('LD'), await study.as('TS')]
    // Nothing could be seen yet: this one is blind again, and no more than that.
    await ld.history.undo({})
    expect(await roundOf(study)).toMatchObject({ state: 'open', blind: true, unblinded: null })
    await ld.history.redo({})
    expect(await ts.codings.inSource({ source })).toEqual([])

    mergeInto(lead, sent.TS)
    expect(await ts.codings.inSource({ source })).toHaveLength(2)
    await ld.history.undo({})
    const unblinded = { by: 'Lena Dorn', because: expect.stringMatching(/^it could be seen before “Merged/) }
    expect(await roundOf(study)).toMatchObject({ state: 'open', blind: false, unblinded })
    expect((await ts.codings.inSource({ source })).map(({ coder }) => coder)).toEqual([study.people.KM])
    const [entry] = (await ts.history.list({})).entries
    expect(entry).toMatchObject({ kind: 'merge.undone', who: 'Lena Dorn' })
    expect(entry?.what).toMatch(/“Round 1” is not counted as blind any more, since it could be seen$/)
    expect(breachesOf(study)).toEqual([])

    const undone = contentBut(study.db())
    await ld.history.redo({})
    expect(await roundOf(study)).toMatchObject({ state: 'submitted', blind: false, unblinded })
    expect(breachesOf(study)).toEqual([])
    await ld.history.undo({})
    expect(contentBut(study.db())).toBe(undone)
    // The step before it as well: what was seen of the first coder stays seen.
    await ld.history.undo({})
    expect(await roundOf(study)).toMatchObject({ state: 'open', blind: false, unblinded })
    expect(all(study.db(), 'SELECT made_by FROM unblindings')).toEqual([{ made_by: study.people.LD }])
    expect(breachesOf(study)).toEqual([])
    mergeInto(lead, sent.KM, sent.TS)
    expect(await roundOf(study)).toMatchObject({ state: 'submitted', blind: false, unblinded })
  })

  it('is told so wherever the round and its agreement are', async () => {
    const { lead, sent } = await blindRound()
    const { study } = lead
    mergeInto(lead, sent.KM, sent.TS)
    const ld = await study.as('LD')
    await ld.history.undo({})
    await ld.history.redo({})
    study.close()
    const base = temporaryFolder()
    const said = 'it could be seen before “Merged 2 packages” was taken back'
    const rounds = documentOf(await tandem(base, ['rounds', study.path, '--json']))
    expect(rounds).toMatchObject([{ blind: false, unblinded: { by: 'Lena Dorn', because: said } }])
    expect((await tandem(base, ['rounds', study.path])).stdout).toContain(said)
    const file = join(base, 'agreement.html')
    const ran = await tandem(base, ['export', study.path, 'agreement', '--format', 'html', '-o', file])
    expect(ran.stderr).toBe('')
    const report = readFileSync(file, 'utf8')
    // Once among the facts, once in the paragraph for the methods section.
    expect(report.split(said)).toHaveLength(3)
    expect(report).not.toMatch(/neither saw the other|both could see/)
  })

  it('is one thing in every copy, whichever copy takes in the other and whatever is undone of that', async () => {
    const { lead, source, sent } = await blindRound()
    const other = { ...lead, study: await copyOf(lead.study) }
    mergeInto(lead, sent.KM, sent.TS)
    const [here, there] = [await lead.study.as('LD'), await other.study.as('LD')]
    await here.history.undo({})
    takeIn(lead, other.study)
    takeIn(other, lead.study)
    expect(contentBut(other.study.db())).toBe(contentBut(lead.study.db()))
    for (const { study } of [lead, other]) {
      expect(await roundOf(study)).toMatchObject({ state: 'open', blind: false })
      expect(breachesOf(study)).toEqual([])
    }
    // There it was seen as well by now: that the word of it came with a merge does not take it back.
    await (await other.study.as('KM')).codings.add({ source, start: 60, end: 80, code: lead.codes.walking })
    const ts = await other.study.as('TS')
    expect(await ts.codings.inSource({ source })).toHaveLength(1)
    await there.history.undo({})
    expect(await roundOf(other.study)).toMatchObject({ state: 'open', blind: false })
    expect(await ts.codings.inSource({ source })).toHaveLength(1)
    expect(breachesOf(other.study)).toEqual([])
  })
})
