import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { keptNow } from '#engine/agreement/kept/result.ts'
import { unlockPages } from '#engine/db/open.ts'
import { all, first, type Row, run, value } from '#engine/db/sql.ts'
import { differences, foldJournal } from '#engine/history/fold.ts'
import { inOrder } from '#engine/history/journal.ts'
import { keptRound } from '#engine/rounds/queries.ts'
import type { Figure } from '#shared/model/agreement.ts'
import type { KeptSummary } from '#shared/model/kept-agreement.ts'
import {
  contentOf,
  failureOf,
  makeEngine,
  makeStudy,
  someText,
  studyAt,
  type TestStudy,
} from '../helpers/study.ts'

/*
 * Results of agreement that a study keeps, through the engine's door: kept on submission, computed again, told apart
 * where the study has moved on, undone, and hidden by a blind round as the comparison itself is.
 */

interface Compared {
  study: TestStudy
  sources: string[]
  parent: string
  code: string
  round: string
}

/** A round of six sources that both coders submitted, coded alike but for a shift and an omission. */
async function submitted(sources = 6): Promise<Compared> {
  const study = await makeStudy()
  const ids: string[] = []
  for (let n = 1; n <= sources; n++) ids.push(await study.source(`Interview ${n}`, someText(2 + n)))
  const { id: parent } = await study.code('Time')
  const { id: code } = await study.setUp.codebook.addCode({ name: 'Waiting', parent })
  const { id: other } = await study.code('Walking')
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: ids,
    coders: [study.people.KM, study.people.TS],
  })
  const [km, ts] = [await study.as('KM'), await study.as('TS')]
  for (const [n, source] of ids.entries()) {
    await km.codings.addMany({
      codings: [
        { source, start: 50, end: 80, code },
        { source, start: 90, end: 120, code: other },
      ],
    })
    await ts.codings.addMany({
      codings: [
        { source, start: 50 + n, end: 80, code },
        ...(n % 2 === 0 ? [{ source, start: 90, end: 120, code: other }] : []),
      ],
    })
  }
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  return { study, sources: ids, parent, code, round }
}

const listed = async (study: TestStudy): Promise<KeptSummary[]> =>
  (await study.setUp.agreement.kept({})).results

const breaches = async (study: TestStudy) => (await study.setUp.study.check({})).breaches

/** A figure without its analytic interval, which is not kept: it follows from the counts, which are. */
const asKept = ({ analytic: _, ...figure }: Figure): Figure => figure

describe('when the last coder submits', () => {
  it('the round’s results are kept in the same step, and are the comparison’s own figures', async () => {
    const { study, round } = await submitted()
    const results = await listed(study)
    expect(results.map(({ unit, occasion, changedSince }) => ({ unit, occasion, changedSince }))).toEqual([
      { unit: 'character', occasion: 'submitted', changedSince: [] },
      { unit: 'word', occasion: 'submitted', changedSince: [] },
    ])
    for (const kept of results) {
      const report = await study.setUp.agreement.inRound({ round, unit: kept.unit })
      expect(kept).toMatchObject({
        title: 'Round 1',
        maker: 'Tove Sand',
        n: report.n,
        sources: 6,
        codes: 3,
        coders: [
          { id: study.people.KM, initials: 'KM' },
          { id: study.people.TS, initials: 'TS' },
        ],
        overall: { counts: report.overall.counts, passages: report.overall.passages },
      })
      expect(kept.overall.figures.cohen_kappa).toEqual(asKept(report.overall.figures.cohen_kappa))
      expect(kept.overall.figures.cohen_kappa?.ci).toHaveLength(2)
      const { result } = await study.setUp.agreement.reproduce({ result: kept.id })
      expect(result.codes.map(code => code.path)).toEqual([['Time'], ['Time', 'Waiting'], ['Walking']])
      for (const [k, code] of report.codes.entries()) {
        expect(result.codes[k]?.counts).toEqual(code.counts)
        expect(result.codes[k]?.figures.f1_dice).toEqual(code.figures.f1_dice)
        const family = code.withDescendants?.figures.cohen_kappa
        expect(result.codes[k]?.withDescendants?.figures.cohen_kappa).toEqual(family && asKept(family))
      }
    }
    const last = [...inOrder(study.db())].at(-1)
    expect(last?.kind).toBe('round.submitted')
    expect(last?.changes.filter(change => change.table === 'kept_results')).toHaveLength(2)
    expect(await breaches(study)).toEqual([])
  })

  it('nothing is kept while one has still to submit, and submission is not undone', async () => {
    const { study } = await submitted(1)
    const ts = await study.as('TS')
    expect((await failureOf(ts.history.undo({}))).code).toBe('not-found')
    expect(await listed(study)).toHaveLength(2)
    const steps = [...inOrder(study.db())].filter(step => step.kind === 'round.submitted')
    expect(steps.map(step => step.changes.some(change => change.table === 'kept_results'))).toEqual([
      false,
      true,
    ])
  })

  it('no words of a source are kept', async () => {
    const { study } = await submitted(1)
    const rows = JSON.stringify(all(study.db(), 'SELECT * FROM kept_results'))
    for (const word of ['walked', 'shop', 'Interview 1', 'Question']) expect(rows).not.toContain(word)
  })
})

