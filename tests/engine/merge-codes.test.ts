import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Code } from '#shared/model/codebook.ts'
import { openedRound } from '../helpers/blind-round.ts'
import { often } from '../helpers/often.ts'
import { contentOf, failureOf, makeStudy, someText, type TestStudy } from '../helpers/study.ts'

const codesOf = async (client: Client): Promise<Code[]> =>
  (await client.codebook.frameworks({})).flatMap(({ codes }) => codes)
const pathsOf = async (client: Client) => (await codesOf(client)).map(({ path }) => path.join('/'))

/** A study in which KM coded as A and TS the same passages as B, in a round that both submitted. */
async function withDuplicates() {
  const study = await makeStudy()
  const [lead, km, ts] = [await study.as('LD'), await study.as('KM'), await study.as('TS')]
  const source = await study.source('Interview 1', someText())
  const a = await lead.codebook.addCode({ name: 'Time', definition: 'Too little time' })
  const b = await lead.codebook.addCode({ name: 'Lack of time', definition: 'Hours that are not there' })
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 1',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    blind: true,
  })
  for (const start of [0, 60, 120]) {
    await km.codings.add({ source, start, end: start + 20, code: a.id })
    await ts.codings.add({ source, start, end: start + 20, code: b.id })
  }
  await ts.codings.add({ source, start: 200, end: 220, code: b.id })
  await km.rounds.submit({ round, coder: study.people.KM })
  await ts.rounds.submit({ round, coder: study.people.TS })
  return { study, lead, km, ts, source, round, a: a.id, b: b.id }
}

/** Another source, and a blind round of the same coders on it. */
async function secondRound(study: TestStudy) {
  const source = await study.source('Interview 2', someText(2))
  const { id: round } = await study.setUp.rounds.open({
    title: 'Round 2',
    sources: [source],
    coders: [study.people.KM, study.people.TS],
    blind: true,
  })
  return { source, round }
}

