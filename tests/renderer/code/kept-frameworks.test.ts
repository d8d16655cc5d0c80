import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBranches, withOpen, withToggled } from '#renderer/screens/code/kept-frameworks.ts'

const branches = ['a', 'b', 'c', 'd']
const some = fc.subarray(branches)
const anyKept = fc.record({
  allFolded: fc.boolean(),
  except: fc.subarray([...branches, 'hidden']),
  hidden: some,
})

test('exactly what is to be open is open afterwards, and what is not shown stays as it was', () => {
  fc.assert(
    fc.property(anyKept, some, (kept, open) => {
      const after = withOpen(kept, branches, new Set(open))
      expect([...openBranches(after, branches)]).toEqual(branches.filter(id => open.includes(id)))
      expect(openBranches(after, ['hidden'])).toEqual(openBranches(kept, ['hidden']))
      expect(after.hidden).toEqual(kept.hidden)
    }),
  )
})

test('a branch made since is folded where all are', () => {
  expect([...openBranches({ allFolded: true, except: ['a'], hidden: [] }, [...branches, 'new'])]).toEqual([
    'a',
  ])
  expect(openBranches({ allFolded: false, except: ['a'], hidden: [] }, ['a', 'new'])).toEqual(
    new Set(['new']),
  )
})

test('a framework is hidden and shown again', () => {
  const kept = { allFolded: false, except: [], hidden: [] }
  expect(withToggled(kept, 'f').hidden).toEqual(['f'])
  expect(withToggled(withToggled(kept, 'f'), 'f')).toEqual(kept)
})
