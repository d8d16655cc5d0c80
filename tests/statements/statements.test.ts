import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all } from '#engine/db/sql.ts'
import { removed } from '#engine/history/changes.ts'
import type { Client } from '#shared/contract/client.ts'
import { saidIn } from '#shared/model/statement.ts'
import { asLead, breachesOf } from '../helpers/apart.ts'
import { contentOf, failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

interface Begun {
  study: TestStudy
  lead: Client
  source: string
  round: string
  theme: string
  top: string
  waiting: string
  initiation: string
  enrolment: string
  construct: string
}

/** A study whose consensus has, over the first ten characters, a theme's code and Initiation as a barrier. */
async function begun(): Promise<Begun> {
  const study = await makeStudy()
  const lead = await study.as('LD')
  await lead.codebook.addFromLibrary({ library: 'npt' })
  const npt = (await lead.codebook.frameworks({})).find(({ kind }) => kind === 'deductive')
  const code = (name: string) => npt?.codes.find(one => one.name === name)?.id ?? ''
  const source = await study.source('Interview 1', someText(3))
  const { id: waiting } = await study.code('Waiting')
  const { id: round } = await lead.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  for (const who of ['KM', 'TS'] as const) {
    const coder = await study.as(who)
    await coder.codings.addMany({
      codings: [
        { source, start: 0, end: 20, code: waiting, polarity: null },
        { source, start: 0, end: 11, code: code('Initiation'), polarity: 'barrier' },
        { source, start: 24, end: 40, code: code('Initiation'), polarity: 'barrier' },
      ],
    })
    await coder.rounds.submit({ round, coder: study.people[who] })
  }
  const { id: top } = await lead.themes.add({ name: 'Time' })
  const { id: theme } = await lead.themes.add({ name: 'Waiting for it', parent: top })
  await lead.themes.addCodes({ theme, codes: [waiting] })
  return {
    study,
    lead,
    source,
    round,
    theme,
    top,
    waiting,
    initiation: code('Initiation'),
    enrolment: code('Enrolment'),
    construct: code('Cognitive participation'),
  }
}

const checksOf = async (client: Client) => (await client.statements.table({})).checks.map(({ what }) => what)

describe('a statement', () => {
  it('rests on what overlaps in the consensus, and names its data sets', async () => {
    const { lead, source, theme, initiation, construct } = await begun()
    expect(await checksOf(lead)).toEqual([
      '“Waiting for it”: 1 passage is coded to Initiation (barrier), and no statement speaks of it.',
    ])
    const made = await lead.statements.add({ theme, polarity: 'barrier', codes: [initiation], text: 'Slow.' })
    expect(made).toMatchObject({ chosen: null, sources: ['No data set'], gone: 0, astray: 0 })
    expect(made.passages).toHaveLength(1)
    const { id: dataSet } = await lead.sources.addDataSet({ name: 'OT interviews' })
    await lead.sources.update({ source, dataSet })
    const [band] = (await lead.statements.table({})).bands
    expect(band?.rows[0]?.barriers[0]?.sources).toEqual(['OT interviews'])
    // A component's coding counts for its construct.
    await lead.statements.update({ statement: made.id, codes: [construct] })
    const table = await lead.statements.table({})
    expect(table.bands[0]?.rows[0]?.barriers[0]?.passages).toEqual(made.passages)
    expect(table.coverage.find(({ code }) => code === construct)).toMatchObject({
      passages: 1,
      statements: 1,
    })
    expect(await lead.statements.candidates({ theme, codes: [construct] })).toHaveLength(1)
  })

  it('takes what it says from the codings of its own theme and of those beneath it, whatever other themes say', async () => {
    const { study, lead, round, top, theme, waiting, enrolment } = await begun()
    await lead.rounds.close({ round })
    const { id: paying } = await study.code('Paying')
    const { id: money } = await lead.themes.add({ name: 'Money' })
    await lead.themes.addCodes({ theme: money, codes: [paying] })
    const source = await study.source('Interview 2', someText(4))
    const { id: again } = await lead.rounds.open({
      title: 'Round 2',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    for (const who of ['KM', 'TS'] as const) {
      const coder = await study.as(who)
      await coder.codings.addMany({
        codings: [
          { source, start: 0, end: 20, code: enrolment, polarity: null },
          { source, start: 0, end: 20, code: waiting, polarity: null },
          { source, start: 5, end: 15, code: paying, polarity: 'barrier' },
          { source, start: 30, end: 50, code: enrolment, polarity: null },
          { source, start: 30, end: 50, code: waiting, polarity: 'facilitator' },
          { source, start: 35, end: 45, code: paying, polarity: 'barrier' },
        ],
      })
      await coder.rounds.submit({ round: again, coder: study.people[who] })
    }
    const write = (polarity: 'facilitator' | 'barrier', under = theme) =>
      lead.statements.add({ theme: under, polarity, codes: [enrolment], text: 'So it is.' })
    const said = async (under: string) =>
      (await lead.statements.candidates({ theme: under, codes: [enrolment] })).map(({ says }) => says)
    expect(await said(theme)).toEqual([null, 'facilitator'])
    expect(await said(money)).toEqual(['barrier', 'barrier'])
    expect(
      (await lead.statements.table({})).bands
        .flatMap(({ rows }) => rows)
        .flatMap(({ name, unwritten }) =>
          unwritten.map(({ code, polarity, passages }) => [name, code === enrolment, polarity, passages]),
        )
        .filter(([, isEnrolment]) => isEnrolment),
    ).toEqual([
      ['Waiting for it', true, null, 1],
      ['Waiting for it', true, 'facilitator', 1],
      ['Money', true, 'barrier', 2],
    ])
    expect((await write('barrier')).counted).toBe(0)
    expect((await write('facilitator')).counted).toBe(1)
    expect((await write('barrier', money)).counted).toBe(2)
    // What says one in a theme's own codes and the other in those beneath it says neither.
    await lead.themes.addCodes({ theme: top, codes: [paying] })
    expect(await said(top)).toEqual(['barrier', null])
    expect(await said(theme)).toEqual([null, 'facilitator'])
    expect((await write('barrier', top)).counted).toBe(1)
  })

  it('changed on what it no longer says is refused, with what it says', async () => {
    const { lead, theme, initiation } = await begun()
    const made = await lead.statements.add({ theme, polarity: 'barrier', codes: [initiation], text: 'Slow.' })
    const from = saidIn(made)
    await lead.statements.update({ statement: made.id, text: 'Slow, and costly.', from })
    expect(
      await failureOf(lead.statements.update({ statement: made.id, text: 'Late.', from })),
    ).toMatchObject({
      code: 'conflict',
      message:
        'The statement was changed elsewhere while you were changing it. It now says: “Slow, and costly.”',
    })
    const now = saidIn({ ...made, text: 'Slow, and costly.' })
    await lead.statements.update({ statement: made.id, passages: made.passages, from: now })
    expect(
      (await failureOf(lead.statements.update({ statement: made.id, text: 'Late.', from: now }))).message,
    ).toBe('The statement was changed elsewhere while you were changing it.')
    const chosen = { ...now, passages: made.passages }
    expect((await lead.statements.update({ statement: made.id, text: 'Late.', from: chosen })).text).toBe(
      'Late.',
    )
  })

  it('of another polarity has nothing behind it, and the table says so', async () => {
    const { lead, theme, initiation } = await begun()
    await lead.statements.add({ theme, polarity: 'facilitator', codes: [initiation], text: 'Quick.' })
    expect(await checksOf(lead)).toEqual([
      '“Waiting for it”, Initiation (facilitator): no passage stands behind this statement, so it names no source.',
      '“Waiting for it”: 1 passage is coded to Initiation (barrier), and no statement speaks of it.',
      expect.stringMatching(/^1 of 16 components are used\. Not used: Differentiation, /),
    ])
  })

  it('is about the parts of a component that was split, which is no component to be used any more', async () => {
    const { lead, theme, initiation } = await begun()
    const made = await lead.statements.add({ theme, polarity: 'barrier', codes: [initiation], text: 'Slow.' })
    const [coding = ''] = made.passages
    const { parts } = await lead.codebook.splitCode({
      code: initiation,
      into: [{ name: 'Asking' }, { name: 'Agreeing' }],
      because: '',
    })
    const table = await lead.statements.table({})
    expect(table.bands[0]?.rows[0]?.barriers[0]).toMatchObject({ codes: [initiation, ...parts] })
    expect(table.checks.at(-1)?.what).toMatch(/^2 of 17 components are used\. /)
    await lead.codebook.judgeSplit({
      code: initiation,
      judgements: [{ coding, parts: [parts[0] ?? ''] }],
    })
    expect((await lead.statements.table({})).bands[0]?.rows[0]?.barriers[0]?.passages).toHaveLength(1)
    await lead.history.undo({})
    await lead.history.undo({})
    expect((await lead.statements.table({})).bands[0]?.rows[0]?.barriers[0]).toMatchObject({
      codes: [initiation],
    })
  })

  it('is missed where a theme has no evidence at all, and what lists themes says which', async () => {
    const { lead, top } = await begun()
    await lead.themes.add({ name: 'Nobody’s', parent: top })
    const bare = '“Nobody’s”: no consensus passage stands behind this theme, and it has no codes of its own.'
    expect((await checksOf(lead))[0]).toBe(bare)
    const { bands } = await lead.statements.table({})
    expect(bands).toHaveLength(1)
    const madeOf = async (what: string, choice = {}) => {
      const { id } = await lead.reports.make({ what, format: 'html', ...choice })
      const path = join(temporaryFolder(), `${what}.html`)
      await lead.reports.save({ report: id, path })
      return readFileSync(path, 'utf8')
    }
    expect(await madeOf('themes')).toContain(bare)
    expect(await madeOf('srqr')).toContain('No agreed passage stands behind “Nobody’s”.')
    const matrix = { rows: { kind: 'themes' }, columns: { kind: 'data-set' }, count: 'passages' }
    expect(await madeOf('matrix', { matrix })).toContain('No passage stands behind the theme “Nobody’s”.')
  })

  it('counts a passage that both coders coded once, wherever it says passages', async () => {
    const { lead, theme, initiation } = await begun()
    const asked = { layer: 'independent' as const }
    const before = await lead.statements.table(asked)
    expect(before.bands[0]?.rows[0]?.unwritten).toMatchObject([{ code: initiation, passages: 1 }])
    expect(before.coverage.find(({ code }) => code === initiation)?.passages).toBe(1)
    expect(before.checks.map(({ what }) => what)).toContain(
      '“Waiting for it”: 1 passage is coded to Initiation (barrier), and no statement speaks of it.',
    )
    await lead.statements.add({ theme, polarity: 'barrier', codes: [initiation], text: 'Slow.' })
    const [stated] = (await lead.statements.table(asked)).bands[0]?.rows[0]?.barriers ?? []
    expect([stated?.passages.length, stated?.counted]).toEqual([2, 1])
  })

  it('keeps the passages chosen, and says when one is gone or no longer coded to both', async () => {
    const { study, lead, theme, initiation, enrolment, waiting } = await begun()
    const [candidate] = await lead.statements.candidates({ theme, codes: [initiation] })
    const passages = [candidate?.id ?? '']
    const { id } = await lead.statements.add({
      theme,
      polarity: 'barrier',
      codes: [initiation],
      text: 'Slow.',
      passages,
    })
    await lead.themes.removeCode({ theme, code: waiting })
    expect(await checksOf(lead)).toContain(
      '“Waiting for it”, Initiation (barrier): 1 coding chosen for it is no longer coded to both.',
    )
    // Saved with all that was chosen, whether it is shown or not, it is as it was once the code is back.
    const stray = (await lead.statements.table({})).bands[0]?.rows[0]?.barriers[0]
    expect(stray).toMatchObject({ chosen: passages, passages: [] })
    await lead.statements.update({
      statement: id,
      text: 'Slow, they say.',
      passages: stray?.chosen ?? null,
      ...(stray && { from: saidIn(stray) }),
    })
    await lead.themes.addCodes({ theme, codes: [waiting] })
    expect((await lead.statements.table({})).bands[0]?.rows[0]?.barriers[0]).toMatchObject({
      text: 'Slow, they say.',
      passages,
      astray: 0,
    })
    expect(await checksOf(lead)).not.toContainEqual(expect.stringContaining('chosen for it'))
    await lead.statements.update({ statement: id, codes: [enrolment] })
    expect((await lead.statements.table({})).bands[0]?.rows[0]?.barriers[0]).toMatchObject({ astray: 1 })
    await lead.statements.update({ statement: id, codes: [initiation], passages: null })
    expect((await lead.statements.table({})).bands[0]?.rows[0]?.barriers[0]?.chosen).toBeNull()
    expect(await study.setUp.study.check({})).toMatchObject({ breaches: [] })
  })

  it('keeps a chosen passage, and its data set, whose ruling was changed and changed back', async () => {
    const { study, lead, source, round, theme, initiation } = await begun()
    await lead.rounds.close({ round })
    const { id: dataSet } = await lead.sources.addDataSet({ name: 'OT interviews' })
    await lead.sources.update({ source, dataSet })
    const { id: again } = await lead.rounds.open({
      title: 'Round 2',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    for (const [who, end] of [
      ['KM', 19],
      ['TS', 15],
    ] as const) {
      const coder = await study.as(who)
      await coder.codings.add({ source, start: 12, end, code: initiation, polarity: 'barrier' })
      await coder.rounds.submit({ round: again, coder: study.people[who] })
    }
    const rule = async (outcome: 'a' | 'b' | 'neither') => {
      const [item] = await lead.adjudication.disagreements({ round: again })
      await lead.adjudication.rule({ round: again, disagreement: item?.id ?? '', outcome })
    }
    await rule('a')
    const candidates = await lead.statements.candidates({ theme, codes: [initiation] })
    const ruled = candidates.find(({ start }) => start === 12)
    await lead.statements.add({
      theme,
      polarity: 'barrier',
      codes: [initiation],
      text: 'Slow.',
      passages: [ruled?.id ?? ''],
    })
    const shown = async () => (await lead.statements.table({})).bands[0]?.rows[0]?.barriers[0]
    await rule('b')
    expect(await shown()).toMatchObject({ counted: 1, gone: 0, sources: ['OT interviews'] })
    await rule('neither')
    expect(await shown()).toMatchObject({ counted: 0, gone: 1, sources: [] })
    // Saved while it is gone, it is chosen still.
    const gone = await shown()
    expect(gone?.chosen).toHaveLength(1)
    await lead.statements.update({ statement: gone?.id ?? '', passages: gone?.chosen ?? null })
    expect(await shown()).toMatchObject({ counted: 0, gone: 1, sources: [] })
    // Whoever reads the printed table is told too.
    const { id: report } = await lead.reports.make({ what: 'themes', format: 'html' })
    const printed = Buffer.from(study.host.reports.get(report)?.bytes ?? []).toString('utf8')
    expect(printed).toContain('1 coding chosen for it is there no more.')
    await rule('a')
    const back = await shown()
    expect(back).toMatchObject({ counted: 1, gone: 0, astray: 0, sources: ['OT interviews'] })
    // Saved as it is shown, it goes on with the coding that stands.
    await lead.statements.update({ statement: back?.id ?? '', passages: back?.passages ?? [] })
    expect(await shown()).toMatchObject({ counted: 1, gone: 0 })
    expect(await study.setUp.study.check({})).toMatchObject({ breaches: [] })
  })

  it('is refused in a sentence where it is about nothing, two frameworks or no passage', async () => {
    const { lead, theme, initiation, waiting } = await begun()
    const add = (more: object) =>
      failureOf(
        lead.statements.add({ theme, polarity: 'barrier', codes: [initiation], text: 'Slow.', ...more }),
      )
    const absent = '00000000-0000-7000-8000-000000000000'
    expect((await add({ codes: [initiation, waiting] })).message).toBe(
      'A statement is about components of one deductive framework.',
    )
    expect((await add({ passages: [absent] })).message).toBe(
      'A passage chosen for the statement is not in the consensus.',
    )
    expect((await add({ theme: absent })).message).toBe('There is no such theme in this study.')
    expect((await add({ text: '  ' })).code).toBe('bad-input')
    expect((await failureOf(lead.statements.table({ framework: absent }))).hint).toMatch(/^Known: /)
  })

  it('goes with its theme and comes back with it', async () => {
    const { study, lead, top, theme, initiation } = await begun()
    const [candidate] = await lead.statements.candidates({ theme, codes: [initiation] })
    await lead.statements.add({
      theme,
      polarity: 'barrier',
      codes: [initiation],
      text: 'Slow.',
      passages: [candidate?.id ?? ''],
    })
    const before = contentOf(study.db())
    await lead.themes.remove({ theme: top })
    expect(study.db().prepare('SELECT count(*) FROM statements').pluck().get()).toBe(0)
    await lead.history.undo({})
    expect(contentOf(study.db())).toBe(before)
  })

  it('is left about no component by no undo, and where it is, stands in the table and its export', async () => {
    const study = await makeStudy()
    const [ld, km] = [await study.as('LD'), await study.as('KM')]
    const { id: framework } = await ld.codebook.addFramework({ name: 'F', kind: 'deductive' })
    const code = async (name: string) => (await ld.codebook.addCode({ name, framework })).id
    const [one, two] = [await code('K1'), await code('K2')]
    const { id: theme } = await ld.themes.add({ name: 'Time' })
    const { id: statement } = await ld.statements.add({
      theme,
      polarity: 'barrier',
      codes: [one],
      text: 'None.',
    })
    await ld.statements.update({ statement, codes: [one, two] })
    await km.statements.update({ statement, codes: [two] })
    expect(await failureOf(ld.history.undo({}))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('a statement would be about no component'),
    })
    const table = async () => {
      const { bands, checks } = await ld.statements.table({ framework })
      const [shown] = bands.flatMap(({ rows }) => rows).flatMap(({ barriers }) => barriers)
      return { shown, checks: checks.map(({ what }) => what) }
    }
    expect((await table()).shown?.codes).toEqual([two])
    // As an undo could leave one before.
    asLead(study.handle(), study.people, ({ db, record }) =>
      record(
        'theme.stated',
        'Left it about nothing',
        all<{ id: string }>(db, 'SELECT id FROM statement_codes').map(({ id }) =>
          removed(db, 'statement_codes', id),
        ),
      ),
    )
    const { shown, checks } = await table()
    expect(shown).toMatchObject({ id: statement, codes: [], text: 'None.' })
    expect(checks).toContain(
      '“Time”, no component (barrier): it is about no component any more. Say about which, or remove it.',
    )
    const report = await ld.reports.make({ what: 'themes', format: 'html' })
    const html = Buffer.from(study.host.reports.get(report.id)?.bytes ?? []).toString('utf8')
    expect(html).toContain('<bdi>No component</bdi>:</strong> <bdi>None.</bdi>')
    expect(html).toContain('it is about no component any more.')
    await ld.statements.update({ statement, codes: [one], from: shown && saidIn(shown) })
    expect((await table()).shown?.codes).toEqual([one])
    expect(breachesOf(study)).toEqual([])
  })

  it('whose theme has an override in its name turns no check about it round', async () => {
    const { lead, top } = await begun()
    await lead.themes.update({ theme: top, name: 'x\u202eevil' })
    await lead.themes.add({ name: 'y\u202ebare' })
    const { checks } = await lead.statements.table({})
    expect(checks.map(({ what }) => what)).toContainEqual(expect.stringContaining('“y\u202ebare\u202c”: no'))
  })

  it('is put before another of its cell', async () => {
    const { lead, theme, initiation } = await begun()
    const add = async (text: string) =>
      (await lead.statements.add({ theme, polarity: 'barrier', codes: [initiation], text })).id
    const [first, , third] = [await add('One'), await add('Two'), await add('Three')]
    await lead.statements.move({ statement: third, before: first })
    const texts = async () =>
      (await lead.statements.table({})).bands[0]?.rows[0]?.barriers.map(({ text }) => text)
    expect(await texts()).toEqual(['Three', 'One', 'Two'])
    await lead.statements.move({ statement: third })
    expect(await texts()).toEqual(['One', 'Two', 'Three'])
  })
})

describe('the passages behind statements', () => {
  it('are those that a look at every pair of codings finds', async () => {
    const { study, lead, theme, waiting, initiation, source, round } = await begun()
    await lead.rounds.close({ round })
    const me = await study.as('KM')
    const length = (await me.sources.open({ source })).text.length
    const span = fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }))
      .map(([start, size]) => ({ start, end: Math.min(length, start + size) }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(span, fc.boolean()), { minLength: 1, maxLength: 14 }),
        async made => {
          await me.codings.addMany({
            codings: made.map(([place, isTheme]) => ({
              source,
              ...place,
              code: isTheme ? waiting : initiation,
              polarity: null,
            })),
          })
          const all = await me.codings.passages({ layer: 'independent', coder: study.people.KM })
          const expected = all
            .filter(one => one.code === initiation)
            .filter(one =>
              all.some(other => other.code === waiting && other.start < one.end && one.start < other.end),
            )
          const found = await me.statements.candidates({ theme, codes: [initiation], layer: 'independent' })
          expect(found.filter(one => one.coder === study.people.KM).map(({ id }) => id)).toEqual(
            expected.map(({ id }) => id),
          )
          await me.history.undo({})
        },
      ),
      { numRuns: 30 },
    )
  })
})
