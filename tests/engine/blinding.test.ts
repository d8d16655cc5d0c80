import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Client, methods } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { CodeCounts } from '#shared/model/codebook.ts'
import { askedExports } from '../helpers/asked-exports.ts'
import {
  absent,
  ask,
  everyAnswer,
  openedRound,
  questions,
  viewers,
  workInSecret,
} from '../helpers/blind-round.ts'
import { settledRound } from '../helpers/settled-round.ts'
import { failureOf } from '../helpers/study.ts'

/*
 * While a blind round is open, what one coder does in it leaves no trace for anybody else. Proved by asking the same
 * questions before and after: every answer must be the same to the letter, whatever the coder did in between.
 */

/** What an export says: the text of the file, or of every part of it where it is a zip. */
function wordsIn(bytes: Uint8Array): string {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  return isZip ? Object.values(unzipSync(bytes)).map(wordsIn).join('\n') : Buffer.from(bytes).toString('utf8')
}

describe('the questions', () => {
  it('are put for every read of the contract', () => {
    const reads = [...methods].filter(([, method]) => method.kind === 'read').map(([name]) => name)
    expect(Object.keys(questions).sort()).toEqual(reads.sort())
  })
})

describe('while a blind round is open', () => {
  it('no answer to anybody else depends on what a coder did in it', async () => {
    const world = await openedRound()
    const before = await everyAnswer(world)
    const secret = await workInSecret(world)
    const now = await everyAnswer(world)
    const told = [...now].filter(([question, answer]) => before.get(question) !== answer)
    expect(told).toEqual([])
    const traces = [...now].filter(([, answer]) =>
      [...secret.ids, ...secret.words].some(trace => answer.toLowerCase().includes(trace)),
    )
    expect(traces.filter(([question]) => !question.includes('sealed'))).toEqual([])
    expect(world.study.faults()).toBe('')
  })

  it('what is coded outside it with a code proposed in it is told nobody either', async () => {
    const world = await openedRound()
    const km = await world.study.as('KM')
    const { id: code } = await km.codebook.addCode({ name: 'Sealedcode' })
    const before = await everyAnswer(world)
    await km.codings.add({ source: world.other, start: 10, end: 30, code })
    const told = [...(await everyAnswer(world))].filter(
      ([question, answer]) => before.get(question) !== answer,
    )
    // Whoever removes the text is told how much work goes with it.
    expect(told.filter(([question]) => !question.includes('catalogue.sourcesGoWith'))).toEqual([])
    expect(world.study.faults()).toBe('')
    expect(await km.codings.inSource({ source: world.other })).toMatchObject([{ code }])
  })

  it('asking for a hidden thing by its id is answered as if there were none', async () => {
    const world = await openedRound()
    const { ids } = await workInSecret(world)
    for (const who of viewers) {
      const client = world.viewers[who] as Client
      for (const id of ids) {
        for (const [name, input] of [
          ['codebook.goesWith', (code: string) => ({ code })],
          ['codebook.goesWithCodes', (code: string) => ({ codes: [world.shared, code] })],
          ['codings.passages', (code: string) => ({ code, withDescendants: true })],
          ['memos.open', (memo: string) => ({ memo })],
          ['memos.quote', (coding: string) => ({ source: world.source, start: 20, end: 60, coding })],
        ] as const) {
          const hidden = (await ask(client, name, input(id))).replaceAll(id, absent)
          expect([who, name, hidden]).toEqual([who, name, await ask(client, name, input(absent))])
        }
      }
    }
  })

  it('no attempt to change something fails or goes through by what a coder did in it', async () => {
    const outcomes = async (worked: boolean) => {
      const world = await openedRound()
      const { ids } = worked ? await workInSecret(world) : { ids: [absent] }
      const { study, viewers: by, source, shared, theme, round } = world
      const { TS, LD } = by as Record<'TS' | 'LD', Client>
      const [hidden = absent] = ids
      const attempts: [string, () => Promise<unknown>][] = [
        ['removing the coding', () => TS.codings.remove({ codings: [hidden] })],
        ['changing the coding', () => TS.codings.update({ coding: hidden, comment: 'x' })],
        ['removing a shared code', () => TS.codebook.removeCode({ code: shared })],
        ['removing a shared code as lead', () => LD.codebook.removeCode({ code: shared })],
        [
          'putting a hidden code under a theme',
          () => LD.themes.addCodes({ theme, codes: [ids[5] ?? absent] }),
        ],
        [
          'writing a memo about one',
          () => LD.memos.add({ title: 'M', about: { kind: 'code', id: ids.at(-4) ?? absent } }),
        ],
        ['removing the source', () => LD.sources.remove({ source })],
        ['removing the coder', () => LD.members.remove({ member: study.people.KM })],
        ['taking the round back', () => LD.history.undo({})],
        ['taking a shared code back', () => TS.history.undo({})],
        ['comparing', () => LD.agreement.inRound({ round })],
        ['closing the round', () => LD.rounds.close({ round, leaveOpen: true })],
        ['coding the same passage', () => TS.codings.add({ source, start: 20, end: 60, code: shared })],
        ['adding a code of the same name', () => TS.codebook.addCode({ name: 'Sealedcode' })],
        [
          'adding one beneath the same parent',
          () => TS.codebook.addCode({ name: 'Sealedchild', parent: shared }),
        ],
        ['moving codes', () => TS.codebook.moveCodes({ codes: [shared], parent: null })],
        ['colouring codes', () => TS.codebook.updateCodes({ codes: [shared], colour: 3 })],
        ['colouring a hidden code', () => LD.codebook.updateCodes({ codes: [ids[5] ?? absent], colour: 3 })],
        ['removing codes', () => LD.codebook.removeCodes({ codes: [shared] })],
        ['moving a code', () => LD.codebook.moveCode({ code: shared, parent: null })],
        ['freezing', () => LD.codebook.freeze({ framework: world.framework })],
      ]
      const said: [string, string][] = []
      for (const [what, attempt] of attempts) {
        try {
          said.push([what, blurred(JSON.stringify(await attempt()))])
        } catch (error) {
          if (!(error instanceof TandemError)) throw error
          said.push([what, `${error.code}: ${error.message} ${error.hint}`])
        }
      }
      expect(study.faults()).toBe('')
      return said
    }
    expect(await outcomes(true)).toEqual(await outcomes(false))
  })

  it('no export by anybody else holds a trace of it', async () => {
    const world = await openedRound()
    const secret = await workInSecret(world)
    const km = await world.study.as('KM')
    const { id: code } = await km.codebook.addCode({ name: 'Sealed, used outside' })
    secret.ids.push(code, (await km.codings.add({ source: world.other, start: 10, end: 30, code })).id)
    for (const who of viewers) {
      for (const wanted of askedExports) {
        const client = world.viewers[who] as Client
        const asked = client.reports.make(wanted)
        if (wanted.what === 'agreement') {
          expect(await failureOf(asked)).toMatchObject({
            code: 'blind',
            message: 'Round “Round 1” is still open: its coders are compared when both have submitted.',
          })
          continue
        }
        const made = await asked
        const said = wordsIn(world.study.host.reports.get(made.id)?.bytes ?? new Uint8Array()).toLowerCase()
        const traces = [...secret.ids, ...secret.words].filter(trace => said.includes(trace))
        expect([who, wanted, traces]).toEqual([who, wanted, []])
      }
    }
  })

  it('the coder sees all of it', async () => {
    const world = await openedRound()
    const { ids } = await workInSecret(world)
    const km = await world.study.as('KM')
    const seen = JSON.stringify([
      await km.codings.passages({}),
      await km.codebook.frameworks({}),
      await km.annotations.inSource({ source: world.source }),
      await km.memos.list({}),
    ])
    expect(ids.filter(id => !seen.includes(id))).toEqual([])
    const codings = await km.codings.inSource({ source: world.source })
    expect(new Set(codings.map(c => c.round))).toEqual(new Set([world.round]))
  })
})

