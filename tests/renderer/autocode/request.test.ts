import { describe, expect, it } from 'vitest'
import { takenUp } from '#renderer/screens/code/autocode/left.ts'
import {
  codedInWords,
  firstRequest,
  inputOf,
  isSameSearch,
  placeInWords,
  unitedInWords,
} from '#renderer/screens/code/autocode/request.ts'

const barrier = { code: 'a', polarity: 'barrier' } as const
const facilitator = { code: 'a', polarity: 'facilitator' } as const

describe('what became of passages that had the code', () => {
  it('is said with how many there are, and what their marks are now', () => {
    expect(unitedInWords({ added: 6, already: 0, united: 0, mixed: [] })).toBe('')
    expect(unitedInWords({ added: 6, already: 0, united: 1, mixed: [] })).toBe(
      ' 1 was joined with what you had coded there.',
    )
    expect(unitedInWords({ added: 6, already: 0, united: 1, mixed: [barrier] })).toBe(
      ' 1 was joined with what you had coded there. In it a facilitator and a barrier became one: it is a barrier.',
    )
    expect(unitedInWords({ added: 6, already: 0, united: 4, mixed: [facilitator] })).toBe(
      ' 4 were joined with what you had coded there. In 1 of them a facilitator and a barrier became one: it is a facilitator.',
    )
    expect(unitedInWords({ added: 6, already: 0, united: 4, mixed: [barrier, facilitator, barrier] })).toBe(
      ' 4 were joined with what you had coded there. In 3 of them a facilitator and a barrier became one: now 1 facilitator and 2 barriers.',
    )
  })
})

describe('what was coded', () => {
  const outcome = { added: 6, already: 0, united: 0, mixed: [] }
  it('counts what is new, and apart from it what had the code already', () => {
    expect(codedInWords(outcome, 'Time')).toBe('Coded 6 passages as “Time”.')
    expect(codedInWords({ ...outcome, already: 2 }, 'Time')).toBe(
      'Coded 4 passages as “Time”. 2 had it already.',
    )
    expect(codedInWords({ ...outcome, already: 5, united: 1 }, 'Time')).toBe(
      'Coded 1 passage as “Time”. 5 had it already. 1 was joined with what you had coded there.',
    )
    expect(codedInWords({ ...outcome, already: 6 }, 'Time')).toBeNull()
  })
})

describe('a search', () => {
  it('is the same while all that decides what is found is, and not the words of another way', () => {
    const request = firstRequest('time', true)
    const asked = inputOf(request, 'source', null)
    if (!asked) throw new Error('Nothing is asked for')
    const isSame = (change: Partial<typeof request>) =>
      isSameSearch(asked, inputOf({ ...request, ...change }, 'source', null))
    expect(isSame({})).toBe(true)
    expect(isSame({ words: ' time ', pattern: 'x', turnExtent: 'sentence' })).toBe(true)
    for (const change of [
      { words: 'times' },
      { words: '' },
      { by: 'pattern', pattern: 'time' },
      { matchCase: true },
      { wholeWords: true },
      { where: 'all' },
      { extent: 'turn' },
      { withoutInterviewers: false },
      { withoutQuoted: false },
    ] as const) {
      expect(isSame(change)).toBe(false)
    }
  })

  it('looks in the sources that were chosen, in whatever order they were ticked, and in none before', () => {
    const request = { ...firstRequest('time', true), where: 'chosen' }
    expect(inputOf(request, 'source', null)).toBeNull()
    const asked = inputOf({ ...request, chosen: ['b', 'a'] }, 'source', null)
    expect(asked).toMatchObject({ sources: ['a', 'b'] })
    expect(asked && isSameSearch(asked, inputOf({ ...request, chosen: ['a', 'b'] }, null, null))).toBe(true)
    expect(asked && placeInWords(asked, [], [])).toBe('the sources you chose')
  })

  it('looks nowhere else where the source that was open is gone', () => {
    expect(inputOf(firstRequest('time', true), null, null)).toBeNull()
  })

  it('that was left in one source looks in it also from another, with what was judged', () => {
    const request = firstRequest('time', true)
    const decisions = new Map([['one 0 5', { source: 'one', start: 0, end: 5, isAccepted: false }]])
    const left = {
      request,
      choice: { typed: 'Time', code: 'c' },
      decisions,
      source: 'one',
      question: null,
      wasFound: true,
    }
    expect(takenUp(left, 'one')).toEqual({ request, choice: left.choice, decisions })
    expect(takenUp(left, 'two').request).toMatchObject({ where: 'chosen', chosen: ['one'] })
    expect(takenUp({ ...left, request: { ...request, where: 'all' } }, 'two').request.where).toBe('all')
  })
})
