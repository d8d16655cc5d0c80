import { v7 } from 'uuid'
import type { Operation } from '#engine/history/journal.ts'
import { seal } from '#engine/history/journal.ts'
import type { Keys } from '#engine/packages/protection.ts'
import { type Package, readPackage } from '#engine/packages/read.ts'
import type { Draft } from '#engine/packages/write.ts'

const copy = v7()
const actor = v7()

/** An operation as a coder's copy would have it, sealed; `said` is what it says otherwise. */
export function anOperation(sequence: number, said: Partial<Operation> = {}): Operation {
  const operation = {
    id: v7(),
    copy,
    sequence,
    lamport: 100 + sequence,
    actor,
    at: 1_790_000_000_000 + sequence,
    kind: 'codings.apply',
    summary: 'Coded a passage with “Ease”',
    undoes: null,
    undoable: true,
    changes: [
      {
        table: 'codings' as const,
        id: v7(),
        before: null,
        after: { start: sequence, end: sequence + 9, comment: 'weil’s leichter ist 👩‍👩‍👧', polarity: null },
      },
    ],
    previous: '',
    ...said,
  }
  return { ...operation, hash: said.hash ?? seal(operation) }
}

/** What a return could hold: a few operations, two memos. */
export const aDraft = (said: Partial<Draft['manifest']> = {}, rest: Partial<Draft> = {}): Draft => ({
  manifest: {
    kind: 'return',
    id: v7(),
    study: { id: v7(), title: 'A study for tests' },
    parent: v7(),
    round: { id: v7(), title: 'Round 1' },
    coder: { id: actor, name: 'Kim Morris', initials: 'KM' },
    schema: 14,
    createdAt: '2026-11-27T12:00:00.000Z',
    submits: true,
    details: {},
    sources: 2,
    ...said,
  },
  operations: [1, 2, 3].map(sequence => anOperation(sequence)),
  contents: [Buffer.from('A memo.'), Buffer.from('Another memo, with 👩‍👩‍👧 in it.')],
  ...rest,
})

/** Opens a package and reads all that is in it to the end, as whoever takes it in does. */
export async function readWhole(path: string, keys: Keys = {}): Promise<Package & { all: Operation[] }> {
  const read = await readPackage(path, keys)
  const all: Operation[] = []
  for await (const operation of read.operations()) all.push(operation)
  for (const { name } of read.manifest.entries.slice(1)) await read.content(name.slice('contents/'.length))
  return { ...read, all }
}
