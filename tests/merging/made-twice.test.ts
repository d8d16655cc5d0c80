import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import type { TextsApart } from '#shared/model/merge.ts'
import { breachesOf, contentBut, copyOf, takeIn } from '../helpers/apart.ts'
import { tandem } from '../helpers/command-line.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { contentOf, failureOf, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** One difference, ruled in one way here and in another in a copy, and the copy merged. */
async function ruledTwice() {
  const { study, round, source, ld } = await comparedRound({ KM: [0, 40], TS: [40] })
  const copy = await copyOf(study)
  const rule = async (of: TestStudy, outcome: 'a' | 'neither', reason: string) => {
    const rv = await of.as('RV')
    const [item] = await rv.adjudication.disagreements({ round })
    await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome, reason })
    return rv
  }
  const rv = await rule(study, 'neither', 'Ruled here')
  await rule(copy, 'a', 'Ruled there')
  const merged = takeIn(study, copy)
  const decision = async () => {
    const listed = (await ld.merging.returns({})).find(({ id }) => id === merged?.package)
    const [one, ...more] = listed?.decisions ?? []
    if (!one || more.length > 0) throw new Error('Not one decision')
    return one
  }
  return { study, copy, round, source, rv, ld, merged, decision }
}

const ruling = (study: TestStudy) =>
  all<{ outcome: string; reason: string }>(study.db(), 'SELECT outcome, reason FROM rulings')
const consensus = (study: TestStudy) =>
  all(study.db(), 'SELECT start, "end" FROM codings WHERE layer = \'consensus\' AND ruling IS NOT NULL')
const said = (reason: string | undefined, who: string) =>
  reason === 'Ruled here'
    ? expect.stringMatching(
        new RegExp(`^neither stands, because “Ruled here” \\(${who}, \\d+ \\w+ \\d{4}, \\d{2}:\\d{2}\\)$`),
      )
    : expect.stringMatching(
        new RegExp(
          `^.*’s reading stands, because “Ruled there” \\(${who}, \\d+ \\w+ \\d{4}, \\d{2}:\\d{2}\\)$`,
        ),
      )
const notOf = (reason: string | undefined) => (reason === 'Ruled here' ? 'Ruled there' : 'Ruled here')

