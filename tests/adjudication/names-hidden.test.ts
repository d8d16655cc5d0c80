import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { csvRows } from '../export/read-back.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { failureOf } from '../helpers/study.ts'

it('while names are hidden, passages and exports keep them from who judges, not from coders and leads', async () => {
  const { study, round, rv, ld, km } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a' })
  const named = async (who: typeof rv) =>
    (await who.codings.passages({ layer: 'independent' })).some(
      ({ coder, coderName, coderInitials }) => coder ?? coderName ?? coderInitials,
    )
  const table = async (who: typeof rv, what: 'codings' | 'audit') => {
    const { id } = await who.reports.make({
      what,
      format: 'csv',
      ...(what === 'codings' ? { layer: 'independent' } : { audit: { thing: 'adjudication' } }),
    })
    return new TextDecoder().decode(study.host.reports.get(id)?.bytes)
  }
  expect(await named(rv)).toBe(false)
  // Nor does when somebody coded and handed in, which whoever knows one of them may know.
  const times = async (who: typeof rv) => [
    ...new Set((await who.codings.passages({ layer: 'independent' })).map(({ createdAt }) => createdAt)),
  ]
  const handedIn = async (who: typeof rv) =>
    new Set((await who.rounds.list({})).flatMap(each => each.coders.map(({ submittedAt }) => submittedAt)))
  const [opened] = (await rv.rounds.list({})).map(({ openedAt }) => openedAt)
  expect(await times(rv)).toEqual([opened])
  expect((await times(ld)).length).toBeGreaterThan(1)
  expect((await handedIn(rv)).size).toBe(1)
  expect((await handedIn(ld)).size).toBe(2)
  const submitting = async (who: typeof rv) =>
    (await who.history.list({})).entries.flatMap(entry => (entry.kind === 'round.submitted' ? [entry] : []))
  expect((await submitting(rv)).map(({ who, what }) => `${who}: ${what}`)).toEqual([
    'A coder, name hidden: A coder submitted “Round 1”; both have now',
    'A coder, name hidden: A coder submitted “Round 1”',
  ])
  expect((await submitting(ld)).map(({ what }) => what).join()).toMatch(/Kim Morris submitted/)
  const ids = csvRows(Buffer.from(await table(rv, 'codings')))
    .slice(1)
    .map(cells => cells.at(-3))
  expect(new Set(ids)).toEqual(new Set(['']))
  expect(await named(ld)).toBe(true)
  expect(await named(km)).toBe(true)
  // Nor does asking for one coder's tell.
  expect(await rv.codings.passages({ layer: 'independent', coder: study.people.KM })).toEqual([])
  const names = /Kim Morris|\bKM\b/
  expect(await table(rv, 'codings')).not.toMatch(names)
  expect(await table(rv, 'codings')).toMatch(/The (first|second) reader’s coding stands/)
  expect(await table(ld, 'codings')).toMatch(/Kim Morris/)
  expect(await table(rv, 'audit')).toMatch(/the (first|second) reader’s reading stands/)
  expect(await table(rv, 'audit')).not.toMatch(/KM’s reading/)
  await ld.rounds.close({ round, leaveOpen: true })
  expect(await named(rv)).toBe(true)
})

it('while names are hidden, the framework’s counts are one total, and coders do not stand across a matrix', async () => {
  const { study, round, rv, ld, code } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  const made = async (who: typeof rv, format: string) => {
    const { id } = await who.reports.make({ what: 'codebook', format })
    return Buffer.from(study.host.reports.get(id)?.bytes ?? [])
  }
  const counts = async (who: typeof rv) => {
    const [head = [], ...rows] = csvRows(await made(who, 'csv'))
    const row = rows.find(cells => cells[4] === 'Waiting') ?? []
    return head.flatMap((name, n) => (name.startsWith('Independent codings') ? [[name, row[n]]] : []))
  }
  expect(await counts(rv)).toEqual([['Independent codings', '5']])
  expect(await counts(ld)).toContainEqual(['Independent codings, KM', '3'])
  for (const format of ['html', 'md'])
    expect(String(await made(rv, format))).toContain('names hidden: independent codings are counted together')
  const json = JSON.parse(String(await made(rv, 'json')))
  expect(json).toMatchObject({ namesHidden: true, coders: [] })
  const listed = json.frameworks.flatMap((each: { codes: { id: string }[] }) => each.codes)
  expect(listed.find(({ id }: { id: string }) => id === code).counts).toEqual({
    independentTotal: 5,
    consensus: 1,
  })
  for (const format of ['docx', 'xlsx']) expect((await made(rv, format)).length).toBeGreaterThan(0)

  const [framework] = await rv.codebook.frameworks({})
  const across = {
    rows: { kind: 'codes', framework: framework?.id ?? '', topOnly: false },
    columns: { kind: 'coder' },
    layer: 'independent',
    polarity: null,
  } as const
  const refused = await failureOf(rv.explore.matrix(across))
  expect(refused.message).toBe('Coders do not stand across while a round is judged with their names hidden.')
  const matrix = { ...across, count: 'passages' } as const
  expect((await failureOf(rv.reports.make({ what: 'matrix', format: 'csv', matrix }))).message).toBe(
    refused.message,
  )
  expect((await ld.explore.matrix(across)).columns.length).toBeGreaterThan(1)
})

