import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeNow } from '#engine/agreement/kept/result.ts'
import { all, column } from '#engine/db/sql.ts'
import { differences, fold, foldJournal } from '#engine/history/fold.ts'
import { inOrder, type Operation } from '#engine/history/journal.ts'
import { listMerged } from '#engine/merging/decisions.ts'
import type { Parcel } from '#engine/merging/parcel.ts'
import { keptRound } from '#engine/rounds/queries.ts'
import { often } from '../helpers/often.ts'
import { asText, live, story, union } from '../history/stories.ts'
import { brokenRules, control, engine, type Merger, wrong } from './mutants.ts'
import {
  act,
  aStep,
  breaches,
  type Copy,
  closeAll,
  contentOf,
  copied,
  mergeInto,
  returned,
  round,
  type Step,
  same,
  takeBack,
  type World,
  worked,
  write,
  yielded,
} from './world.ts'

/*
 * The laws of merging (SAFETY 7.6), over random histories of four copies on real SQLite. Each is tried on the engine, and
 * on mergers that are wrong in one respect, which it must refute: so it is seen that it can.
 */

fc.configureGlobal({ afterEach: closeAll })

const history = fc.array(aStep(['lead', 'KM', 'TS', 'KM', 'TS', 'other']), { maxLength: 60 })

/** What may be sent: parts of both coders' work, all of it handed in, and another lead's copy. */
const parcelsOf = (world: World): Parcel[] => [
  returned(world, 'KM', { share: 0.5 }),
  returned(world, 'TS', { share: 0.7 }),
  returned(world, 'KM', { submits: true }),
  returned(world, 'TS', { submits: true }),
  copied(world.other, 'other'),
]

const someParcels = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 })
/** All rows, but whether the round is blind and what says why not. */
const butBlinding = (copy: Copy): string => contentOf(copy, 'unblindings').replace(/"blind": [01]/g, '')

const those = (parcels: readonly Parcel[], which: readonly number[]) => which.flatMap(n => parcels[n] ?? [])

/** A law, of whatever way to merge. */
type Law = (merger: Merger) => fc.IProperty<unknown>

const inTurn = (merger: Merger, from: Copy, parcels: readonly Parcel[]): Copy => {
  const copy = same(from)
  for (const parcel of parcels) merger.merge(copy, parcel)
  return copy
}

/** A law, how often it is tried, on what in any case, and which wrong mergers it refutes. */
interface Tried {
  law: Law
  runs: number
  /** Of laws over a history alone, or with what is sent. */
  examples?: ([Step[]] | [Step[], number[]])[]
  refutes: (keyof typeof wrong)[]
}

const step = (who: Step['who'], what: Step['what'], a: number, b: number, c: number): Step => ({
  who,
  what,
  a,
  b,
  c,
})