describe('two rulings on one difference', () => {
  it('are both told: what each says, whose it is and when', async () => {
    const { study, decision, merged } = await ruledTwice()
    const [stands] = ruling(study)
    expect(ruling(study)).toHaveLength(1)
    const [{ name } = { name: '' }] = all<{ name: string }>(
      study.db(),
      "SELECT name FROM members WHERE initials = 'RV'",
    )
    expect(await decision()).toMatchObject({
      kind: 'made twice',
      what: expect.stringMatching(
        /^The ruling on “Waiting” at “.+” in “.+” \(round “Round 1”\) was made on both sides, and there can be only one; one of the two stands\.$/,
      ),
      stands: said(stands?.reason, name),
      other: said(notOf(stands?.reason), name),
      canTakeOther: true,
      settled: null,
    })
    expect(merged?.sheet.sent).toBe(
      (merged?.sheet.arrived ?? 0) +
        (merged?.sheet.alreadyHere ?? 0) +
        (merged?.sheet.needDecision.length ?? 0),
    )
  })

  it('that decide the same are no question, whatever their reasons; both reasons are kept', async () => {
    const { study, round, ld } = await comparedRound({ KM: [0, 40], TS: [40] })
    const copy = await copyOf(study)
    for (const of of [study, copy]) {
      const rv = await of.as('RV')
      const [item] = await rv.adjudication.disagreements({ round })
      await rv.adjudication.rule({
        round,
        disagreement: item?.id ?? '',
        outcome: 'a',
        reason: of === study ? 'As the definition has it' : 'As the first',
      })
    }
    expect(takeIn(study, copy)?.sheet).toMatchObject({ arrived: 1, needDecision: [] })
    const { id } = await ld.reports.make({ what: 'audit', format: 'csv' })
    const audit = new TextDecoder().decode(study.host.reports.get(id)?.bytes)
    expect(audit).toContain('As the definition has it')
    expect(audit).toContain('As the first')
    expect((await ld.merging.returns({})).flatMap(({ decisions }) => decisions)).toEqual([])
    expect(ruling(study)).toHaveLength(1)
    expect(consensus(study)).toHaveLength(1)
  })

  it('change places in one step, which is undone and done again, and comes to the other copy', async () => {
    const { study, copy, source, rv, ld, merged, decision } = await ruledTwice()
    const [stands] = ruling(study)
    const before = contentOf(study.db())
    const { operation } = await decision()
    const given = { package: merged?.package ?? '', operation, choice: 'other' as const }
    await ld.merging.decide(given)
    expect(ruling(study)).toMatchObject([{ reason: notOf(stands?.reason) }])
    // What stands in the consensus follows from the ruling that stands.
    expect(consensus(study)).toHaveLength(ruling(study)[0]?.outcome === 'a' ? 1 : 0)
    expect(breachesOf(study)).toEqual([])
    expect(await decision()).toMatchObject({ settled: 'other', canTakeOther: false })
    const after = contentOf(study.db())
    const steps = (await rv.history.ofPassage({ source, start: 0, end: 8 })).steps.flatMap(({ changes }) =>
      changes.map(({ what }) => what),
    )
    expect(steps.filter(what => /another copy/.test(what))).not.toEqual([])
    await ld.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    expect(await decision()).toMatchObject({ settled: null, canTakeOther: true })
    await ld.history.redo({})
    expect(contentOf(study.db())).toBe(after)

    takeIn(copy, study)
    expect(ruling(copy)).toEqual(ruling(study))
    expect(consensus(copy)).toEqual(consensus(study))
    expect(contentBut(copy.db(), 'settings')).toBe(contentBut(study.db(), 'settings'))
    expect(breachesOf(copy)).toEqual([])
  })

  it('are told and decided one by one where a step has many', async () => {
    const { study, round, ld } = await comparedRound({ KM: [0, 20, 40, 60], TS: [] })
    const copy = await copyOf(study)
    const ruleAll = async (of: TestStudy, outcome: 'a' | 'neither', reason: string) => {
      const rv = await of.as('RV')
      const items = await rv.adjudication.disagreements({ round })
      await rv.adjudication.ruleMany({
        rulings: items.map(({ id }, n) => ({ round, disagreement: id, outcome, reason: `${reason} ${n}` })),
      })
    }
    await ruleAll(study, 'neither', 'Ruled here')
    await ruleAll(copy, 'a', 'Ruled there')
    const merged = takeIn(study, copy)
    const decisions = async () =>
      (await ld.merging.returns({})).find(({ id }) => id === merged?.package)?.decisions ?? []
    const reasons = () =>
      all<{ reason: string }>(study.db(), 'SELECT reason FROM rulings ORDER BY reason').map(
        ({ reason }) => reason,
      )
    const stood = reasons()
    const open = await decisions()
    expect(open).toHaveLength(4)
    expect(new Set(open.map(({ stands }) => stands)).size).toBe(4)
    expect(open.every(({ canTakeOther, settled }) => canTakeOther && settled === null)).toBe(true)
    // One step met, however much of it: the sheet adds up in steps.
    const { sent, arrived, alreadyHere, needDecision } = merged?.sheet ?? never()
    expect(sent).toBe(arrived + alreadyHere + needDecision.length)

    const [, second, third] = open
    for (const [each, choice] of [
      [second, 'other'],
      [third, 'keep'],
    ] as const) {
      const { operation, part } = each ?? never()
      await ld.merging.decide({ package: merged?.package ?? '', operation, part, choice })
    }
    expect((await decisions()).map(({ settled }) => settled)).toEqual([null, 'other', 'keep', null])
    const other = stood[0]?.startsWith('Ruled here') ? 'Ruled there' : 'Ruled here'
    expect(reasons().filter(reason => reason.startsWith(other))).toHaveLength(1)
    expect(breachesOf(study)).toEqual([])
    await ld.history.undo({})
    await ld.history.undo({})
    expect(reasons()).toEqual(stood)
    expect((await decisions()).map(({ settled }) => settled)).toEqual([null, null, null, null])
  })

  for (const elsewhere of ['withdrawn', 'ruled otherwise'] as const) {
    it(`leave a ruling gone that was ${elsewhere} in one copy while its notes were mended in the other`, async () => {
      const { study, round } = await comparedRound({ KM: [0], TS: [] })
      const rv = await study.as('RV')
      const [item] = await rv.adjudication.disagreements({ round })
      const given = { round, disagreement: item?.id ?? '' }
      await rv.adjudication.rule({ ...given, outcome: 'a', reason: 'First said' })
      const copy = await copyOf(study)
      const there = await copy.as('RV')
      await rv.adjudication.rule({ ...given, outcome: 'a', reason: 'Mended' })
      if (elsewhere === 'withdrawn') await there.adjudication.withdraw(given)
      else await there.adjudication.rule({ ...given, outcome: 'neither', reason: 'Otherwise' })
      takeIn(study, copy)
      takeIn(copy, study)
      for (const each of [study, copy]) {
        expect(ruling(each)).toEqual(
          elsewhere === 'withdrawn' ? [] : [{ outcome: 'neither', reason: 'Otherwise' }],
        )
        expect(consensus(each)).toEqual([])
        expect(breachesOf(each)).toEqual([])
      }
    })
  }

  it('have one reason to be decided where the notes of one were mended in both', async () => {
    const { study, round, ld } = await comparedRound({ KM: [0], TS: [] })
    const rv = await study.as('RV')
    const [item] = await rv.adjudication.disagreements({ round })
    const given = { round, disagreement: item?.id ?? '', outcome: 'a' as const }
    await rv.adjudication.rule({ ...given, reason: 'First said' })
    const copy = await copyOf(study)
    await rv.adjudication.rule({ ...given, reason: 'Mended here' })
    await (await copy.as('RV')).adjudication.rule({ ...given, reason: 'Mended there' })
    takeIn(study, copy)
    expect(ruling(study)).toHaveLength(1)
    expect(consensus(study)).toHaveLength(1)
    const [met] = (await ld.merging.returns({})).flatMap(({ decisions }) => decisions)
    expect(met).toMatchObject({ kind: 'edited twice', canTakeOther: true })
    expect([met?.stands, met?.other].join()).toMatch(/Mended (here.*there|there.*here)/)
    expect(breachesOf(study)).toEqual([])
  })

  it('stay as they are once the round is closed', async () => {
    const { study, round, ld, merged, decision } = await ruledTwice()
    const { operation } = await decision()
    expect(await failureOf(ld.rounds.close({ round }))).toMatchObject({
      code: 'conflict',
      message: '“Round 1” has 1 decision of merging still open.',
      hint: 'Settle them under Merge, or say that they are to stay open; at the command line with --leave-open.',
    })
    await ld.rounds.close({ round, leaveOpen: true })
    expect((await ld.history.list({ limit: 1 })).entries[0]?.what).toBe(
      'Closed the round “Round 1” with 1 decision left open',
    )
    expect((await decision()).canTakeOther).toBe(false)
    const given = { package: merged?.package ?? '', operation, choice: 'other' as const }
    expect(await failureOf(ld.merging.decide(given))).toMatchObject({
      code: 'conflict',
      message: 'The round “Round 1” is closed: its rulings stay as they are.',
      hint: 'Keep what stands.',
    })
    expect(ruling(study)).toHaveLength(1)
  })
})

