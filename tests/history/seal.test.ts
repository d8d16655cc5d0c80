import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Operation, seal } from '#engine/history/journal.ts'

const words = fc.string({ unit: 'binary' })
const row = fc.dictionary(words, fc.oneof(words, fc.integer(), fc.double(), fc.constant(null)))
const operation: fc.Arbitrary<Omit<Operation, 'hash'>> = fc.record({
  id: words,
  copy: words,
  sequence: fc.nat(),
  lamport: fc.nat(),
  actor: words,
  at: fc.nat(),
  kind: words,
  summary: words,
  undoes: fc.option(words),
  undoable: fc.boolean(),
  changes: fc.array(
    fc.record({
      table: fc.constant('sources' as const),
      id: words,
      before: fc.option(row),
      after: fc.option(row),
    }),
  ),
  previous: words,
})

it('hashes piece by piece what the fields are as one JSON list', () => {
  fc.assert(
    fc.property(operation, o => {
      const { id, copy, sequence, lamport, actor, at, kind, summary, undoes, undoable, changes, previous } = o
      const whole = JSON.stringify([
        ...[id, copy, sequence, lamport, actor, at, kind, summary, undoes, undoable],
        JSON.stringify(changes),
        previous,
      ])
      expect(seal(o)).toBe(createHash('sha256').update(whole).digest('hex'))
    }),
  )
})
