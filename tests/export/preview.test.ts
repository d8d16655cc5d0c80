import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportFormats } from '#engine/export/formats/index.ts'
import type { PreviewNode } from '#shared/model/report.ts'
import { htmlElements } from './read-back.ts'
import { codedStudy, type Made } from './study.ts'

const kinds = exportFormats.filter(({ format }) => format === 'html').map(({ what }) => what)

const textOf = (node: PreviewNode): string =>
  typeof node === 'string' ? node : node.children.map(textOf).join('')
const all = (nodes: readonly PreviewNode[], tag: string): PreviewNode[] =>
  nodes.flatMap(node =>
    typeof node === 'string' ? [] : [...(node.tag === tag ? [node] : []), ...all(node.children, tag)],
  )
const count = (nodes: readonly PreviewNode[]): number =>
  nodes.reduce((sum, node) => sum + (typeof node === 'string' ? 0 : 1 + count(node.children)), 0)

describe('a preview', () => {
  let made: Made
  beforeAll(async () => {
    made = await codedStudy()
  })
  afterAll(() => made.close())

  it.each(kinds)('of %s draws what its page has, cell by cell', async what => {
    const { page, isWhole } = await made.client.reports.preview({ what, most: 1_000_000 })
    expect(isWhole).toBe(true)
    expect(page.map(node => (typeof node === 'string' ? node : node.tag)).slice(0, 1)).toEqual(['header'])
    const elements = htmlElements(await made.bytesOf(what, 'html'))
    for (const tag of ['h1', 'h2', 'td', 'th', 'blockquote', 'p']) {
      expect(all(page, tag).map(textOf), tag).toEqual(
        elements.filter(element => element.tag === tag).map(({ text }) => text),
      )
    }
  })

  it('of a long report ends where it is told to, with its rows whole up to there', async () => {
    const { page, isWhole } = await made.client.reports.preview({ what: 'codebook', most: 60 })
    expect(isWhole).toBe(false)
    expect(count(page)).toBe(60)
    expect(all(page, 'th').length).toBeGreaterThan(5)
  })

  it('holds nothing that acts, whatever names people gave', async () => {
    for (const what of kinds) {
      const { page } = await made.client.reports.preview({ what, most: 1_000_000 })
      for (const tag of ['script', 'img', 'style', 'a', 'iframe', 'title']) expect(all(page, tag)).toEqual([])
      expect(JSON.stringify(page)).not.toMatch(/"(?:on\w+|href|src|style|class)":/)
    }
  })

  it('is refused for what has no page, in words', async () => {
    await expect(made.client.reports.preview({ what: 'pack' })).rejects.toMatchObject({
      message: 'pack cannot be exported as html.',
    })
  })
})
