import { expect, it } from 'vitest'
import { methods } from '#shared/contract/client.ts'
import { ask, questions, type World } from '../helpers/blind-round.ts'
import { comparedRound } from '../helpers/compared-round.ts'
import { failureOf, makeStudy } from '../helpers/study.ts'

/*
 * Who judges a round without names is told by no read whose coding is whose. What is asked comes from the contract. Each
 * coder codes with a word of their own in the comment, so that an answer that ties a name or an id to one side can be told.
 */

/** A difference carries its sides by coder, for the screen to shuffle (0026). */
const sided = new Set([
  'adjudication.differencesSince',
  'adjudication.disagreements',
  'adjudication.leftRulings',
])

it('while names are hidden, no read ties a coder’s name or id to a coding for who judges; leads are told', async () => {
  const { study, source, code, round, rv, ld } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  const memo = await ld.memos.add({ title: 'A memo', about: { kind: 'study', id: null } })
  const theme = await ld.themes.add({ name: 'A theme' })
  const [framework] = await ld.codebook.frameworks({})
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  const world = {
    ...{ study, viewers: {}, source, other: source, shared: code, theme: theme.id, memo: memo.id, round },
    ...{ framework: framework?.id ?? '', person: source, early: '' },
  } satisfies World
  const names = { KM: `${study.people.KM}|Kim Morris`, TS: `${study.people.TS}|Toni Sand` }
  const codings = await ld.codings.inSource({ source })
  const ids = codings.map(({ id }) => id).join('|')
  /** Objects of an answer that hold a coding, a passage or a step of coding, and a coder beside it. */
  const tied = (answer: string): boolean => {
    const visit = (value: unknown): boolean => {
      if (Array.isArray(value)) return value.some(visit)
      if (value === null || typeof value !== 'object') return false
      const own = Object.values(value)
        .filter(each => typeof each === 'string')
        .join('\n')
      const isOfCoding = new RegExp(ids).test(own) || /\bCoded “|\bCoded \d/.test(own)
      return (
        (isOfCoding && new RegExp(`${names.KM}|${names.TS}`).test(own)) || Object.values(value).some(visit)
      )
    }
    return answer.startsWith('{') || answer.startsWith('[') ? visit(JSON.parse(answer)) : false
  }
  const telling = async (client: typeof rv) => {
    const found = new Set<string>()
    for (const [name, inputs] of Object.entries(questions)) {
      if (sided.has(name) || methods.get(name)?.kind !== 'read') continue
      for (const input of inputs(world)) if (tied(await ask(client, name, input))) found.add(name)
    }
    return [...found].sort()
  }
  expect(await telling(rv)).toEqual([])
  // Packed in columns, and asked for by member.
  expect((await rv.codings.open({ source })).columns.coders).toEqual([])
  expect(
    (await rv.history.list({ member: study.people.KM })).entries.filter(e => e.kind.startsWith('coding')),
  ).toEqual([])
  const nameless = (await rv.history.list({})).entries.filter(e => e.who === 'A coder, name hidden')
  const kinds = nameless.map(({ kind }) => kind)
  expect(kinds.filter(kind => kind.startsWith('coding'))).toHaveLength(2)
  expect(kinds.filter(kind => kind === 'round.submitted')).toHaveLength(2)
  expect(kinds).toHaveLength(4)
  // The walk finds what it looks for.
  expect(await telling(ld)).toEqual(
    expect.arrayContaining(['codings.inSource', 'codings.passages', 'history.list']),
  )
  await ld.rounds.close({ round, leaveOpen: true })
  expect(await telling(rv)).toContain('codings.inSource')
})