it('while names are hidden, no report has its coders compared for who judges, and nothing is told of one coder', async () => {
  const { study, round, rv, ld } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  const items = await rv.adjudication.disagreements({ round })
  await rv.adjudication.ruleMany({
    rulings: items.map(({ id }, n) => ({ round, disagreement: id, outcome: n < 2 ? 'a' : 'b' })),
  })
  const made = async (who: typeof rv, what: string, format: string) => {
    const { id } = await who.reports.make({ what, format, agreement: { round } })
    return new TextDecoder().decode(study.host.reports.get(id)?.bytes)
  }
  const refused =
    '“Round 1” is judged with names hidden: its coders are compared, under their names, when it is closed.'
  const coders = [study.people.KM, study.people.TS]
  for (const agreement of [{}, { round }, { coders }]) {
    for (const format of ['html', 'xlsx', 'json'])
      expect((await failureOf(rv.reports.make({ what: 'agreement', format, agreement }))).message).toBe(
        refused,
      )
    expect((await failureOf(rv.reports.preview({ what: 'agreement', agreement }))).message).toBe(refused)
    expect((await failureOf(rv.reports.methods({ agreement }))).message).toBe(refused)
    expect((await ld.reports.methods({ agreement })).paragraph).toContain('KM')
  }
  const sheet = await made(rv, 'srqr', 'html')
  expect(sheet).toContain(`No comparison of two coders is in this sheet: ${refused}`)
  expect(sheet).not.toMatch(/(KM|TS)’s coding/)
  const pack = await rv.reports.make({ what: 'pack', format: 'zip' })
  const files = unzipSync(study.host.reports.get(pack.id)?.bytes ?? new Uint8Array())
  expect(Object.keys(files).filter(name => /Agreement report|Methods paragraph/.test(name))).toEqual([])
  expect(strFromU8(files['README.txt'] ?? new Uint8Array()).replaceAll(/\s+/g, ' ')).toContain(
    `Agreement report ${refused}`,
  )
  for (const what of ['srqr', 'agreement']) expect(await made(ld, what, 'html')).toContain('KM’s coding in 2')
  const { differences } = JSON.parse(await made(ld, 'agreement', 'json'))
  expect(differences.kinds[0].outcomes).toEqual({ a: 2, b: 1, both: 0, extent: 0, code: 0, neither: 0 })
  const asked = { round, coder: study.people.KM }
  expect((await failureOf(rv.adjudication.decidedForMe(asked))).message).toContain('names hidden')
  expect((await ld.adjudication.decidedForMe(asked)).length).toBe(3)
  await ld.rounds.close({ round, leaveOpen: true })
  expect(await made(rv, 'agreement', 'html')).toContain('KM’s coding in 2')
})

it('while names are hidden in the latest round, who judges is given the report of the one before, as the latest they may compare', async () => {
  const { study, round, rv, ld, km, ts } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  const source = await study.source('Interview 2', 'What was said then and there. '.repeat(9))
  const { id: later } = await ld.rounds.open({
    title: 'Round 2',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  await km.rounds.submit({ round: later, coder: study.people.KM })
  await ts.rounds.submit({ round: later, coder: study.people.TS })
  await ld.adjudication.setJudging({ round: later, namesHidden: true, codersMayRule: true })
  const titleFor = async (who: typeof rv) => {
    const { id } = await who.reports.make({ what: 'agreement', format: 'json' })
    return JSON.parse(new TextDecoder().decode(study.host.reports.get(id)?.bytes)).round.title
  }
  expect(await titleFor(ld)).toBe('Round 2')
  expect(await titleFor(rv)).toBe('Round 1')
  expect((await failureOf(rv.reports.methods({ agreement: { round: later } }))).message).toContain(
    '“Round 2”',
  )
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  expect((await failureOf(rv.reports.methods({ agreement: {} }))).message).toContain('“Round 2”')
})