describe('when both have submitted', () => {
  it('everybody sees everything', async () => {
    const world = await openedRound()
    const { ids } = await workInSecret(world)
    const { study, round } = world
    const km = await study.as('KM')
    await km.rounds.submit({ round, coder: study.people.KM })
    expect(JSON.stringify(await world.viewers.TS?.codings.passages({}))).toBe('[]')
    await (await study.as('TS')).rounds.submit({ round, coder: study.people.TS })
    for (const who of ['TS', 'RV', 'LD', 'command line']) {
      const client = world.viewers[who] as Client
      const seen = JSON.stringify([
        await client.codings.passages({}),
        await client.codebook.frameworks({}),
        await client.annotations.inSource({ source: world.source }),
        await client.memos.list({}),
      ])
      expect(ids.filter(id => !seen.includes(id))).toEqual([])
      const told = await client.history.list({})
      expect(JSON.stringify(told)).toContain('Sealedcode')
      expect(told.withheld).toBe(false)
      expect((await client.adjudication.disagreements({ round })).length).toBeGreaterThan(0)
    }
  })
})

/** How often a code was used: the asker's own codings, and everyone's. */
function usesOf({ codes, mine, all }: CodeCounts, code: string): readonly [number, number] {
  const at = codes.indexOf(code)
  return at < 0 ? [0, 0] : [mine[at] ?? 0, all[at] ?? 0]
}

