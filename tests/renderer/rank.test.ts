import { describe, expect, it } from 'vitest'
import { rank } from '#renderer/frame/rank.ts'

const best = (query: string, labels: string[]) =>
  labels
    .flatMap(label => {
      const score = rank(query, label)
      return score === null ? [] : [{ label, score }]
    })
    .toSorted((a, b) => a.score - b.score)
    .map(({ label }) => label)

describe('ranking what was typed', () => {
  it('puts a label that begins with the words before one that only holds them', () => {
    expect(best('im', ['Compare sites with time', 'Go to Import', 'Import files…'])).toEqual([
      'Import files…',
      'Go to Import',
      'Compare sites with time',
    ])
  })

  it('wants every word, in any order', () => {
    expect(best('files imp', ['Import files…', 'Import a study'])).toEqual(['Import files…'])
  })

  it('reads over accents and capitals', () => {
    expect(rank('theme', 'THÈME: DARK')).not.toBeNull()
  })

  it('takes letters in order as a last resort, three at least', () => {
    expect(rank('imf', 'Import files…')).toBeGreaterThan(rank('import', 'Import files…') ?? 0)
    expect(rank('zf', 'Import files…')).toBeNull()
    expect(rank('fmi', 'Import')).toBeNull()
  })

  it('lets everything through when nothing is typed', () => {
    expect(rank('  ', 'anything')).toBe(0)
  })

  it('puts a whole word before the beginning of one', () => {
    expect(best('merge', ['Undo: Merged another copy', 'Go to Merge'])[0]).toBe('Go to Merge')
  })
})