describe('a kept result computed again', () => {
  it('is the same, figure by figure, also after the study was closed and opened', async () => {
    const { study } = await submitted()
    study.close()
    const again = await studyAt(makeEngine(study.base), study.path)
    for (const { id } of await listed(again)) {
      const found = await again.setUp.agreement.reproduce({ result: id })
      expect(found).toMatchObject({ same: true, differing: [], why: [] })
      expect(found.compared).toBeGreaterThan(40)
    }
  })

  it('names the source whose text was revised, and what came out otherwise; and is the same again when that is undone', async () => {
    const { study, sources } = await submitted()
    const [source = ''] = sources
    const lead = await study.as('LD')
    const { revision } = await lead.sources.open({ source })
    await lead.revisions.correct({ source, revision, edits: [{ start: 60, end: 61, text: 'xyzzy' }] })
    const [characters] = await listed(study)
    expect(characters?.changedSince).toEqual([
      'The text of “Interview 1” was revised since, and the codings went with it.',
    ])
    const found = await study.setUp.agreement.reproduce({ result: characters?.id ?? '' })
    expect(found.same).toBe(false)
    expect(found.why).toEqual(characters?.changedSince)
    const waiting = found.differing.find(cell => cell.name === 'Waiting' && !cell.withDescendants)
    expect(waiting?.now?.counts['11']).toBe((waiting?.kept?.counts['11'] ?? 0) + 4)
    expect(waiting?.figures).toContain('cohen_kappa')
    await lead.history.undo({})
    expect(await study.setUp.agreement.reproduce({ result: characters?.id ?? '' })).toMatchObject({
      same: true,
      differing: [],
      why: [],
    })
    expect(await breaches(study)).toEqual([])
  })

  it('says so where a code moved in the framework, and where an asked-for code was removed', async () => {
    const { study, round, code, parent } = await submitted()
    const unused = await study.code('Never used')
    const asked = await study.setUp.agreement.keep({ round, codes: [code, unused.id] })
    await study.setUp.codebook.removeCode({ code: unused.id })
    const gone = await study.setUp.agreement.reproduce({ result: asked.id })
    expect(gone.why).toEqual(['“Never used” is no longer in the framework.'])
    expect(gone.result.codes.map(({ name }) => name)).toEqual(['Waiting', 'Never used'])
    expect(gone.same).toBe(true)

    await study.setUp.codebook.moveCode({ code, parent: null })
    const [characters] = await listed(study)
    const moved = await study.setUp.agreement.reproduce({ result: characters?.id ?? '' })
    expect(moved.why).toEqual(['“Waiting” stands elsewhere in the framework.'])
    expect(
      moved.differing.some(cell => cell.code === parent && cell.withDescendants && cell.now === null),
    ).toBe(true)
  })

  it('says so where the figures were computed by another version', async () => {
    const { study, round } = await submitted(1)
    const db = study.db()
    const kept = keptRound(db, round)
    if (!kept) throw new Error('no round')
    const { after } = keptNow(
      db,
      kept,
      {
        unit: 'word',
        options: { withInterviewer: true, withQuoted: false, codes: null, replicates: 0, seed: 1 },
      },
      { id: 'x', maker: null, at: 1, occasion: 'asked' },
    )
    const row = { id: '01890000-0000-7000-8000-00000000000a', ...after, computation: 700 }
    run(
      db,
      `INSERT INTO kept_results (${Object.keys(row).join()}) VALUES (${Object.keys(row).fill('?').join()})`,
      ...Object.values(row),
    )
    const found = await study.setUp.agreement.reproduce({ result: row.id })
    expect(found.same).toBe(true)
    expect(found.why).toEqual(['It was computed by version 700 of the figures; this Tandem has version 1.'])
  })

  it('calls figures that nothing explains what they are', async () => {
    const { study } = await submitted(1)
    const db = study.db()
    const stored = first<{ id: string; figures: string }>(db, 'SELECT id, figures FROM kept_results')
    db.exec('DROP TRIGGER kept_results_never_change')
    run(
      db,
      'UPDATE kept_results SET figures = ? WHERE id = ?',
      stored?.figures.replace(/"percent_agreement":\[[\d.]+/, '"percent_agreement":[0.5'),
      stored?.id,
    )
    const found = await study.setUp.agreement.reproduce({ result: stored?.id ?? '' })
    expect(found.same).toBe(false)
    expect(found.why[0]).toMatch(/^Neither the data nor the version has changed/)
    expect((await breaches(study)).map(breach => breach.invariant)).toEqual(['10 fold'])
  })

  it('is still there, and says why it cannot be, where its round is gone', async () => {
    const { study } = await submitted(1)
    const [characters] = await listed(study)
    const db = study.db()
    db.pragma('foreign_keys = OFF')
    run(db, 'DELETE FROM rounds')
    const [still] = await listed(study)
    const why = ['The round is no longer in the study, so this cannot be computed again.']
    expect(still).toEqual({ ...characters, changedSince: why })
    expect(await study.setUp.agreement.reproduce({ result: still?.id ?? '' })).toMatchObject({
      same: false,
      compared: 0,
      why,
    })
  })
})

describe('a result that a person keeps', () => {
  it('is one step of theirs in the history, and is undone and redone', async () => {
    const { study, round } = await submitted()
    const rv = await study.as('RV')
    const kept = await rv.agreement.keep({ round, unit: 'segment', withInterviewer: false })
    expect(kept).toMatchObject({
      occasion: 'asked',
      maker: 'Ravi Vane',
      unit: 'segment',
      options: { withInterviewer: false, withQuoted: false, codes: null, replicates: 2000, seed: 1 },
      changedSince: [],
    })
    const [entry] = (await rv.history.list({})).entries
    expect(entry).toMatchObject({ what: 'Kept the agreement of “Round 1”, counted in turns', undoable: true })
    const content = contentOf(study.db())
    await rv.history.undo({})
    expect((await listed(study)).map(({ unit }) => unit)).toEqual(['character', 'word'])
    await rv.history.redo({})
    expect(contentOf(study.db())).toBe(content)
    expect(await study.setUp.agreement.reproduce({ result: kept.id })).toMatchObject({ same: true })
    expect(differences(study.db(), foldJournal(study.db()))).toEqual([])
    expect(await breaches(study)).toEqual([])
  })

  it('is refused in one sentence where the same is kept, the round or a code is not there, or nobody is signed in', async () => {
    const { study, round } = await submitted(1)
    const before = contentOf(study.db())
    const rv = await study.as('RV')
    const refused = async (call: Promise<unknown>) => (await failureOf(call)).message
    expect(await refused(rv.agreement.keep({ round }))).toBe(
      'This result of “Round 1” is kept already, and nothing has changed since.',
    )
    const absent = '01890000-0000-7000-8000-000000000000'
    expect(await refused(rv.agreement.keep({ round: absent }))).toBe('There is no such round in this study.')
    expect(await refused(rv.agreement.keep({ round, codes: [absent] }))).toBe(
      'There is no such code in this study.',
    )
    expect(await refused((await study.nobody()).agreement.keep({ round, unit: 'source' }))).toBe(
      'Nobody is signed in to this study.',
    )
    expect(await refused(rv.agreement.reproduce({ result: absent }))).toBe(
      'There is no such kept result in this study.',
    )
    expect(await refused(rv.agreement.kept({ round: absent }))).toBe('There is no such round in this study.')
    expect(contentOf(study.db())).toBe(before)
  })

  it('is somebody’s work: its maker stays in the study', async () => {
    const { study, round } = await submitted(1)
    await (await study.as('RV')).agreement.keep({ round, unit: 'source' })
    expect((await failureOf(study.setUp.members.remove({ member: study.people.RV }))).code).toBe('conflict')
  })
})

describe('while a blind round hides the comparison', () => {
  it('nothing of a kept result is told; afterwards it is there again', async () => {
    const { study, sources, round } = await submitted(2)
    const [kept] = await listed(study)
    const { id: second } = await study.setUp.rounds.open({
      title: 'Round 2',
      sources: sources.slice(0, 1),
      coders: [study.people.KM, study.people.TS],
    })
    const rv = await study.as('RV')
    const shown = await rv.agreement.kept({})
    expect(shown.results).toEqual([])
    expect(shown.hidden).toEqual([
      '“Round 1” is hidden while the blind round “Round 2” is open: a coder of both codes the same source in it again.',
    ])
    const id = kept?.id ?? ''
    for (const call of [
      rv.agreement.kept({ round }),
      rv.agreement.reproduce({ result: id }),
      rv.agreement.change({ from: id, to: id }),
      rv.agreement.keep({ round, unit: 'source' }),
      rv.agreement.drift({ round }),
      rv.agreement.drift({ round: second }),
    ]) {
      expect((await failureOf(call)).code).toBe('blind')
    }
    for (const who of ['KM', 'TS'] as const) {
      await (await study.as(who)).rounds.submit({ round: second, coder: study.people[who] })
    }
    expect((await rv.agreement.kept({})).results).toHaveLength(4)
    expect(value(study.db(), 'SELECT count(*) AS n FROM kept_results')).toBe(4)
  })
})

describe('a study of the version before', () => {
  it('is brought forward with its open round, keeps that round’s results, and stays whole', async () => {
    const study = await makeStudy()
    const source = await study.source('Interview 1', someText(3))
    const { id: code } = await study.code('Waiting')
    const { id: round } = await study.setUp.rounds.open({
      title: 'Round 1',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    const km = await study.as('KM')
    await km.codings.add({ source, start: 50, end: 80, code })
    await km.rounds.submit({ round, coder: study.people.KM })
    study.close()
    const keys = JSON.parse(readFileSync(join(study.path, 'keys.json'), 'utf8')) as {
      slots: { key: string }[]
    }
    const old = new Database(join(study.path, 'study.db'))
    unlockPages(old, Buffer.from(keys.slots[0]?.key ?? '', 'hex'))
    // The plan is in the journal, which is sealed; such a study had none, and here it is put back afterwards.
    const plan = old.prepare('SELECT * FROM round_plans').get() as Row
    old.exec('DROP TABLE kept_results; DROP TABLE arriving_changes; DROP TABLE entry_parts')
    old.exec('DROP TABLE agreed_rules; DROP TABLE entered_by_rule')
    old.exec('DROP TABLE saved_queries')
    old.exec('DROP TABLE second_rulings; DROP TABLE second_judgings')
    old.exec('DROP TRIGGER cases_keep_their_memos')
    old.exec('DROP TABLE grid_notes')
    old.exec('DROP TABLE statement_passages; DROP TABLE statement_codes; DROP TABLE statements')
    old.exec('DROP TABLE contact_cases; DROP TABLE contacts; DROP TABLE contact_mappings')
    old.exec('DROP TABLE split_parts; DROP TABLE split_judgements; DROP TABLE revisits')
    old.exec('DROP TABLE codes_apart; DROP TABLE code_examples')
    old.exec('DROP TABLE code_changes; DROP TABLE code_merges')
    old.exec(
      'DROP TABLE ruled_on; DROP TABLE ruled_readings; DROP TABLE agenda; DROP TABLE item_comments; DROP TABLE judging_rules',
    )
    old.exec('DROP TABLE meetings; DROP TABLE memo_comments; DROP TABLE memo_exports')
    old.exec(
      'DROP TRIGGER nothing_is_added_under_merged_codes; DROP TRIGGER nothing_moves_under_merged_codes',
    )
    old.exec('DROP TABLE returns; DROP TABLE handouts; DROP TABLE unblindings; DROP TABLE round_plans')
    old.pragma('user_version = 11')
    old.close()

    const now = await studyAt(makeEngine(study.base), study.path)
    expect((await now.setUp.rounds.list({}))[0]?.plan).toBeNull()
    const columns = Object.keys(plan)
    run(now.db(), `INSERT INTO round_plans VALUES (${columns.map(() => '?')})`, ...Object.values(plan))
    expect(await listed(now)).toEqual([])
    await (await now.as('TS')).rounds.submit({ round, coder: now.people.TS })
    expect((await listed(now)).map(({ unit }) => unit)).toEqual(['character', 'word'])
    expect(await breaches(now)).toEqual([])
  })
})

describe('two kept results', () => {
  it('side by side say what became of each figure, and what else differs', async () => {
    const { study, sources, round, code } = await submitted(3)
    await study.setUp.rounds.close({ round, leaveOpen: true })
    const { id: second } = await study.setUp.rounds.open({
      title: 'Round 2',
      sources: sources.slice(1),
      coders: [study.people.KM, study.people.TS],
    })
    const fresh = await study.code('Forms')
    for (const who of ['KM', 'TS'] as const) {
      const client = await study.as(who)
      await client.codings.addMany({
        codings: sources.slice(1).flatMap(source => [
          { source, start: 20, end: 30, code },
          { source, start: 0, end: 12, code: fresh.id },
        ]),
      })
      await client.rounds.submit({ round: second, coder: study.people[who] })
    }
    const [before, , after] = await listed(study)
    const ids = { from: before?.id ?? '', to: after?.id ?? '' }
    const change = await study.setUp.agreement.change(ids)
    expect(change.whyNot).toEqual([])
    expect(change.notes).toContain('Of 3 and 2 sources, 2 are in both.')
    const waiting = change.codes.find(({ name }) => name === 'Waiting')
    expect(waiting?.to?.figures.cohen_kappa?.value).toBe(1)
    expect(waiting?.differences.cohen_kappa).toBeCloseTo(
      1 - (waiting?.from?.figures.cohen_kappa?.value ?? Number.NaN),
      12,
    )
    expect(change.codes.find(({ name }) => name === 'Forms')).toMatchObject({ from: null, differences: {} })
    expect(change.codes.find(({ name }) => name === 'Walking')).toMatchObject({ to: null, differences: {} })
    const back = await study.setUp.agreement.change({ from: ids.to, to: ids.from })
    expect(back.overall.differences.percent_agreement).toBeCloseTo(
      -(change.overall.differences.percent_agreement ?? Number.NaN),
      12,
    )
  })

  it('of other units or options have no difference, and say why', async () => {
    const { study, round, code } = await submitted(1)
    const rv = await study.as('RV')
    const [characters, words] = await listed(study)
    const without = await rv.agreement.keep({ round, withInterviewer: false })
    const asked = await rv.agreement.keep({ round, codes: [code] })
    const to = characters?.id ?? ''
    const units = await rv.agreement.change({ from: words?.id ?? '', to })
    expect(units.whyNot).toEqual(['The first counts words and the second characters.'])
    expect(units.codes.every(({ differences: d }) => Object.keys(d).length === 0)).toBe(true)
    expect(units.overall.differences).toEqual({})
    expect((await rv.agreement.change({ from: without.id, to })).whyNot).toEqual([
      'The first leaves out the interviewer’s turns and the second counts them.',
    ])
    const codes = await rv.agreement.change({ from: asked.id, to })
    expect(codes.whyNot).toEqual([])
    expect(codes.overallWhyNot).toMatch(/asked for different codes/)
    expect(codes.overall.differences).toEqual({})
    expect(codes.codes.find(({ name }) => name === 'Waiting')?.differences.cohen_kappa).toBe(0)
  })
})