describe('how often codes were used', () => {
  it('is told of what one may see, to the coder of a blind round and to the others', async () => {
    const { study, source, other, shared, round } = await openedRound()
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    const own = await km.codebook.addCode({ name: 'Own' })
    await km.codings.addMany({
      codings: [
        { source, start: 0, end: 9, code: shared },
        { source: other, start: 0, end: 9, code: shared },
        // Outside the round, so the passage may be seen; the code may not.
        { source: other, start: 20, end: 29, code: own.id },
      ],
    })
    await ts.codings.add({ source, start: 30, end: 39, code: shared })
    const seenBy = async (client: Client) => {
      const counts = await client.codebook.counts({})
      return [usesOf(counts, shared), usesOf(counts, own.id), counts.codes.length]
    }
    expect(await seenBy(km)).toEqual([[2, 2], [1, 1], 2])
    expect(await seenBy(ts)).toEqual([[1, 2], [0, 0], 1])
    expect(await seenBy(ld)).toEqual([[0, 1], [0, 0], 1])
    expect(await seenBy(study.setUp)).toEqual([[0, 1], [0, 0], 1])
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    expect(await seenBy(ts)).toEqual([[1, 3], [0, 1], 2])
    expect(await seenBy(ld)).toEqual([[0, 3], [0, 1], 2])
  })
})

/** An answer without its ids and times. */
const blurred = (answer: string): string =>
  answer
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')

describe('what a coder did in an earlier round', () => {
  it('is hidden too while they code the same source blind again, and comes back when they have', async () => {
    const { study, source, code, round: earlier } = await settledRound()
    const [km, ts, ld] = [await study.as('KM'), await study.as('TS'), await study.as('LD')]
    const seenBy = async (client: Client) => [
      (await client.codings.inSource({ source })).length,
      (await client.codings.passages({ layer: 'independent' })).length,
      usesOf(await client.codebook.counts({}), code),
      (await client.sources.list({})).flatMap(s => s.coders),
    ]
    const before = await seenBy(ts)
    expect(before.slice(0, 2)).toEqual([1, 1])
    const { id: round } = await study.setUp.rounds.open({
      title: 'Again',
      sources: [source],
      coders: [study.people.KM, study.people.TS],
    })
    for (const client of [ts, ld, study.setUp]) {
      expect((await seenBy(client)).slice(0, 2)).toEqual([0, 0])
      expect(await seenBy(client)).not.toEqual(before)
      for (const call of [
        client.adjudication.disagreements({ round: earlier }),
        client.agreement.inRound({ round: earlier, unit: 'character' }),
      ]) {
        expect(await failureOf(call)).toMatchObject({
          code: 'blind',
          message: expect.stringContaining('“Again”'),
        })
      }
      const { id } = await client.reports.make({ what: 'codings', format: 'csv', layer: 'independent' })
      expect(wordsIn(study.host.reports.get(id)?.bytes ?? new Uint8Array())).not.toContain('Kim Morris')
    }
    expect((await seenBy(km)).slice(0, 2)).toEqual([1, 1])
    await km.rounds.submit({ round, coder: study.people.KM })
    await ts.rounds.submit({ round, coder: study.people.TS })
    expect(await seenBy(ts)).toEqual(before)
    expect(await ts.adjudication.disagreements({ round: earlier })).toHaveLength(1)
  })
})
