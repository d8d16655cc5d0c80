import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { often } from '../helpers/often.ts'
import { contentOf, failureOf, makeStudy, someText } from '../helpers/study.ts'

const namesOf = async (client: Client): Promise<Map<string, string>> =>
  new Map(
    (await client.codebook.frameworks({})).flatMap(({ codes }) => codes.map(code => [code.id, code.name])),
  )

/** A study with a submitted round in which KM and TS coded with Support, agreeing on two of three passages; all settled. */
async function withSupport() {
  const study = await makeStudy()
  const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
  const source = await study.source('Interview 1', someText())
  const later = await study.source('Interview 2', someText(3))
  const { id: support } = await lead.codebook.addCode({ name: 'Support', definition: 'Help of any kind' })
  const { id: peers } = await lead.codebook.addCode({ name: 'Peers', definition: 'Of colleagues' })
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    blind: true,
  })
  for (const start of [0, 60, 120]) await km.codings.add({ source, start, end: start + 20, code: support })
  for (const start of [0, 60]) await ts.codings.add({ source, start, end: start + 20, code: support })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  const [item] = await lead.adjudication.disagreements({ round })
  await lead.adjudication.rule({ round, disagreement: item?.id ?? '', outcome: 'a', reason: 'It is help.' })
  await km.codings.add({ source: later, start: 10, end: 30, code: support })
  const raw = () => JSON.stringify(study.db().prepare('SELECT * FROM codings ORDER BY id').all())
  const split = () =>
    lead.codebook.splitCode({
      code: support,
      into: [{ code: peers }, { name: 'Mentors', definition: 'Of the mentor' }],
      because: 'Two things.',
    })
  return { study, lead, km, ts, source, later, round, support, peers, raw, split }
}