it('while names are hidden, no figure compares its coders for who judges, in one sentence; leads and coders have them', async () => {
  const { study, source, round, rv, ld, km } = await comparedRound({ KM: [0, 20, 60], TS: [40, 60] })
  const [kept] = (await ld.agreement.kept({ round })).results
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  const coders = [study.people.KM, study.people.TS]
  const asked = (client: typeof rv) =>
    [
      client.agreement.inRound({ round }),
      client.agreement.between({ coders }),
      client.agreement.between({ coders: [study.people.KM, study.people.RV], sources: [source] }),
      client.agreement.confusion({ round }),
      client.agreement.confusion({ coders }),
      client.agreement.pairs({ round }),
      client.agreement.differences({ round }),
      client.agreement.among({ coders }),
      client.agreement.unitizing({ coders }),
      client.agreement.gamma({ coders, source }),
      client.agreement.kept({ round }),
      client.agreement.reproduce({ result: kept?.id ?? '' }),
      client.agreement.change({ from: kept?.id ?? '', to: kept?.id ?? '' }),
      client.agreement.drift({ round }),
      client.agreement.keep({ round, unit: 'word' }),
    ] as Promise<unknown>[]
  const refused =
    '“Round 1” is judged with names hidden: its coders are compared, under their names, when it is closed.'
  for (const [n, answer] of asked(rv).entries())
    expect([n, (await failureOf(answer)).message]).toEqual([n, refused])
  expect(await rv.agreement.kept({})).toEqual({ results: [], hidden: [refused] })
  for (const client of [ld, km]) {
    expect((await client.agreement.inRound({ round })).overall).toBeDefined()
    expect((await client.agreement.kept({})).results).not.toEqual([])
  }
  // A ruling opens nothing; closing the round does.
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'both' })
  expect((await failureOf(rv.agreement.inRound({ round }))).message).toBe(refused)
  await ld.rounds.close({ round, leaveOpen: true })
  expect((await rv.agreement.inRound({ round })).overall).toBeDefined()
})

it('while names are hidden, no step of coding says when it was done, nor which came first; leads and coders are told', async () => {
  const study = await makeStudy()
  const [km, ts, rv, ld] = [
    await study.as('KM'),
    await study.as('TS'),
    await study.as('RV'),
    await study.as('LD'),
  ]
  const source = await study.source('Interview 1', 'What was said then and there. '.repeat(40))
  const { id: code } = await study.code('Waiting')
  const coding = (start: number) => ({ source, start, end: start + 12, code })
  // One from before the round, which takes it in.
  await km.codings.add(coding(0))
  const { id: round, openedAt } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
  })
  for (const start of [30, 60, 90, 120]) await km.codings.add(coding(start))
  for (const start of [2, 32, 62, 92, 122]) await ts.codings.add(coding(start))
  for (const [who, client] of [
    ['KM', km],
    ['TS', ts],
  ] as const)
    await client.rounds.submit({ round, coder: study.people[who] })
  await ld.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  const [item] = await rv.adjudication.disagreements({ round })
  await rv.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'both' })

  const isWork = ({ kind }: { kind: string }) => /^coding|^round\.submitted/.test(kind)
  const { entries } = await rv.history.list({})
  const work = entries.filter(isWork)
  expect(work).toHaveLength(12)
  expect(work.filter(({ who, at }) => who !== 'A coder, name hidden' || at !== openedAt)).toEqual([])
  // All together behind the opening, in an order that says nothing: that of what is random in their ids.
  const tail = ({ id }: { id: string }) => id.slice(-12)
  expect(work.slice(0, 2).map(({ kind }) => kind)).toEqual(['round.submitted', 'round.submitted'])
  const coded = work.slice(2).map(tail)
  expect(coded).toEqual(coded.toSorted().reverse())
  const places = entries.map(isWork)
  expect(places.lastIndexOf(true) - places.indexOf(true)).toBe(11)
  expect(entries[places.lastIndexOf(true) + 1]?.kind).toBe('round.opened')
  // Page by page, each is there once.
  const paged: string[] = []
  for (let before: number | undefined; ; ) {
    const page = await rv.history.list({ limit: 5, ...(before === undefined ? {} : { before }) })
    paged.push(...page.entries.map(({ id }) => id))
    before = page.entries.at(-1)?.sequence
    if (!page.more) break
  }
  expect(paged).toEqual(entries.map(({ id }) => id))

  // Of a passage, also where it was coded before the round.
  const { steps } = await rv.history.ofPassage({ source, start: 0, end: 30 })
  const own = steps.filter(({ changes }) => changes.some(({ what }) => what.startsWith('Coded')))
  expect(own.length).toBeGreaterThanOrEqual(2)
  expect(own.filter(({ who, at }) => who !== 'A coder, name hidden' || at !== openedAt)).toEqual([])
  expect(JSON.stringify(steps)).not.toMatch(/Kim Morris|Tove Sand/)

  const { entries: told } = await ld.history.list({})
  expect(told.filter(isWork).map(({ who }) => who)).toEqual([
    'Tove Sand',
    'Kim Morris',
    ...Array(5).fill('Tove Sand'),
    ...Array(5).fill('Kim Morris'),
  ])
  await ld.rounds.close({ round, leaveOpen: true })
  expect((await rv.history.list({})).entries.filter(isWork)).toEqual(told.filter(isWork))
})
