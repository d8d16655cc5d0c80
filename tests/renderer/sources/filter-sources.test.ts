import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facets } from '#renderer/screens/sources/facets.ts'
import {
  asksSomething,
  everySource,
  filterSources,
  valuesAmong,
} from '#renderer/screens/sources/filter-sources.ts'
import type { SourceSummary } from '#shared/model/source.ts'

const source = fc.record({
  title: fc.constantFrom('P02, Site 2', 'Record 7', 'Letter to the bus company'),
  kind: fc.constantFrom('interview' as const, 'record' as const, 'email' as const),
  dataSet: fc.option(fc.constantFrom({ id: 'a', name: 'Mentors' }, { id: 'b', name: 'Records' })),
  tags: fc.subarray([
    { id: 't', name: 'Pilot' },
    { id: 'u', name: 'Names' },
  ]),
  date: fc.option(fc.constantFrom('2019-01-14', '2019-02-01T10:00:00Z', '2020-03-05')),
  coders: fc.subarray(['AL', 'BO']),
})
const sources = fc.array(source, { maxLength: 20 }).map(list =>
  list.map(
    (one, at): SourceSummary => ({
      ...one,
      id: String(at),
      format: 'txt',
      fileName: `${at}.txt`,
      characters: 10,
      words: 2,
      segments: 1,
      speakers: [],
      sha256: '',
      importedAt: '2026-01-01T00:00:00.000Z',
      cases: [],
      thread: null,
      codedShare: one.coders.length > 0 ? 0.5 : 0,
      warnings: [],
      namesHidden: false,
    }),
  ),
)

describe('the filter of sources', () => {
  it('lets everything through that nothing is asked of', () => {
    fc.assert(
      fc.property(sources, list => {
        expect(filterSources(list, everySource)).toEqual(list)
      }),
    )
    expect(asksSomething(everySource)).toBe(false)
  })

  it('leaves, for any value of any facet, as many sources as it says beside it', () => {
    fc.assert(
      fc.property(sources, list => {
        for (const facet of facets) {
          for (const { id, count } of valuesAmong(list, facet)) {
            const asks = { ...everySource, facets: { [facet.id]: [id] } }
            expect(filterSources(list, asks)).toHaveLength(count)
          }
        }
      }),
    )
  })

  it('asks for all of several facets and for one of several values', () => {
    fc.assert(
      fc.property(sources, list => {
        const asks = { ...everySource, facets: { kind: ['record', 'email'], tag: ['t'] } }
        expect(filterSources(list, asks)).toEqual(
          list.filter(({ kind, tags }) => kind !== 'interview' && tags.some(({ id }) => id === 't')),
        )
      }),
    )
  })

  it('counts a source as coded by the share that the list shows', () => {
    fc.assert(
      fc.property(sources, list => {
        // As an email that is coded in its quoted part alone.
        const unseen = list.map(source => ({ ...source, codedShare: 0 }))
        const coded = { ...everySource, facets: { coded: ['coded'] } }
        expect(filterSources(unseen, coded)).toEqual([])
        expect(filterSources(list, coded)).toEqual(list.filter(({ codedShare }) => codedShare > 0))
      }),
    )
  })

  it('takes both ends of a range of days, and no source without a date', () => {
    fc.assert(
      fc.property(sources, list => {
        const asks = { ...everySource, from: '2019-01-14', to: '2019-02-01' }
        expect(filterSources(list, asks)).toEqual(list.filter(({ date }) => date?.startsWith('2019')))
      }),
    )
  })

  it('finds every word in whatever is said of a source, whatever its case', () => {
    fc.assert(
      fc.property(sources, list => {
        expect(filterSources(list, { ...everySource, words: ' PILOT  record ' })).toEqual(
          list.filter(({ title, tags }) => title === 'Record 7' && tags.some(({ name }) => name === 'Pilot')),
        )
      }),
    )
  })
})
