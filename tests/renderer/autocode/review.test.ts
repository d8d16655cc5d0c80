import { describe, expect, it } from 'vitest'
import { acceptedOf, decided, rowsOf } from '#renderer/screens/code/autocode/review.ts'
import type { Found, Proposal } from '#shared/model/autocode.ts'

const proposal = (source: string, start: number, carries: string[] = []): Proposal => ({
  source,
  start,
  end: start + 5,
  speaker: null,
  matches: [],
  shown: { start, text: 'words', before: false, after: false },
  carries,
  meets: [],
})

const found: Found = {
  proposals: [proposal('one', 0), proposal('one', 9, ['x']), proposal('two', 3), proposal('three', 1)],
  sources: [
    { id: 'one', title: 'One', submitted: null },
    { id: 'two', title: 'Two', submitted: 'Round 1' },
    { id: 'three', title: 'Three', submitted: null },
  ],
  searched: 5,
  remarks: [],
}

const none = new Map<string, boolean>()

describe('what is accepted', () => {
  it('is all but what carries the code already and what a submitted round holds', () => {
    expect(acceptedOf(found, none, null)).toEqual([true, true, false, true])
    expect(acceptedOf(found, none, 'x')).toEqual([true, false, false, true])
    expect(acceptedOf(found, none, 'y')).toEqual([true, true, false, true])
  })

  it('is what a person says, but in a submitted round', () => {
    expect(acceptedOf(found, decided(none, found.proposals, true), 'x')).toEqual([true, true, false, true])
    expect(acceptedOf(found, decided(none, found.proposals.slice(1), false), null)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('stays what was said of a passage that another search finds too', () => {
    const refused = decided(none, [proposal('one', 9)], false)
    const other = { ...found, proposals: [proposal('one', 9), proposal('one', 20), proposal('three', 9)] }
    expect(acceptedOf(other, refused, null)).toEqual([false, true, true])
  })
})

describe('the lines of the preview', () => {
  it('are each source with its proposals', () => {
    expect(
      rowsOf(found).map(row => (row.kind === 'source' ? [row.title, row.from, row.to] : row.at)),
    ).toEqual([['One', 0, 2], 0, 1, ['Two', 2, 3], 2, ['Three', 3, 4], 3])
  })
})
