import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all, value } from '#engine/db/sql.ts'
import { connectWindow } from '#engine/dispatch.ts'
import { differences, fold, foldJournal } from '#engine/history/fold.ts'
import { inOrder, type Operation } from '#engine/history/journal.ts'
import type { Coding } from '#shared/model/coding.ts'
import { overlaps } from '#shared/text/span.ts'
import { often } from '../helpers/often.ts'
import { aCorrectedHistory, aHistory, live, type Step, steps } from '../helpers/random-history.ts'
import { contentOf, makeEngine, makeStudy, outcomeOf, someText, studyAt } from '../helpers/study.ts'

const runs = often(12)

describe('the journal, after any history of three people and the command line', () => {
  it('folds from nothing to the tables as they stand, and the check finds nothing', () =>
    fc.assert(
      fc.asyncProperty(aCorrectedHistory, async history => {
        const world = await live(history)
        const folded = foldJournal(world.study.db())
        expect(folded.conflicts).toEqual([])
        expect(differences(world.study.db(), folded)).toEqual([])
        expect(await world.study.setUp.study.check({})).toEqual({ ok: true, breaches: [] })
        expect(world.study.faults()).toBe('')
        world.study.close()
      }),
      runs,
    ))

  it('has one entry for each write that changed something, and none for one that failed', () =>
    fc.assert(
      fc.asyncProperty(aCorrectedHistory, async history => {
        const world = await live(history, {
          after({ outcome, entries, changed }) {
            expect(entries).toBe(outcome === 'done' && changed ? 1 : 0)
          },
        })
        world.study.close()
      }),
      runs,
    ))

  it('never has a coding changed by anyone but its coder', () =>
    fc.assert(
      fc.asyncProperty(aHistory, async history => {
        const world = await live(history, {
          after({ who, before, now }) {
            const others = (codings: readonly Coding[]) =>
              codings.filter(c => c.coder !== who).map(({ round: _, frozen: __, ...kept }) => kept)
            expect(others(now)).toEqual(others(before))
          },
        })
        world.study.close()
      }),
      runs,
    ))

  it('never has one coder’s codings of one code overlap in a round', () =>
    fc.assert(
      fc.asyncProperty(aHistory, async history => {
        const world = await live(history, {
          after({ now }) {
            for (const a of now) {
              for (const b of now) {
                if (a.id >= b.id || a.coder !== b.coder || a.code !== b.code || a.source !== b.source)
                  continue
                expect(a.round === b.round && overlaps(a, b) ? [a, b] : []).toEqual([])
              }
            }
          },
        })
        world.study.close()
      }),
      runs,
    ))

  it('has undo followed by redo change nothing, at every step back', () =>
    fc.assert(
      fc.asyncProperty(aCorrectedHistory, async history => {
        const world = await live(history)
        for (const who of ['KM', 'TS', 'RV'] as const) {
          const client = await world.study.as(who)
          for (let back = 0; back < 30 && (await client.history.state({})).undo !== null; back++) {
            const before = contentOf(world.study.db())
            if ((await outcomeOf(client.history.undo({}))) !== 'done') break
            const redone = await outcomeOf(client.history.redo({}))
            // Taking a shared code away again waits for the end of a blind round.
            if (redone === 'blind') break
            expect(redone).toBe('done')
            expect(contentOf(world.study.db())).toBe(before)
            await client.history.undo({})
          }
        }
        world.study.close()
      }),
      runs,
    ))

  it('holds no words of a transcript', async () => {
    const study = await makeStudy()
    const canary = 'nightjarsong'
    const source = await study.source('Interview 1', `Mentor: ${canary} ${someText()} ${canary}`)
    const km = await study.as('KM')
    const code = await study.code('Waiting')
    await km.codings.add({ source, start: 8, end: 8 + canary.length, code: code.id, comment: 'A comment' })
    await km.annotations.add({ source, start: 8, end: 20, text: 'A note' })
    const memo = await km.memos.add({ title: 'A memo', about: { kind: 'source', id: source } })
    const quotation = { type: 'quotation', source, start: 8, end: 20, coding: null }
    await km.memos.save({
      memo: memo.id,
      body: JSON.stringify({ root: { type: 'root', children: [quotation] } }),
    })
    await km.history.undo({})
    expect((await km.memos.open({ memo: memo.id })).title).toBe('A memo')
    const said = all<{ said: string }>(study.db(), 'SELECT summary || changes AS said FROM operations')
    expect(said.filter(row => row.said.includes(canary))).toEqual([])
    const answered = all<{ output: string }>(study.db(), 'SELECT output FROM answered')
    expect(answered.filter(row => row.output.includes(canary))).toEqual([])
  })

  it('folds to something else when the last change to any row is dropped: the property can fail', () =>
    fc.assert(
      fc.asyncProperty(aHistory, fc.nat(), async (history, pick) => {
        const world = await live(history)
        const entries = [...inOrder(world.study.db())]
        const last = new Map<string, { entry: Operation; n: number }>()
        for (const entry of entries) {
          for (const [n, { table, id }] of entry.changes.entries()) last.set(`${table} ${id}`, { entry, n })
        }
        const gone = [...last.values()][pick % last.size]
        if (gone) {
          const mutant = entries.map(entry =>
            entry === gone.entry
              ? { ...entry, changes: entry.changes.filter((_, n) => n !== gone.n) }
              : entry,
          )
          expect(tellsApart(world.study.db(), mutant)).toBe(true)
        }
        world.study.close()
      }),
      often(6),
    ))
})