const laws: Record<string, Tried> = {
  'F1 two packages give the same rows in either order': {
    runs: 40,
    refutes: ['what is older than the newest here is left out'],
    law: merger =>
      fc.property(history, steps => {
        const world = worked(steps)
        const [, , km, ts] = parcelsOf(world)
        const both = [km, ts].filter(each => each !== undefined)
        const a = inTurn(merger, world.lead, both)
        expect(yielded(inTurn(merger, world.lead, both.toReversed()))).toBe(yielded(a))
      }),
  },
  'F2 it does not matter who merges with whom first': {
    runs: 60,
    examples: [
      // Both leads corrected one text, and the words coded in it in one of them only.
      [
        [
          step('lead', 'code', 717, 195, 1),
          step('KM', 'code', 153, 195, 0),
          step('other', 'code', 201, 0, 1),
        ],
      ],
      // What was moved had been coded in a text that the other lead corrected.
      [[step('KM', 'code', 0, 0, 0), step('other', 'code', 0, 0, 158), step('KM', 'move', 0, 393, 0)]],
    ],
    refutes: ['every change is done to the tables as it comes'],
    law: merger =>
      fc.property(history, steps => {
        const world = worked(steps)
        const km = returned(world, 'KM')
        // The lead takes the other copy in and then the return; or the other takes the return, and the lead both.
        const left = inTurn(merger, world.lead, [copied(world.other, 'other'), km])
        const other = inTurn(merger, world.other, [km])
        const right = inTurn(merger, world.lead, [copied(other, 'other, with KM')])
        expect(yielded(right)).toBe(yielded(left))
      }),
  },
  'F3 what was merged changes nothing when it comes again': {
    runs: 30,
    refutes: ['every change is done to the tables as it comes'],
    law: merger =>
      fc.property(history, someParcels, (steps, which) => {
        const world = worked(steps)
        const parcels = those(parcelsOf(world), which)
        const once = inTurn(merger, world.lead, parcels)
        expect(yielded(inTurn(merger, world.lead, [...parcels, ...parcels]))).toBe(yielded(once))
      }),
  },
  'F4 a part and then the whole is the whole': {
    runs: 40,
    refutes: ['every change is done to the tables as it comes', 'who has sent once is not asked again'],
    law: merger =>
      fc.property(history, fc.double({ min: 0, max: 1, noNaN: true }), (steps, share) => {
        const world = worked(steps)
        const whole = returned(world, 'KM', { submits: true })
        const parts = [returned(world, 'KM', { share, name: 'part' }), whole]
        expect(yielded(inTurn(merger, world.lead, parts))).toBe(yielded(inTurn(merger, world.lead, [whole])))
      }),
  },
  'F5 nothing sent is missing: every operation is kept, and what was made and never removed stands or waits':
    {
      runs: 30,
      refutes: ['what is older than the newest here is left out'],
      law: merger =>
        fc.property(history, someParcels, (steps, which) => {
          const world = worked(steps)
          const sent = those(parcelsOf(world), which).map(parcel => [...parcel.operations])
          const copy = inTurn(merger, world.lead, those(parcelsOf(world), which))
          const kept = new Set(column<string>(copy.db, 'SELECT id FROM operations'))
          for (const { id } of sent.flat()) expect(kept.has(id)).toBe(true)
          const changes = [...sent.flat(), ...inOrder(world.lead.db)].flatMap(operation => operation.changes)
          const removed = new Set(changes.filter(({ after }) => after === null).map(({ id }) => id))
          const there = new Set(
            column<string>(
              copy.db,
              `SELECT id FROM codings UNION SELECT id FROM annotations UNION SELECT "row" FROM to_place`,
            ),
          )
          for (const { table, id, before } of sent.flat().flatMap(operation => operation.changes)) {
            if ((table !== 'codings' && table !== 'annotations') || before !== null || removed.has(id))
              continue
            expect(there.has(id)).toBe(true)
          }
        }),
    },
  'F7 merging step by step leaves the fold of the union, and `check` finds nothing': {
    runs: 30,
    refutes: ['every change is done to the tables as it comes'],
    law: merger =>
      fc.property(history, someParcels, (steps, which) => {
        const world = worked(steps)
        const copy = inTurn(merger, world.lead, those(parcelsOf(world), which))
        expect(differences(copy.db, fold([...inOrder(copy.db)].reverse()))).toEqual([])
        // What is wrong with the others is to be seen in the rows, not in the chain of what they never wrote.
        if (merger === engine) expect(breaches(copy)).toEqual([])
      }),
  },
  'F9 undo gives the content back but the blinding of what was seen, and redo what the merge gave': {
    runs: 30,
    refutes: ['undo says so and does nothing'],
    law: merger =>
      fc.property(history, someParcels, (steps, which) => {
        const { lead, ...others } = worked(steps)
        const before = butBlinding(lead)
        merger.merge(lead, ...those(parcelsOf({ lead, ...others }), which))
        const after = butBlinding(lead)
        const wasSeen = keptRound(lead.db, round)?.state !== 'open'
        expect(merger.undo(lead)).toBe(true)
        expect(butBlinding(lead)).toBe(before)
        // What was seen stays seen, undone or done again.
        expect(keptRound(lead.db, round)?.blind).toBe(!wasSeen)
        expect(takeBack(lead, 'redo')).toBe(true)
        expect(butBlinding(lead)).toBe(after)
        expect(keptRound(lead.db, round)?.blind).toBe(!wasSeen)
        expect(breaches(lead)).toEqual([])
      }),
  },
  'F10 nothing dangles, and no tree has a circle': {
    runs: 40,
    refutes: ['nothing is mended'],
    law: merger =>
      fc.property(history, someParcels, (steps, which) => {
        const world = worked(steps)
        const { db } = inTurn(merger, world.lead, those(parcelsOf(world), which))
        expect(db.pragma('foreign_key_check')).toEqual([])
        for (const table of ['codes', 'themes']) {
          const circle = all(
            db,
            `WITH RECURSIVE above (start, id) AS (SELECT id, parent FROM ${table}
               UNION SELECT above.start, ${table}.parent FROM ${table} JOIN above ON above.id = ${table}.id)
             SELECT start FROM above WHERE start = id`,
          )
          expect(circle).toEqual([])
        }
        for (const kind of ['theme', 'code', 'source', 'case'])
          expect(
            all(
              db,
              `SELECT id FROM memos WHERE about_kind = '${kind}' AND about NOT IN (SELECT id FROM ${kind}s)`,
            ),
          ).toEqual([])
      }),
  },
  'F11 what met is listed in words: things by their names, and no value as it is stored': {
    runs: 40,
    // One code that two leads put under two others.
    examples: [
      [
        [step('lead', 'nest', 0, 1, 1), step('other', 'nest', 0, 2, 1)],
        [2, 3, 4],
      ],
    ],
    refutes: [],
    law: merger =>
      fc.property(history, someParcels, (steps, which) => {
        const world = worked(steps)
        const copy = inTurn(merger, world.lead, those(parcelsOf(world), which))
        const decisions = write(copy, tools => listMerged(tools)).flatMap(merged => merged.decisions)
        for (const { what, stands, other } of decisions)
          expect([what, stands, other].join(' ')).not.toMatch(
            /row of the study|[0-9a-f]{8}-[0-9a-f]{4}-|\d{12}/,
          )
      }),
  },
  'F12 figures of agreement are the same whatever came first': {
    runs: 20,
    refutes: ['who has sent once is not asked again'],
    law: merger =>
      fc.property(history, fc.boolean(), (steps, isReversed) => {
        const world = worked(steps)
        const [part, , km, ts, other] = parcelsOf(world)
        const parcels = [other, part, km, ts].filter(each => each !== undefined)
        const figures = (copy: Copy) => {
          const kept = keptRound(copy.db, round)
          const options = { withInterviewer: true, withQuoted: false, codes: null, replicates: 10, seed: 1 }
          return kept && JSON.stringify(computeNow(copy.db, kept, 'character', options))
        }
        const order = isReversed ? parcels.toReversed() : [...parcels.slice(2), ...parcels.slice(0, 2)]
        expect(figures(inTurn(merger, world.lead, order))).toBe(figures(inTurn(merger, world.lead, parcels)))
      }),
  },
}

