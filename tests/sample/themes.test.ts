import { beforeAll, describe, expect, it } from 'vitest'
import { locate } from '#engine/sample/locate.ts'
import { readSample, type SampleMemo } from '#engine/sample/sample.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { countWords } from '#shared/text/words.ts'
import { readSources, textOf } from './read-sources.ts'

const sample = readSample()
let sources: Map<string, ParsedDocument>

beforeAll(async () => {
  sources = await readSources(sample)
})

const wordsOf = ({ blocks }: SampleMemo): string =>
  blocks
    .map(block => {
      if (block.type === 'list') return block.items.join('\n')
      return block.type === 'quote' ? block.quote : block.text
    })
    .join('\n')

describe('the sample study’s themes', () => {
  it('are two, of two or three sub-themes each, with a summary each', () => {
    expect(sample.themes).toHaveLength(2)
    for (const theme of sample.themes) {
      expect([2, 3]).toContain(theme.subThemes.length)
      for (const { summary } of [theme, ...theme.subThemes]) expect(countWords(summary)).toBeGreaterThan(20)
    }
  })

  it('collect each code that was used once and only once', () => {
    const collected = sample.themes.flatMap(theme => theme.subThemes.flatMap(sub => sub.codes))
    const used = sample.codings.filter(coding => coding.framework === 'study').map(coding => coding.code)
    expect([...collected].sort()).toEqual([...new Set(used)].sort())
  })

  it('have passages from two data sets or more under each sub-theme', () => {
    const dataSetOf = (file: string): string =>
      sample.sources.find(source => source.file === file)?.dataSet ?? sample.records.dataSet
    for (const sub of sample.themes.flatMap(theme => theme.subThemes)) {
      const passages = sample.codings.filter(coding => sub.codes.includes(coding.code))
      expect(new Set(passages.map(coding => dataSetOf(coding.file))).size, sub.name).toBeGreaterThan(1)
    }
  })
})

describe('the sample study’s memos', () => {
  it('are one for each theme', () => {
    expect(sample.memos.map(memo => memo.theme).sort()).toEqual(sample.themes.map(theme => theme.name).sort())
  })

  it.each(sample.memos.map(memo => [memo.title, memo] as const))(
    '%s: 500 words or more, headings, a list, and quotations that stand in their sources',
    (_, memo) => {
      expect(countWords(wordsOf(memo))).toBeGreaterThanOrEqual(500)
      const types = new Set(memo.blocks.map(block => block.type))
      expect(types).toEqual(new Set(['heading', 'paragraph', 'list', 'quote']))
      const quotes = memo.blocks.filter(block => block.type === 'quote')
      expect(quotes.length).toBeGreaterThanOrEqual(5)
      for (const { file, quote, occurrence } of quotes) {
        const text = textOf(sources, file)
        const { start, end } = locate(text, quote, occurrence)
        expect(text.slice(start, end)).toBe(quote)
      }
    },
  )
})
