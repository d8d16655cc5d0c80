import { expect, it } from 'vitest'
import { methods } from '#shared/contract/client.ts'
import { ask, questions, type World } from '../helpers/blind-round.ts'
import { comparedRound } from '../helpers/compared-round.ts'

/*
 * Who judges a round without names is told by no read whose coding is whose. What is asked comes from the contract. Each
 * coder codes with a word of their own in the comment, so that an answer that ties a name or an id to one side can be told.
 */

/** Reads that are about two named coders by what they are; Compare, which shows them, waits till the round is closed. */
const comparing = /^agreement\./
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
      if (comparing.test(name) || sided.has(name) || methods.get(name)?.kind !== 'read') continue
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