/** A text corrected here and, otherwise, in a copy, where it is coded; and the copy merged. */
async function correctedTwice(further = false) {
  const { study, source, ld } = await comparedRound({ KM: [0], TS: [0] })
  const copy = await copyOf(study)
  const correct = async (of: TestStudy, start: number, text: string) => {
    const lead = await of.as('LD')
    const { revision } = await lead.sources.open({ source })
    await lead.revisions.correct({ source, revision, edits: [{ start, end: start + 4, text }], note: '' })
  }
  await correct(copy, 20, 'There')
  if (further) await correct(copy, 60, 'Again')
  await correct(study, 20, 'Here')
  const merged = takeIn(study, copy)
  const listed = async (client = ld) =>
    (await client.merging.returns({})).find(({ id }) => id === merged?.package)?.decisions ?? []
  const decision = async (client = ld) => {
    const found = (await listed(client)).filter(({ canTakeOther }) => canTakeOther)
    return found[0] ?? (await listed(client))[0] ?? never()
  }
  const textOf = async (of: TestStudy) => (await (await of.as('LD')).sources.open({ source })).text
  return { study, copy, source, ld, merged, listed, decision, textOf }
}

const never = (): never => {
  throw new Error('Nothing is to be decided')
}

/** The words in which two texts differ, each as its own text has them. */
const wordsOf = (texts: TextsApart | null, side: 'before' | 'after') =>
  texts?.changes.map(change => change[side]).join('|')