/** Whether a law finds fault with a way to merge. Ends with the first fault: many tries cost nothing where there is one. */
const isRefuted = (law: fc.IProperty<unknown>, runs = 2000): boolean =>
  fc.check(law, { numRuns: runs, endOnFailure: true }).failed

/** Some of these take a minute where a machine is busy. */
const enough = 600_000 * (often(1).numRuns ?? 1)

describe('merging', () => {
  describe.each(Object.entries(laws))('%s', (_, { law, runs, examples = [], refutes }) => {
    it('holds', () => fc.assert(law(engine), { ...often(runs), examples }), enough)
    it.each(refutes)(
      'is refuted where %s',
      mutant => expect(isRefuted(law(wrong[mutant]))).toBe(true),
      enough,
    )
  })

  it.each(Object.keys(laws).filter(name => !/^F9/.test(name)))(
    '%s: a right merger of the wrong ones’ make is not refuted',
    name => expect(isRefuted(laws[name]?.law(control) as never, 10)).toBe(false),
    enough,
  )

  it(
    'F6 all orders of five packages give the same rows',
    () =>
      fc.assert(
        fc.property(history, steps => {
          const world = worked(steps)
          const parcels = parcelsOf(world)
          const found = new Set<string>()
          // Every order by the ways to go on from every beginning: a beginning is merged once.
          const goOn = (copy: Copy, left: readonly Parcel[]): void => {
            if (left.length === 0) found.add(yielded(copy))
            for (const parcel of left)
              goOn(
                inTurn(engine, copy, [parcel]),
                left.filter(each => each !== parcel),
              )
          }
          goOn(world.lead, parcels)
          expect(found.size).toBe(1)
        }),
        often(1),
      ),
    enough,
  )
})

