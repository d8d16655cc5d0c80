import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import type { Client } from '#shared/contract/client.ts'
import { breachesOf } from '../helpers/apart.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { handOut, openedBy } from '../helpers/handed-out.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const added = 'New words. '

/** A round whose reviewer settles away, with two differences. */
async function settledAway() {
  const { study, source, round, ld } = await comparedRound({ KM: [20, 60], TS: [] })
  const { file } = await handOut({ study, round }, 'RV')
  const { client: rv } = await openedBy(file)
  const [one, two] = (await rv.adjudication.disagreements({ round })).map(({ id }) => ({
    round,
    disagreement: id,
  }))
  if (!one || !two) throw new Error('Not two differences')
  return {
    study,
    round,
    ld,
    rv,
    one,
    two,
    /** Sends what was done so far and merges it; answers what became of the file. */
    async back() {
      const path = join(temporaryFolder(), 'rv.tandem-return')
      await rv.handouts.makeReturn({ path, submits: false })
      const { packages } = await ld.merging.apply({ files: [{ path }] })
      return packages[0]
    },
    /** A lead puts words into the text, before the differences or after them. */
    async correct(where: 'before' | 'after') {
      const [text] = await ld.revisions.list({ source })
      const edit =
        where === 'before' ? { start: 0, end: 0, text: added } : { start: 150, end: 153, text: 'zz' }
      await ld.revisions.correct({ source, revision: text?.id ?? '', edits: [edit] })
    },
    outcomes: async () =>
      (await ld.adjudication.disagreements({ round })).map(({ ruling }) => ruling?.outcome),
    /** Where rulings of another extent say it is, and where the consensus has it. */
    extents: () =>
      all(
        study.db(),
        `SELECT g.start, g."end", c.start AS "from", c."end" AS "to" FROM rulings g JOIN codings c ON c.ruling = g.id
         WHERE g.start IS NOT NULL`,
      ),
  }
}

const steppedBack = {
  'ruled otherwise by a wrong key, and undone': async (
    rv: Client,
    given: { round: string; disagreement: string },
  ) => {
    await rv.adjudication.rule({ ...given, outcome: 'neither' })
    await rv.history.undo({})
  },
  'withdrawn, and undone': async (rv: Client, given: { round: string; disagreement: string }) => {
    await rv.adjudication.withdraw(given)
    await rv.history.undo({})
  },
}

describe('a reviewer away, where the text is corrected between two of their returns', () => {
  it('goes on ruling and sends it home', async () => {
    const { study, rv, one, two, back, correct, outcomes } = await settledAway()
    await rv.adjudication.rule({ ...one, outcome: 'extent', start: 18, end: 40 })
    await back()
    await correct('before')
    await rv.adjudication.rule({ ...two, outcome: 'a' })
    expect(await back()).toMatchObject({ status: 'merged', arrived: 1, needDecision: [] })
    expect(await outcomes()).toEqual(['extent', 'a'])
    expect(breachesOf(study)).toEqual([])
  })

  for (const [what, stepBack] of Object.entries(steppedBack)) {
    for (const where of ['before', 'after'] as const) {
      it(`sends home what was ${what} (words put in ${where} it)`, async () => {
        const { study, rv, one, two, back, correct, outcomes, extents } = await settledAway()
        await rv.adjudication.rule({ ...one, outcome: 'extent', start: 18, end: 40, reason: 'As meant' })
        await back()
        await correct(where)
        // Later in the order than the correction, of which the reviewer knows nothing.
        for (const words of ['So', 'it', 'is', 'here', 'too'])
          await rv.adjudication.comment({ ...two, words })
        await stepBack(rv, one)
        expect(await back()).toMatchObject({ status: 'merged', needDecision: [] })
        expect(await outcomes()).toEqual(['extent', undefined])
        const by = where === 'before' ? added.length : 0
        expect(extents()).toEqual([{ start: 18 + by, end: 40 + by, from: 18 + by, to: 40 + by }])
        expect(breachesOf(study)).toEqual([])
      })
    }
  }

  it('has ruled on the words they saw, also where the text was corrected before they ruled', async () => {
    const { study, rv, one, back, correct, extents } = await settledAway()
    await correct('before')
    for (const words of ['So', 'it', 'is', 'here', 'too']) await rv.adjudication.comment({ ...one, words })
    await rv.adjudication.rule({ ...one, outcome: 'extent', start: 18, end: 40 })
    expect(await back()).toMatchObject({ status: 'merged', needDecision: [] })
    expect(extents()).toEqual([{ start: 29, end: 51, from: 29, to: 51 }])
    await (await study.as('LD')).history.undo({})
    expect(extents()).toEqual([])
    await (await study.as('LD')).history.redo({})
    expect(extents()).toEqual([{ start: 29, end: 51, from: 29, to: 51 }])
    expect(breachesOf(study)).toEqual([])
  })
})