describe('splitting a code', () => {
  it('retires it, keeps why, makes what is new beside it, and touches no coding', async () => {
    const { study, lead, support, peers, raw, split } = await withSupport()
    const { id: theme } = await lead.themes.add({ name: 'Help' })
    await lead.themes.addCodes({ theme, codes: [support] })
    const framework = (await lead.codebook.frameworks({}))[0]?.id ?? ''
    await lead.codebook.freeze({ framework, note: 'Before the split', unchanged: true })
    const before = raw()
    const done = await split()
    expect(raw()).toBe(before)
    const mentors = done.parts[1] ?? ''
    expect(done).toMatchObject({ name: 'Support', because: 'Two things.', parts: [peers, mentors] })
    const codes = (await lead.codebook.frameworks({}))[0]?.codes ?? []
    expect(codes.map(({ name, status }) => [name, status])).toEqual([
      ['Support', 'retired'],
      ['Peers', 'provisional'],
      ['Mentors', 'provisional'],
    ])
    expect((await lead.themes.list({}))[0]?.codes).toEqual([support, peers, mentors])
    const { differences } = await lead.codebook.compareVersions({
      framework: done.framework,
      from: (await lead.codebook.versions({ framework: done.framework }))[0]?.number ?? 0,
    })
    expect(differences.map(({ kind, name, because }) => [kind, name, because])).toEqual([
      ['split', 'Support', ['Two things.']],
      ['retired', 'Support', ['Split into “Peers” and “Mentors”. Two things.']],
      ['added', 'Mentors', []],
    ])
    // Four of KM’s, two of TS’s, three of the consensus.
    expect(done.queues).toEqual(
      [
        { coder: study.people.KM, left: 4, total: 4 },
        { coder: study.people.TS, left: 2, total: 2 },
      ]
        .sort((a, b) => (a.coder < b.coder ? -1 : 1))
        .concat([{ coder: null as unknown as string, left: 3, total: 3 }]),
    )
  })

  it('lets each coder judge their own and a reviewer the consensus, one by one, and takes each step back', async () => {
    const { study, lead, km, support, peers, split, raw } = await withSupport()
    const [, mentors = ''] = (await split()).parts
    const before = raw()
    const states = [contentOf(study.db())]
    const mine = await km.codebook.splitPassages({ code: support, of: 'mine' })
    expect(mine).toHaveLength(4)
    expect(`${mine[1]?.before}${mine[1]?.text}${mine[1]?.after}`).toBe(someText().slice(0, 60 + 20 + 240))
    const [first, second, third] = mine
    const judge = (coding: string | undefined, parts: string[], by = km) =>
      by.codebook.judgeSplit({ code: support, judgements: [{ coding: coding ?? '', parts }] })
    await judge(first?.coding, [peers])
    states.push(contentOf(study.db()))
    await judge(second?.coding, [peers, mentors])
    states.push(contentOf(study.db()))
    await judge(third?.coding, [support])
    const own = async () =>
      (await km.codebook.splits({}))[0]?.queues.find(({ coder }) => coder === study.people.KM)
    expect(await own()).toMatchObject({ left: 1, total: 4 })
    expect(
      (await km.codebook.splitPassages({ code: support, of: 'mine' })).map(({ judged }) => judged),
    ).toEqual([[peers], [peers, mentors], [support], []])
    // Every row that was there is as it was; the passage of two parts has one more.
    const rows = JSON.parse(raw()) as { id: string }[]
    const were = JSON.parse(before) as { id: string }[]
    expect(rows.filter(({ id }) => were.some(each => each.id === id))).toEqual(were)
    expect(rows).toHaveLength(were.length + 1)
    const names = await namesOf(km)
    const { codes, mine: counts } = await km.codebook.counts({})
    expect(codes.map((code, n) => [names.get(code), counts[n]]).sort()).toEqual([
      ['Mentors', 1],
      ['Peers', 2],
      ['Support', 2],
    ])
    expect((await km.codings.passages({ code: peers })).map(({ start }) => start)).toEqual([0, 60])
    expect((await lead.study.check({})).breaches).toEqual([])
    for (const state of states.toReversed()) {
      await km.history.undo({})
      expect(contentOf(study.db())).toBe(state)
    }

    const consensus = await lead.codebook.splitPassages({ code: support, of: 'consensus' })
    await judge(consensus[0]?.coding, [mentors, peers], lead)
    expect(
      (await lead.codings.passages({ layer: 'consensus', code: mentors })).map(({ start }) => start),
    ).toEqual([0])
    expect(
      (await lead.codings.passages({ layer: 'consensus', code: peers })).map(({ start }) => start),
    ).toEqual([0])
    await judge(consensus[0]?.coding, [mentors], lead)
    expect(await lead.codings.passages({ layer: 'consensus', code: peers })).toEqual([])
  })

  it('tells what was judged under the code that a part counts as now', async () => {
    const { lead, km, support, peers, split } = await withSupport()
    const [, mentors = ''] = (await split()).parts
    const first = async () => (await km.codebook.splitPassages({ code: support, of: 'mine' }))[0]
    const coding = (await first())?.coding ?? ''
    await km.codebook.judgeSplit({ code: support, judgements: [{ coding, parts: [peers, mentors] }] })
    expect((await first())?.judged).toEqual([peers, mentors])
    const { id: elders } = await lead.codebook.addCode({ name: 'Elders' })
    await lead.codebook.mergeCodes({ codes: [mentors], into: elders })
    expect((await first())?.judged).toEqual([peers, elders])
    await lead.codebook.mergeCodes({ codes: [elders], into: peers })
    expect((await first())?.judged).toEqual([peers])
  })

  it('leaves what was compared as it was handed in, and the consensus of what is agreed', async () => {
    const { study, lead, km, ts, round, support, peers, split } = await withSupport()
    const figures = await lead.agreement.inRound({ round })
    const docket = await lead.adjudication.disagreements({ round })
    const [, mentors = ''] = (await split()).parts
    const all = async (by: Client, of: 'mine' | 'consensus', parts: string[]) =>
      by.codebook.judgeSplit({
        code: support,
        judgements: (await by.codebook.splitPassages({ code: support, of })).map(({ coding }) => ({
          coding,
          parts,
        })),
      })
    await all(km, 'mine', [peers])
    await all(ts, 'mine', [mentors])
    await all(lead, 'consensus', [mentors, peers])
    expect(await lead.agreement.inRound({ round })).toEqual(figures)
    expect(await lead.adjudication.disagreements({ round })).toEqual(docket)
    // Closing writes the consensus of what is agreed once more: nothing is to be done.
    const consensus = async () =>
      (await lead.codings.passages({ layer: 'consensus' })).map(({ id, code }) => [id, code]).sort()
    const before = await consensus()
    expect(before).toHaveLength(6)
    await lead.rounds.close({ round })
    expect(await consensus()).toEqual(before)
    expect((await lead.study.check({})).breaches).toEqual([])
    expect(study.db().prepare('SELECT count(*) AS n FROM split_judgements').get()).toEqual({ n: 9 })
  })

  it('counts what was judged before it was handed in where coders are compared', async () => {
    const study = await makeStudy()
    const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
    const source = await study.source('Interview 1', someText())
    const { id: support } = await lead.codebook.addCode({ name: 'Support' })
    const { id: round } = await study.setUp.rounds.open({
      title: 'Open',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
      blind: false,
    })
    const { id: coding } = await km.codings.add({ source, start: 0, end: 20, code: support })
    const { parts } = await lead.codebook.splitCode({
      code: support,
      into: [
        { name: 'Peers', definition: '' },
        { name: 'Mentors', definition: '' },
      ],
    })
    await km.codebook.judgeSplit({ code: support, judgements: [{ coding, parts: [parts[0] ?? ''] }] })
    await ts.codings.add({ source, start: 0, end: 20, code: parts[0] ?? '' })
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    expect(await lead.adjudication.disagreements({ round })).toEqual([])
    // Recoded by its coder, a coding is what it says.
    const { id: again } = await km.codings.add({
      source: await study.source('Two', someText(2)),
      start: 0,
      end: 9,
      code: parts[0] ?? '',
    })
    await km.codings.update({ coding: again, code: parts[1] ?? '' })
    expect((await km.codings.passages({ code: parts[1] ?? '' })).map(({ id }) => id)).toEqual([again])
  })

  it('is refused in a sentence where it cannot be, and changes nothing', async () => {
    const { study, lead, km, ts, support, peers, split } = await withSupport()
    const npt = await lead.codebook.addFromLibrary({ library: 'npt' })
    const retired = await lead.codebook.addCode({ name: 'Old' })
    await lead.codebook.updateCode({ code: retired.id, status: 'retired' })
    const before = contentOf(study.db())
    const said = []
    for (const into of [
      [],
      [{ code: peers }],
      [{ code: peers }, { code: support }],
      [{ code: peers }, { code: peers }],
      [{ code: peers }, { code: retired.id }],
      [{ code: peers }, { code: npt.codes[0]?.id ?? '' }],
      [
        { name: 'Peers', definition: '' },
        { name: 'X', definition: '' },
      ],
      [
        { name: 'X', definition: '' },
        { name: 'x', definition: '' },
      ],
    ])
      said.push((await failureOf(lead.codebook.splitCode({ code: support, into }))).message)
    said.push(
      (
        await failureOf(
          km.codebook.judgeSplit({ code: support, judgements: [{ coding: peers, parts: [peers] }] }),
        )
      ).message,
    )
    expect(said).toEqual([
      '“Support” is split into two codes or more.',
      '“Support” is split into two codes or more.',
      '“Support” is the code to split.',
      '“Peers” is named twice.',
      '“Old” is retired.',
      `“Support” and “${npt.codes[0]?.name}” are of two frameworks.`,
      'There is already a code “Peers” in this place.',
      '“x” is named twice.',
      '“Support” was not split.',
    ])
    expect(contentOf(study.db())).toBe(before)

    await split()
    const after = contentOf(study.db())
    const [his] = await km.codebook.splitPassages({ code: support, of: 'mine' })
    const [agreed] = await lead.codebook.splitPassages({ code: support, of: 'consensus' })
    const refusals = []
    for (const [by, coding, parts] of [
      [ts, his?.coding, [peers]],
      [lead, his?.coding, [peers]],
      [km, agreed?.coding, [peers]],
      [km, his?.coding, [retired.id]],
      [km, his?.coding, [peers, support]],
    ] as const)
      refusals.push(
        (
          await failureOf(
            by.codebook.judgeSplit({
              code: support,
              judgements: [{ coding: coding ?? '', parts: [...parts] }],
            }),
          )
        ).message,
      )
    expect(refusals).toEqual([
      'That is not a coding of yours.',
      'That is not a coding of yours.',
      expect.stringContaining('Only a reviewer or a lead can judge codings of the consensus'),
      '“Old” is no part of “Support”.',
      'A coding is kept as “Support” or is of its parts, not both.',
    ])
    expect(contentOf(study.db())).toBe(after)
  })

  it('waits for the end of a blind round', async () => {
    const { study, shared } = await openedRound()
    const lead = await study.as('LD')
    const { message } = await failureOf(
      lead.codebook.splitCode({
        code: shared,
        into: [
          { name: 'A', definition: '' },
          { name: 'B', definition: '' },
        ],
      }),
    )
    expect(message).toBe('While a blind round is open, codes are not merged, taken apart or split.')
  })

  it('keeps every coding and every passage through splits, judgements and merges in any order, and back', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            what: fc.constantFrom('split', 'judge', 'judge', 'judge', 'merge'),
            a: fc.nat(30),
            b: fc.nat(30),
            several: fc.boolean(),
          }),
          { minLength: 3, maxLength: 10 },
        ),
        async steps => {
          const study = await makeStudy()
          const [lead, km] = [await study.as('LD'), await study.as('KM')]
          await lead.members.update({ member: study.people.LD, roles: ['lead', 'coder'] })
          const source = await study.source('Interview', 'We walked to the shop and back again. '.repeat(10))
          const codes: string[] = []
          for (let n = 0; n < 4; n++) codes.push((await lead.codebook.addCode({ name: `Code ${n}` })).id)
          await km.codings.addMany({
            codings: Array.from({ length: 8 }, (_, n) => ({
              source,
              start: n * 30,
              end: n * 30 + 10,
              code: codes[n % 4] ?? '',
            })),
          })
          const originals = study.db().prepare('SELECT * FROM codings ORDER BY id').all() as { id: string }[]
          const ids = new Set(originals.map(({ id }) => id))
          const done: { by: Client; state: string }[] = []
          for (const { what, a, b, several } of steps) {
            const state = contentOf(study.db())
            const splits = await km.codebook.splits({})
            const act = async (): Promise<Client> => {
              if (what === 'split') {
                await lead.codebook.splitCode({
                  code: codes[a % 4] ?? '',
                  into: [{ code: codes[b % 4] ?? '' }, { name: `Part ${done.length}`, definition: '' }],
                })
                return lead
              }
              if (what === 'merge') {
                await lead.codebook.mergeCodes({ codes: [codes[a % 4] ?? ''], into: codes[b % 4] ?? '' })
                return lead
              }
              const split = splits[a % Math.max(1, splits.length)]
              if (!split) throw new Error('Nothing is split')
              const passages = await km.codebook.splitPassages({ code: split.code, of: 'mine' })
              const choices = several
                ? split.parts
                : [[...split.parts, split.code][b % (split.parts.length + 1)] ?? '']
              await km.codebook.judgeSplit({
                code: split.code,
                judgements: [
                  { coding: passages[b % Math.max(1, passages.length)]?.coding ?? '', parts: choices },
                ],
              })
              return km
            }
            const by = await act().catch(() => null)
            if (by) done.push({ by, state })
            // No original is touched; each is listed under one code; and every passage is still there.
            const rows = study.db().prepare('SELECT * FROM codings ORDER BY id').all() as { id: string }[]
            expect(rows.filter(({ id }) => ids.has(id))).toEqual(originals)
            const { codes: counted, all } = await lead.codebook.counts({})
            expect(all.reduce((sum, n) => sum + n, 0)).toBe(rows.length)
            const places = new Set<number>()
            for (const [n, code] of counted.entries()) {
              const found = await km.codings.passages({ code })
              expect(found.length).toBe(all[n])
              for (const { start } of found) places.add(start)
            }
            expect(places.size).toBe(originals.length)
            for (const { queues } of splits)
              for (const { left, total } of queues) expect(left).toBeLessThanOrEqual(total)
          }
          expect((await lead.study.check({})).breaches).toEqual([])
          for (const { by, state } of done.toReversed()) {
            await by.history.undo({})
            expect(contentOf(study.db())).toBe(state)
          }
        },
      ),
      often(15),
    ))
})