/** Commands to a study and those who work apart from it. */
type Command =
  | { do: 'act'; step: Step }
  | { do: 'merge'; which: number; share: number }
  | { do: 'again'; which: number }
  | { do: 'undo' | 'redo' }

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: aStep(['lead', 'KM', 'TS', 'other']).map(step => ({ do: 'act' as const, step })) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      which: fc.nat(2),
      share: fc.constantFrom(0.4, 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
)

describe('a study that is worked in and merged into for weeks', () => {
  /*
   * F14. The oracle knows nothing of ranges, rows of `returns` or what is derived: it holds which packages stand, and the
   * operations of each as they were sent.
   */
  it(
    'F14 holds what an oracle in memory says, after every command',
    () =>
      fc.assert(
        fc.property(fc.array(command, { maxLength: 40 }), commands => {
          const world = worked([])
          const { lead } = world
          const sent: Parcel[] = []
          const stands = new Map<string, boolean>()
          const dead = new Set<string>()
          const counts = (): Operation[] => {
            const brought = sent.filter(({ id }) => stands.has(id))
            const own = [...inOrder(lead.db)].filter(each => each.copy === lead.copy)
            return [
              ...own.map(each => ({
                ...each,
                kind: 'x',
                changes: dead.has(each.id)
                  ? each.changes.filter(({ table }) => table === 'returns')
                  : each.changes,
              })),
              ...brought.filter(({ id }) => stands.get(id)).flatMap(({ operations }) => [...operations]),
            ]
          }
          commands.forEach((command, n) => {
            // Whoever takes back their own last step may take a merge back by it.
            const { do: way, step: { who, what } = {} } = { step: undefined, ...command }
            const isTakenBack = way === 'act' && who === 'lead' && (what === 'undo' || what === 'redo')
            const each: Command = isTakenBack ? { do: what } : command
            if (each.do === 'act') act(world[each.step.who], each.step)
            else if (each.do === 'merge' || each.do === 'again') {
              const parcel =
                each.do === 'again'
                  ? sent[each.which % Math.max(1, sent.length)]
                  : each.which === 2
                    ? null
                    : returned(world, each.which === 0 ? 'KM' : 'TS', { share: each.share, name: `${n}` })
              if (!parcel) return
              if (each.do === 'merge') sent.push(parcel)
              mergeInto(lead, parcel)
              stands.set(parcel.id, true)
            } else if (takeBack(lead, each.do)) {
              const last = [...inOrder(lead.db)].filter(one => one.copy === lead.copy).at(-1)
              if (!last?.kind.startsWith('merge.')) return
              for (const { id, after } of last.changes)
                if (after?.undone !== undefined) stands.set(id, after.undone === 0)
              // The merge itself, found through the steps that took it back and did it again.
              let target = last.undoes
              for (let step = one(lead, target); step && step.kind !== 'merge.done'; step = one(lead, target))
                target = step.undoes
              if (target) each.do === 'undo' ? dead.add(target) : dead.delete(target)
            }
            expect(differences(lead.db, fold(counts()))).toEqual([])
            expect(differences(lead.db, foldJournal(lead.db))).toEqual([])
          })
          expect(breaches(lead)).toEqual([])
        }),
        often(40),
      ),
    enough,
  )
})