describe('two corrections of one text', () => {
  it('are both told, with the words in which they differ', async () => {
    const { study, source, listed, decision, textOf } = await correctedTwice()
    expect(await listed()).toMatchObject([
      {
        kind: 'made twice',
        what: '“Interview 1” was corrected on both sides. Both texts are kept; the newest is without what the other corrected.',
        stands: expect.stringMatching(/^text 3 \(Lena Dorn, /),
        other: expect.stringMatching(/^text 2 \(Lena Dorn, /),
        canTakeOther: true,
        source,
        settled: null,
      },
    ])
    const { texts } = await decision()
    const [mine, theirs] = (await textOf(study)).includes('Here') ? ['Here', 'There'] : ['There', 'Here']
    expect(wordsOf(texts, 'before')).toContain(mine)
    expect(wordsOf(texts, 'after')).toContain(theirs)
    expect(texts?.further).toBe(0)
    // What stood where pseudonyms were put in is for leads, and so are the words of both.
    expect((await decision(await study.as('KM'))).texts).toBeNull()
  })

  it('change places in one step, which is undone and done again, and comes to the other copy', async () => {
    const { study, copy, source, ld, merged, decision, textOf } = await correctedTwice()
    const before = contentOf(study.db())
    const was = await textOf(study)
    const { operation, texts } = await decision()
    await ld.merging.decide({ package: merged?.package ?? '', operation, choice: 'other' })
    const now = await textOf(study)
    expect(now).not.toBe(was)
    expect(now).toContain(wordsOf(texts, 'after'))
    expect(await decision()).toMatchObject({
      settled: 'other',
      canTakeOther: false,
      stands: null,
      other: null,
    })
    expect((await ld.revisions.list({ source }))[0]).toMatchObject({
      number: 4,
      kind: 'restored',
      note: 'Taken in merging',
    })
    expect(breachesOf(study)).toEqual([])
    // What is found is the text that stands.
    const found = async () =>
      JSON.stringify(await ld.search.sources({ query: String(wordsOf(texts, 'after')) }))
    expect(await found()).toContain('Interview 1')
    const after = contentOf(study.db())
    await ld.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    expect(await textOf(study)).toBe(was)
    expect(await found()).not.toContain('Interview 1')
    expect(await decision()).toMatchObject({ settled: null, canTakeOther: true })
    expect(breachesOf(study)).toEqual([])
    await ld.history.redo({})
    expect(contentOf(study.db())).toBe(after)

    takeIn(copy, study)
    expect(await textOf(copy)).toBe(now)
    expect(contentBut(copy.db(), 'settings')).toBe(contentBut(study.db(), 'settings'))
    expect(breachesOf(copy)).toEqual([])
  })

  it('bring what was corrected after the other, too', async () => {
    const { study, ld, merged, decision, textOf } = await correctedTwice(true)
    const was = await textOf(study)
    const { operation } = await decision()
    await ld.merging.decide({ package: merged?.package ?? '', operation, choice: 'other' })
    const [one, two] = [was, await textOf(study)]
    for (const text of [one, two].filter(each => each.includes('There'))) expect(text).toContain('Again')
    expect([one, two].filter(text => text.includes('Here'))).toHaveLength(1)
    expect(breachesOf(study)).toEqual([])
  })

  it('are not undone over what was done on the text since', async () => {
    const { study, source, ld, merged, decision } = await correctedTwice()
    const { operation } = await decision()
    await ld.merging.decide({ package: merged?.package ?? '', operation, choice: 'other' })
    const { revision } = await ld.sources.open({ source })
    await study.setUp.revisions.correct({ source, revision, edits: [{ start: 0, end: 0, text: 'Since. ' }] })
    const before = contentOf(study.db())
    expect((await failureOf(ld.history.undo({}))).code).toBe('conflict')
    expect(contentOf(study.db())).toBe(before)
  })

  it('are decided at the command line as well: both sides first, then one of them', async () => {
    const { study, decision, textOf } = await correctedTwice()
    const { operation, texts } = await decision()
    const was = await textOf(study)
    study.close()
    const decide = (...words: string[]) => tandem(temporaryFolder(), ['decide', study.path, ...words])
    const listed = await decide()
    expect(listed.code).toBe(0)
    expect(listed.stdout).toContain(`${operation}\t“Interview 1” was corrected on both sides.`)
    expect(listed.stdout).toContain(`[${wordsOf(texts, 'before')}]`)
    expect(listed.stdout).toContain(`[${wordsOf(texts, 'after')}]`)
    expect(await decide('--take', 'nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Nothing that waits has the id “nothing”; decide lists what does.'),
    })
    expect((await decide('--keep', operation, '--take', operation)).code).toBe(2)
    expect(await decide('--take', operation)).toMatchObject({
      code: 0,
      stdout: 'Nothing waits to be decided.\n',
    })
    const text = await tandem(temporaryFolder(), ['text', study.path, 'Interview 1'])
    expect(text.stdout).toContain(wordsOf(texts, 'after'))
    expect(text.stdout.trim()).not.toBe(was.trim())
  })
})
