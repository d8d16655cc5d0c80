import { describe, expect, it } from 'vitest'
import { made } from '#engine/history/changes.ts'
import { type Operation, seal } from '#engine/history/journal.ts'
import { ownWork, type Reach } from '#engine/merging/own-work.ts'

/* What a return's operations may do: every way beyond it is refused, each with its own sentence. */

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [coder, other, round, source, code, copy] = [1, 2, 3, 4, 5, 6].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
]

const coding = {
  layer: 'independent',
  source,
  revision: id(7),
  start: 1,
  end: 4,
  code,
  coder,
  polarity: null,
  comment: '',
  round,
  ruling: null,
  created_at: 1,
}
const annotation = {
  source,
  revision: id(7),
  start: 1,
  end: 4,
  author: coder,
  text: 'x',
  round,
  created_at: 1,
}
const proposal = {
  framework: id(8),
  parent: null,
  name: 'New',
  definition: '',
  when_to_use: '',
  when_not: '',
  example: '',
  colour: 1,
  status: 'provisional',
  position: 1,
  proposed_in: round,
  created_by: coder,
  created_at: 1,
}
const memo = {
  title: 'M',
  kind: 'analytic',
  state: 'draft',
  about_kind: 'study',
  about: null,
  author: coder,
  body: 'a',
  words: 1,
  updated_at: 1,
}
const columns = { codings: coding, annotations: annotation, codes: proposal, memos: memo }

const reach: Reach = {
  coder,
  round,
  sources: new Set([source]),
  mayAddCodes: true,
  olderVersion: null,
  after: 100,
  columns: table => new Set(Object.keys(columns[table])),
  makerOf: (_, row) => ({ [id(50)]: coder, [id(51)]: other, [id(52)]: null })[row],
}

/** An operation with its seal as it ought to be. */
function operation(as: Partial<Operation> = {}): Operation {
  const { hash, ...said } = {
    id: id(20),
    copy,
    sequence: 2,
    lamport: 101,
    actor: coder,
    at: 0,
    kind: 'coding.added',
    summary: 'Coded',
    undoes: null,
    undoable: true,
    changes: [made('codings', id(30), coding)],
    previous: '',
    hash: '',
    ...as,
  }
  return { ...said, hash: hash || seal(said) }
}

const making = (table: keyof typeof columns, row: object, kind: string) =>
  operation({ kind, changes: [made(table, id(30), { ...columns[table], ...row } as never)] })

const editing = (row: string, after: object) =>
  operation({
    kind: 'coding.changed',
    changes: [{ table: 'codings', id: row, before: {}, after: after as never }],
  })

describe('a return may', () => {
  it.each<[string, Operation]>([
    ['code', operation()],
    ['annotate', making('annotations', {}, 'annotation.added')],
    ['propose a code', making('codes', {}, 'code.added')],
    ['write a memo', making('memos', {}, 'memo.added')],
    ['change what its coder did before', editing(id(50), { start: 2 })],
    ['propose a code while coding', making('codes', {}, 'coding.added')],
  ])('%s', (_, each) => {
    expect(() => ownWork(reach)(each)).not.toThrow()
  })

  it('go on with what it made itself, and take it away', () => {
    const look = ownWork(reach)
    const first = operation()
    look(first)
    const change = { table: 'codings' as const, id: id(30), before: { end: 4 }, after: { end: 9 } }
    const second = operation({
      id: id(21),
      sequence: 3,
      lamport: 102,
      previous: first.hash,
      changes: [change],
    })
    look(second)
    const gone = { table: 'codings' as const, id: id(30), before: { ...coding, end: 9 }, after: null }
    look(operation({ id: id(22), sequence: 5, lamport: 104, changes: [gone] }))
  })
})

describe('a return is refused that', () => {
  it.each<[string, Operation, RegExp]>([
    ['speaks for another', operation({ actor: other }), /by somebody other/],
    ['is older than its hand-out', operation({ lamport: 100 }), /before its hand-out/],
    ['counts beyond all counting', operation({ lamport: 2 ** 53 }), /counts its steps/],
    ['counts in halves', operation({ sequence: 1.5 }), /counts its steps/],
    ['has an id of its own fashion', operation({ id: 'x' }), /not written as Tandem/],
    ['was changed after it was sealed', operation({ hash: 'f'.repeat(64) }), /no longer matches its seal/],
    ['does nothing', operation({ changes: [] }), /does nothing/],
    ['codes as another', making('codings', { coder: other }, 'coding.added'), /in the name of somebody else/],
    ['codes in the consensus', making('codings', { layer: 'consensus' }, 'coding.added'), /only a ruling/],
    ['codes as of a ruling', making('codings', { ruling: id(9) }, 'coding.added'), /only a ruling/],
    [
      'codes in another round',
      making('codings', { round: id(9) }, 'coding.added'),
      /outside what was handed/,
    ],
    ['codes another source', making('codings', { source: id(9) }, 'coding.added'), /outside what was handed/],
    ['annotates as another', making('annotations', { author: other }, 'annotation.added'), /in the name of/],
    ['adds a code for good', making('codes', { proposed_in: null }, 'code.added'), /no proposal/],
    ['hides a coding in a theme’s name', making('codings', {}, 'theme.changed'), /does not say that it/],
    ['makes a row of another shape', making('codings', { also: 1 }, 'coding.added'), /not as this version/],
    ['holds what no cell holds', making('codings', { comment: {} }, 'coding.added'), /not as this version/],
    ['changes another’s coding', editing(id(51), { start: 2 }), /of somebody else/],
    ['changes the consensus', editing(id(52), { start: 2 }), /of somebody else/],
    ['changes what never was', editing(id(53), { start: 2 }), /of somebody else/],
    ['gives a coding to another', editing(id(50), { coder: other }), /belong to something else/],
    ['moves a coding to a round', editing(id(50), { round: id(9) }), /belong to something else/],
    ['writes a column there is not', editing(id(50), { also: 1 }), /a column that Tandem/],
  ])('%s', (_, each, sentence) => {
    expect(() => ownWork(reach)(each)).toThrow(sentence)
  })

  it.each(['rulings', 'to_place', 'members', 'rounds', 'returns', 'themes', 'sources'] as const)(
    'touches %s',
    table => {
      const changes = [{ table, id: id(30), before: null, after: {} }]
      expect(() => ownWork(reach)(operation({ changes }))).toThrow(/not a coder’s own work/)
    },
  )

  it('adds a code where the round does not let coders', () => {
    expect(() => ownWork({ ...reach, mayAddCodes: false })(making('codes', {}, 'code.added'))).toThrow(
      /does not allow/,
    )
  })

  it('has its steps out of order, or one that does not follow', () => {
    const again = (as: Partial<Operation>) => {
      const look = ownWork(reach)
      look(operation())
      return () => look(operation({ id: id(21), changes: [made('codings', id(31), coding)], ...as }))
    }
    expect(again({ sequence: 2, lamport: 102 })).toThrow(/out of their order/)
    expect(again({ sequence: 3, lamport: 101 })).toThrow(/out of their order/)
    expect(again({ sequence: 3, lamport: 102, previous: 'e'.repeat(64) })).toThrow(/does not follow/)
    expect(again({ sequence: 4, lamport: 103, previous: 'e'.repeat(64) })).not.toThrow()
  })
})