const one = ({ db }: Copy, id: string | null): Operation | undefined =>
  [...inOrder(db)].find(operation => operation.id === id)

describe('the fold of a union', () => {
  /** Laws of the fold alone, by its rules. */
  const orderIsOfNoAccount = (rules?: (typeof brokenRules)['no tie-break']) =>
    fc.property(story, fc.infiniteStream(fc.nat()), (steps, chance) => {
      const operations = union(live(steps)).map((o, n) => ({ ...o, at: n * 7 - (n % 3) * 30 }))
      const keyed = [...operations, ...operations].map(o => ({ o, key: chance.next().value ?? 0 }))
      const other = keyed.sort((x, y) => x.key - y.key).map(({ o }) => o)
      expect(asText(fold(other, rules))).toBe(asText(fold(operations, rules)))
    })
  const clocksAreOfNoAccount = (rules?: (typeof brokenRules)['no tie-break']) =>
    fc.property(story, fc.infiniteStream(fc.nat(1000)), (steps, clock) => {
      const operations = union(live(steps))
      const wrongClocks = operations.map(o => ({ ...o, at: clock.next().value ?? 0 }))
      expect(asText(fold(wrongClocks, rules))).toBe(asText(fold(operations, rules)))
    })
  const editsStand = (rules?: (typeof brokenRules)['no tie-break']) =>
    fc.property(story, steps => {
      const operations = union(live(steps))
      const { tables, conflicts } = fold(operations, rules)
      for (const { what, table, id } of conflicts)
        if (what === 'edited and removed')
          expect(tables.get(table)?.has(id) || isGoneLater(operations, id)).toBe(true)
      // A code that somebody renamed after it was removed elsewhere is there.
      for (const id of renamedAndRemoved(operations)) expect(tables.get('codes')?.has(id)).toBe(true)
    })

  it.each<
    [
      string,
      (rules?: (typeof brokenRules)['no tie-break']) => fc.IProperty<unknown>,
      (keyof typeof brokenRules)[],
    ]
  >([
    [
      'is the same in any order and repetition',
      orderIsOfNoAccount,
      ['no tie-break', 'whoever was given last wins'],
    ],
    ['does not ask the clock', clocksAreOfNoAccount, ['the clock decides']],
    ['keeps what was edited', editsStand, ['removals beat edits']],
  ])('%s', (_, law, mutants) => {
    fc.assert(law(), often(200))
    for (const mutant of mutants)
      expect([mutant, isRefuted(law(brokenRules[mutant]))]).toEqual([mutant, true])
  })
})

const isGoneLater = (operations: readonly Operation[], id: string): boolean =>
  operations.some(({ changes }) => changes.some(change => change.id === id && change.after === null))

/** Codes with exactly one removal, and an edit that comes later in the order by somebody who did not know of it. */
function renamedAndRemoved(operations: readonly Operation[]): string[] {
  const once = [...new Map(operations.map(o => [o.id, o])).values()]
  const changes = once.flatMap(o => o.changes.map(change => ({ ...change, lamport: o.lamport })))
  return [
    ...Map.groupBy(
      changes.filter(({ table }) => table === 'codes'),
      ({ id }) => id,
    ),
  ].flatMap(([id, own]) => {
    const removals = own.filter(({ after }) => after === null)
    const [removal] = removals
    if (!removal || removals.length > 1) return []
    const isEdited = own.some(({ before, after, lamport }) => before && after && lamport > removal.lamport)
    return isEdited ? [id] : []
  })
}