/** True where the fold of `entries` is not what the tables hold. */
function tellsApart(db: Parameters<typeof differences>[0], entries: Parameters<typeof fold>[0]): boolean {
  return differences(db, fold(entries)).length > 0
}

describe('one person alone', () => {
  const own = fc.array(
    steps.filter(step => !['round', 'reopen', 'undo', 'redo'].includes(step.what)),
    {
      minLength: 5,
      maxLength: 30,
    },
  )

  it('undoes all the way to the start, and redoes all the way to the end, across restarts', () =>
    fc.assert(
      fc.asyncProperty(own, async history => {
        const base = await live([])
        const start = contentOf(base.study.db())
        let world = await live(
          history.map((step): Step => ({ ...step, who: 0 })),
          {},
          base,
        )
        const end = contentOf(world.study.db())
        let client = await world.study.as('KM')
        let back = 0
        while ((await client.history.state({})).undo !== null) {
          await client.history.undo({})
          if (++back % 7 === 0) {
            world = await world.reopened()
            client = await world.study.as('KM')
          }
        }
        expect(contentOf(world.study.db())).toBe(start)
        for (let n = 0; n < back; n++) await client.history.redo({})
        expect((await client.history.state({})).redo).toBeNull()
        expect(contentOf(world.study.db())).toBe(end)
        world.study.close()
      }),
      runs,
    ))
})

describe('a command sent twice', () => {
  it('is done once, and answered alike', async () => {
    const study = await makeStudy()
    const answers: unknown[] = []
    const connected = connectWindow(study.host, message => {
      if (message.type === 'answer') answers.push(message.output)
    })
    connected.window.show(study.host.enter(study.path))
    connected.window.memberId = study.people.KM
    const call = {
      type: 'call' as const,
      method: 'codebook.addCode',
      input: { name: 'Once' },
      command: 'one-command',
    }
    connected.receive({ ...call, id: 1 })
    connected.receive({ ...call, id: 2 })
    await expect.poll(() => answers.length).toBe(2)
    expect(answers[0]).toEqual(answers[1])
    const made = value<number>(study.db(), "SELECT count(*) AS n FROM codes WHERE name = 'Once'")
    expect(made).toBe(1)
  })

  it('is still known after a restart', async () => {
    const study = await makeStudy()
    const send = (here: typeof study) =>
      new Promise<unknown>(resolve => {
        const connected = connectWindow(here.host, message => resolve(message))
        connected.window.show(here.host.enter(here.path))
        connected.window.memberId = here.people.KM
        connected.receive({
          type: 'call',
          id: 1,
          method: 'codebook.addCode',
          input: { name: 'Once' },
          command: 'one-command',
        })
      })
    const first = await send(study)
    study.close()
    const again = await studyAt(makeEngine(study.base), study.path)
    expect(await send(again)).toEqual(first)
    expect(value(again.db(), "SELECT count(*) AS n FROM codes WHERE name = 'Once'")).toBe(1)
  })
})