describe('merging codes', () => {
  it('lets the codings of one count as the other, and touches none of them', async () => {
    const { study, lead, km, ts, source, round, a, b } = await withDuplicates()
    const raw = () =>
      JSON.stringify(
        study.db().prepare("SELECT * FROM codings WHERE layer = 'independent' ORDER BY id").all(),
      )
    const before = raw()
    expect((await lead.adjudication.disagreements({ round })).map(d => d.kind)).toEqual([
      'code',
      'code',
      'code',
      'omission',
    ])
    const [, , , omission] = await lead.adjudication.disagreements({ round })

    const merged = await lead.codebook.mergeCodes({ codes: [b], into: a, because: 'Both say the same.' })
    expect(merged.merged).toMatchObject([
      { id: b, name: 'Lack of time', definition: 'Hours that are not there', because: 'Both say the same.' },
    ])
    expect(raw()).toBe(before)
    expect(await pathsOf(lead)).toEqual(['Time'])
    expect(await lead.codebook.counts({})).toEqual({ codes: [a], mine: [0], all: [7] })
    const seen = await ts.codings.inSource({ source, layer: 'independent' })
    expect(new Set(seen.map(({ code }) => code))).toEqual(new Set([a]))
    expect(seen.filter(({ codedAs }) => codedAs === b)).toHaveLength(4)
    expect(await km.codings.passages({ code: a, layer: 'independent' })).toHaveLength(7)

    // What differed in the code alone is agreed on; the omission is the same item under its new code.
    expect(await lead.adjudication.disagreements({ round })).toMatchObject([{ id: omission?.id, code: a }])
    expect((await lead.study.check({})).breaches).toEqual([])

    const { what } = await lead.history.undo({})
    expect(what).toBe('Merged the code “Lack of time” into “Time”')
    expect(await pathsOf(lead)).toEqual(['Time', 'Lack of time'])
    expect((await lead.adjudication.disagreements({ round })).at(-1)).toEqual(omission)
  })

  it('brings what is agreed with it into the consensus, and takes it out when they are taken apart; rulings stay', async () => {
    const { study, lead, round, a, b } = await withDuplicates()
    const consensus = async () =>
      (await lead.codings.passages({ layer: 'consensus' })).map(({ start, code, ruling }) => [
        start,
        code,
        ruling !== null,
      ])
    const [first] = await lead.adjudication.disagreements({ round })
    await lead.adjudication.rule({ round, disagreement: first?.id ?? '', outcome: 'a' })
    const ruled = [0, a, true]
    expect(await consensus()).toEqual([ruled])
    const before = contentOf(study.db())
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    const together = [ruled, [60, a, false], [120, a, false]]
    expect(await consensus()).toEqual(together)
    await lead.history.undo({})
    expect(contentOf(study.db())).toBe(before)
    await lead.history.redo({})
    expect(await consensus()).toEqual(together)
    await lead.codebook.separateCode({ code: b })
    expect(await consensus()).toEqual([ruled])
    await lead.history.undo({})
    expect(await consensus()).toEqual(together)
    expect((await lead.study.check({})).breaches).toEqual([])
    // What is closed stays as it is.
    await lead.rounds.close({ round, leaveOpen: true })
    await lead.codebook.separateCode({ code: b })
    expect(await consensus()).toEqual(together)
  })

  it('tells a coder of no agreement that a closed round’s consensus does not hold', async () => {
    const { study, lead, km, ts, a, b } = await withDuplicates()
    const { source, round } = await secondRound(study)
    await km.codings.add({ source, start: 0, end: 20, code: a })
    await ts.codings.add({ source, start: 0, end: 20, code: b })
    await km.codings.add({ source, start: 40, end: 60, code: a })
    await ts.codings.add({ source, start: 40, end: 60, code: a })
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    const fates = async () => (await km.adjudication.decidedForMe({ round })).map(({ fate }) => fate)
    const merge = () => lead.codebook.mergeCodes({ codes: [b], into: a })
    const { undo } = lead.history
    expect(await fates()).toEqual(['open', 'agreed'])
    await merge()
    expect(await fates()).toEqual(['agreed', 'agreed'])
    await undo({})
    await lead.rounds.close({ round, leaveOpen: true })
    await merge()
    expect(await fates()).toEqual(['open', 'agreed'])
  })

  it('leaves nothing to ask or to let go in a round that was closed: what was ruled stands, under the code it counts as', async () => {
    const { study, lead, km, ts, a, b } = await withDuplicates()
    const { source, round } = await secondRound(study)
    // One difference that is an agreement once the codes are one, one that is another then.
    await km.codings.add({ source, start: 0, end: 20, code: a })
    await ts.codings.add({ source, start: 0, end: 20, code: b })
    await km.codings.add({ source, start: 100, end: 120, code: a })
    await ts.codings.add({ source, start: 110, end: 140, code: b })
    for (const [who, client] of [
      ['KM', km],
      ['TS', ts],
    ] as const)
      await client.rounds.submit({ round, coder: study.people[who] })
    const items = () => lead.adjudication.disagreements({ round })
    for (const { id } of await items())
      await lead.adjudication.rule({ round, disagreement: id, outcome: 'b', reason: 'Theirs is meant' })
    await lead.rounds.close({ round })
    const differences = async () => (await lead.rounds.list({})).find(({ id }) => id === round)?.differences
    const closed = await differences()
    expect(closed).toMatchObject({ open: 0 })
    const consensus = async () =>
      (await lead.codings.passages({ layer: 'consensus' }))
        .filter(passage => passage.source === source)
        .map(({ start, end, code, ruling }) => [start, end, code, ruling !== null])
    await lead.codebook.mergeCodes({ codes: [b], into: a, because: 'One thing' })
    expect(await consensus()).toEqual([
      [0, 20, a, true],
      [110, 140, a, true],
    ])
    // Nothing is open, nothing waits, and nothing that is offered would be refused.
    expect(await differences()).toMatchObject({ open: 0 })
    const [changed, ...more] = await items()
    expect(more).toEqual([])
    expect(changed).toMatchObject({ kind: 'boundary', code: a, stands: true, overtaken: [{ outcome: 'b' }] })
    expect((await lead.adjudication.leftRulings({ round })).map(({ passages }) => passages)).toEqual([
      [{ start: 0, end: 20, code: a }],
    ])
    expect((await lead.study.overview({})).waiting.filter(({ what }) => what.includes('Round 2'))).toEqual([])
    const made = await lead.reports.make({ what: 'adjudication', format: 'csv' })
    const register = Buffer.from(study.host.reports.get(made.id)?.bytes ?? []).toString()
    expect(register).toContain('Changed since the round was closed: what was ruled stands')
    expect(register).not.toContain('Asked again')
    // Open again, it is asked as ever.
    await lead.history.undo({})
    await lead.history.undo({})
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    expect((await items()).map(({ stands, ruling }) => [stands, ruling])).toEqual([[undefined, undefined]])
    expect(await differences()).toMatchObject({ open: 1 })
  })

  it('keeps a result of before, and finds it again when the merge is undone', async () => {
    const { lead, round, a, b } = await withDuplicates()
    const [kept] = (await lead.agreement.kept({ round })).results
    const reproduce = () => lead.agreement.reproduce({ result: kept?.id ?? '' })
    expect((await reproduce()).differing).toEqual([])
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    const after = await reproduce()
    expect(after.differing).not.toEqual([])
    expect(after.why.join(' ')).toContain('“Lack of time” counts as “Time”')
    expect((await lead.agreement.kept({ round })).results[0]).toMatchObject({
      id: kept?.id,
      overall: kept?.overall,
    })
    await lead.history.undo({})
    expect((await reproduce()).differing).toEqual([])
  })

  it('moves what lies under it, and takes its place in themes and memos', async () => {
    const { lead, a, b } = await withDuplicates()
    await lead.codebook.addCode({ name: 'Travel', parent: b })
    const { id: theme } = await lead.themes.add({ name: 'Constraints' })
    const { id: both } = await lead.themes.add({ name: 'Both' })
    await lead.themes.addCodes({ theme, codes: [b] })
    await lead.themes.addCodes({ theme: both, codes: [b, a] })
    const memo = await lead.memos.add({ title: 'On time', about: { kind: 'code', id: b } })
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    expect(await pathsOf(lead)).toEqual(['Time', 'Time/Travel'])
    expect((await lead.themes.list({})).map(({ name, codes }) => [name, codes])).toEqual([
      ['Constraints', [a]],
      ['Both', [a]],
    ])
    expect((await lead.memos.list({})).find(({ id }) => id === memo.id)?.about).toMatchObject({
      kind: 'code',
      id: a,
    })
  })

  it('gives back its places in themes and its memos where it is taken apart, and leaves what was put there since', async () => {
    const { lead, a, b } = await withDuplicates()
    const c = (await lead.codebook.addCode({ name: 'Cost' })).id
    const d = (await lead.codebook.addCode({ name: 'Rota' })).id
    const theme = async (name: string, ...codes: string[]) => {
      const { id } = await lead.themes.add({ name })
      await lead.themes.addCodes({ theme: id, codes })
      return id
    }
    const alone = await theme('Alone', b)
    await theme('Both', b, a)
    await theme('Three', b, c)
    const left = await theme('Left', b)
    await theme('Other', a)
    const memo = await lead.memos.add({ title: 'On lack', about: { kind: 'code', id: b } })
    const names = new Map([
      [a, 'a'],
      [b, 'b'],
      [c, 'c'],
      [d, 'd'],
    ])
    const map = async () =>
      Object.fromEntries(
        (await lead.themes.list({})).map(({ name, codes }) => [
          name,
          codes
            .map(id => names.get(id))
            .sort()
            .join(''),
        ]),
      )
    const aboutWhat = async () => {
      const about = (await lead.memos.list({})).find(({ id }) => id === memo.id)?.about
      return about?.kind === 'code' ? names.get(about.id ?? '') : null
    }
    const before = await map()
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    await lead.codebook.mergeCodes({ codes: [c], into: a })
    await lead.themes.addCodes({ theme: alone, codes: [d] })
    await lead.themes.removeCode({ theme: left, code: a })
    expect(await map()).toEqual({ Alone: 'ad', Both: 'a', Three: 'a', Left: '', Other: 'a' })
    await lead.codebook.separateCode({ code: b })
    expect(await map()).toEqual({ Alone: 'bd', Both: 'ab', Three: 'ab', Left: '', Other: 'a' })
    expect(await aboutWhat()).toBe('b')
    await lead.history.undo({})
    expect(await aboutWhat()).toBe('a')
    await lead.history.redo({})
    await lead.codebook.separateCode({ code: c })
    expect(await map()).toEqual({ ...before, Alone: 'bd', Left: '' })
    // Merged again, into one that is merged itself.
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    await lead.codebook.mergeCodes({ codes: [a], into: d })
    await lead.codebook.separateCode({ code: b })
    expect(await map()).toEqual({ Alone: 'bd', Both: 'bd', Three: 'bc', Left: '', Other: 'd' })
    await lead.codebook.separateCode({ code: a })
    expect(await map()).toEqual({ Alone: 'bd', Both: 'ab', Three: 'bc', Left: '', Other: 'a' })
    expect((await lead.study.check({})).breaches).toEqual([])
  })

  it('follows to the code that the other is merged into', async () => {
    const { lead, a, b } = await withDuplicates()
    const c = await lead.codebook.addCode({ name: 'Constraints' })
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    const merged = await lead.codebook.mergeCodes({ codes: [a], into: c.id })
    expect(merged.merged.map(({ name }) => name).sort()).toEqual(['Lack of time', 'Time'])
    expect(await lead.codebook.counts({})).toEqual({ codes: [c.id], mine: [0], all: [7] })
    await lead.codebook.separateCode({ code: b, because: 'Not the same after all' })
    expect(await pathsOf(lead)).toEqual(['Constraints', 'Lack of time'])
    expect((await lead.codebook.counts({})).all.toSorted()).toEqual([3, 4])
    expect((await lead.study.check({})).breaches).toEqual([])
  })

  it('gives back a place that was moved meanwhile where it is now, and one that comes back with its theme', async () => {
    const study = await makeStudy()
    const [lead, km] = [await study.as('LD'), await study.as('KM')]
    const [c, d] = [(await study.code('C')).id, (await study.code('D')).id]
    const [one, two] = [
      (await lead.themes.add({ name: 'One' })).id,
      (await lead.themes.add({ name: 'Two' })).id,
    ]
    const themes = async () =>
      (await lead.themes.list({})).map(({ name, codes }) => [
        name,
        ...codes.map(id => (id === c ? 'C' : id === d ? 'D' : id)),
      ])
    await lead.themes.addCodes({ theme: one, codes: [c] })
    await lead.codebook.mergeCodes({ codes: [c], into: d })
    await km.themes.move({ codes: [{ theme: one, code: d }], into: two })
    await lead.codebook.separateCode({ code: c })
    expect(await themes()).toEqual([['One'], ['Two', 'C']])
    await lead.history.undo({})
    expect(await themes()).toEqual([['One'], ['Two', 'D']])
    // There it is with its own: each stays.
    await lead.themes.addCodes({ theme: one, codes: [d] })
    await lead.codebook.separateCode({ code: c })
    expect(await themes()).toEqual([
      ['One', 'D'],
      ['Two', 'C'],
    ])
    await lead.codebook.mergeCodes({ codes: [c], into: d })
    await km.themes.remove({ theme: two })
    await lead.codebook.separateCode({ code: c })
    await km.history.undo({})
    expect(await themes()).toEqual([
      ['One', 'D'],
      ['Two', 'C'],
    ])
    await km.history.redo({})
    expect(await themes()).toEqual([['One', 'D']])
    expect(study.faults()).toBe('')
  })

  it('leads a code that is taken apart back to where it stood, where that is still a place for codes', async () => {
    const { lead, a } = await withDuplicates()
    const heading = await lead.codebook.addCode({ name: 'Barriers' })
    const under = await lead.codebook.addCode({ name: 'Travel', parent: heading.id })
    const parentOf = async (code: string) =>
      (await lead.codebook.frameworks({})).flatMap(({ codes }) => codes).find(({ id }) => id === code)?.parent
    for (const into of [a, (await lead.codebook.addCode({ name: 'Roads' })).id]) {
      await lead.codebook.mergeCodes({ codes: [under.id], into })
      await lead.codebook.separateCode({ code: under.id })
      expect(await parentOf(under.id)).toBe(heading.id)
    }
    await lead.codebook.mergeCodes({ codes: [under.id], into: a })
    await lead.codebook.mergeCodes({ codes: [heading.id], into: a })
    await lead.codebook.separateCode({ code: under.id })
    expect(await parentOf(under.id)).toBeNull()
    expect((await lead.study.check({})).breaches).toEqual([])
  })

  it('is refused in a sentence where it cannot be, and changes nothing', async () => {
    const { study, lead, a, b } = await withDuplicates()
    const under = await lead.codebook.addCode({ name: 'Travel', parent: a })
    await lead.codebook.addCode({ name: 'travel', parent: b })
    const retired = await lead.codebook.addCode({ name: 'Old' })
    await lead.codebook.updateCode({ code: retired.id, status: 'retired' })
    const npt = await lead.codebook.addFromLibrary({ library: 'npt' })
    const before = contentOf(study.db())
    const said = []
    for (const [codes, into] of [
      [[a], under.id],
      [[a], a],
      [[a], npt.codes[0]?.id ?? ''],
      [[a], retired.id],
      [[b], a],
    ] as const)
      said.push((await failureOf(lead.codebook.mergeCodes({ codes: [...codes], into }))).message)
    expect(said).toEqual([
      '“Time” cannot be merged into “Travel”, which lies under it.',
      '“Time” is the code to merge into.',
      `“Time” and “${npt.codes[0]?.name}” are of two frameworks.`,
      '“Old” is retired.',
      '“travel” would move under “Time”, where there is a code of that name.',
    ])
    expect(contentOf(study.db())).toBe(before)
  })

  it('leaves a merged code as it is: not coded with, not renamed, not moved, not merged again', async () => {
    const { lead, km, source, a, b } = await withDuplicates()
    const c = await lead.codebook.addCode({ name: 'Other' })
    await lead.codebook.mergeCodes({ codes: [b], into: a })
    const said = []
    for (const asked of [
      lead.codebook.updateCode({ code: b, name: 'Hours' }),
      lead.codebook.moveCode({ code: b, parent: c.id }),
      lead.codebook.addCode({ name: 'Beneath', parent: b }),
      lead.codebook.mergeCodes({ codes: [c.id], into: b }),
    ])
      said.push((await failureOf(asked)).message)
    expect(new Set(said)).toEqual(new Set(['“Lack of time” was merged into “Time” and counts as it.']))
    expect((await failureOf(km.codings.add({ source, start: 300, end: 310, code: b }))).message).toBe(
      '“Lack of time” is retired.',
    )
  })

  it('waits for the end of a blind round, whoever asks', async () => {
    const { study, shared } = await openedRound()
    const lead = await study.as('LD')
    const other = await lead.codebook.addCode({ name: 'Another' })
    const { message } = await failureOf(lead.codebook.mergeCodes({ codes: [other.id], into: shared }))
    expect(message).toBe('While a blind round is open, codes are not merged, taken apart or split.')
  })

  it('keeps every count, and undone gives back the study to the last row', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 6 }),
        async merges => {
          const study = await makeStudy()
          const [lead, km] = [await study.as('LD'), await study.as('KM')]
          const source = await study.source('Interview', 'We walked to the shop and back again. '.repeat(8))
          const codes: string[] = []
          for (let n = 0; n < 6; n++) {
            const parent = n % 3 === 2 ? (codes[n - 1] ?? null) : null
            codes.push((await lead.codebook.addCode({ name: `Code ${n}`, parent })).id)
          }
          await km.codings.addMany({
            codings: codes.map((code, n) => ({ source, start: n * 30, end: n * 30 + 10, code })),
          })
          const states = [contentOf(study.db())]
          for (const [from, into] of merges) {
            const done = await lead.codebook
              .mergeCodes({ codes: [codes[from] ?? ''], into: codes[into] ?? '' })
              .catch(() => null)
            if (done) states.push(contentOf(study.db()))
            const { all } = await lead.codebook.counts({})
            expect(all.reduce((sum, n) => sum + n, 0)).toBe(codes.length)
            const shown = new Set((await codesOf(lead)).map(({ id }) => id))
            for (const { code } of await km.codings.inSource({ source, layer: 'independent' }))
              expect(shown.has(code)).toBe(true)
          }
          expect((await lead.study.check({})).breaches).toEqual([])
          while (states.length > 1) {
            expect(contentOf(study.db())).toBe(states.pop())
            await lead.history.undo({})
          }
          expect(contentOf(study.db())).toBe(states[0])
        },
      ),
      often(15),
    ))

  it('leaves no passage of the consensus that nothing explains, and none out that both agree on', () => {
    const codings = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(3)), { minLength: 1, maxLength: 8 })
    return fc.assert(
      fc.asyncProperty(
        codings,
        codings,
        fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (ofKM, ofTS, steps, settles) => {
          const study = await makeStudy()
          const lead = await study.as('LD')
          const source = await study.source('Interview', 'We walked to the shop and back again. ')
          const codes: string[] = []
          for (let n = 0; n < 4; n++) codes.push((await lead.codebook.addCode({ name: `Code ${n}` })).id)
          const coders = [study.people.KM, study.people.TS]
          const { id: round } = await study.setUp.rounds.open({ title: 'R', sources: [source], coders })
          for (const [who, placed] of [
            ['KM', ofKM],
            ['TS', ofTS],
          ] as const) {
            const client = await study.as(who)
            await client.codings.addMany({
              codings: placed.map(([at, size, code]) => ({
                source,
                start: at * 10,
                end: at * 10 + 5 * (size + 1),
                code: codes[code] ?? '',
              })),
            })
            await client.rounds.submit({ round, coder: study.people[who] })
          }
          for (const [from, into] of steps) {
            // Merged with itself: taken apart again.
            const code = codes[from] ?? ''
            await (from === into
              ? lead.codebook.separateCode({ code })
              : lead.codebook.mergeCodes({ codes: [code], into: codes[into] ?? '' })
            ).catch(() => null)
          }
          const items = await lead.adjudication.disagreements({ round })
          if (settles && items.length > 0)
            await lead.adjudication.ruleMany({
              rulings: items.map(({ id }) => ({ round, disagreement: id, outcome: 'both' as const })),
            })
          const own = await lead.codings.passages({ layer: 'independent' })
          const consensus = await lead.codings.passages({ layer: 'consensus' })
          const lies = (list: { start: number; end: number; code: string }[], at: number, code: string) =>
            list.some(each => each.code === code && each.start <= at && at < each.end)
          for (const code of codes)
            for (let at = 0; at < 30; at++) {
              const both = coders.every(who =>
                lies(
                  own.filter(({ coder }) => coder === who),
                  at,
                  code,
                ),
              )
              const agreed = consensus.filter(({ ruling }) => ruling === null)
              if (lies(agreed, at, code)) expect(both).toBe(true)
              const differs = items.some(
                item => [item.code, item.otherCode].includes(code) && item.start <= at && at < item.end,
              )
              if (both && !differs) expect(lies(consensus, at, code)).toBe(true)
            }
          expect((await lead.study.check({})).breaches).toEqual([])
        },
      ),
      often(15),
    )
  })
})
