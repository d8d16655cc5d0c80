import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allPages, type Page, page, root, withoutBlocks } from './pages.ts'

const pages = allPages()

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = ({ text }: Pick<Page, 'text'>): Set<string> =>
  new Set(
    [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )

interface Link {
  to: string
  isPicture: boolean
  words: string
}

const linksIn = (at: Page): Link[] =>
  [...withoutBlocks(at).matchAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, mark, words = '', to = '']) => ({
    to,
    isPicture: mark === '!',
    words,
  }))

describe.each(pages)('$path', at => {
  it('links only to what is there', () => {
    const broken = linksIn(at).flatMap(({ to }) => {
      if (/^https?:/.test(to)) return []
      const [path = '', anchor] = to.split('#')
      const file = path === '' ? join(root, at.path) : resolve(root, dirname(at.path), path)
      if (!existsSync(file)) return [to]
      if (anchor === undefined) return []
      return anchorsOf({ text: readFileSync(file, 'utf8') }).has(anchor) ? [] : [to]
    })
    expect(broken).toEqual([])
  })

  it('says in words what its pictures show', () => {
    for (const { words, isPicture, to } of linksIn(at)) {
      if (isPicture) expect(words.length, to).toBeGreaterThan(20)
    }
  })

  it('has one title, and headings without a gap', () => {
    const levels = [...withoutBlocks(at).matchAll(/^(#{1,6}) /gm)].map(([, marks = '']) => marks.length)
    expect(levels.filter(level => level === 1)).toEqual([1])
    expect(levels[0]).toBe(1)
    for (const [n, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[n - 1] ?? 0) + 1)
  })
})

it('reaches every page of the guide from its index, and every decision from theirs', () => {
  for (const [index, folder] of [
    ['docs/README.md', 'docs'],
    ['docs/decisions/README.md', 'docs/decisions'],
  ] as const) {
    const linked = new Set(linksIn(page(index)).map(({ to }) => to.split('#')[0]))
    const here = readdirSync(join(root, folder)).filter(name => name.endsWith('.md') && name !== 'README.md')
    expect(here.filter(name => !linked.has(name))).toEqual([])
  }
})

it('shows every picture that is kept, each small', () => {
  const shown = new Set(
    pages.flatMap(at =>
      linksIn(at)
        .filter(({ isPicture }) => isPicture)
        .map(({ to }) => resolve(root, dirname(at.path), to)),
    ),
  )
  const folder = join(root, 'docs/pictures')
  const kept = existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : []
  expect(kept.filter(file => !shown.has(file))).toEqual([])
  for (const file of kept) expect(statSync(file).size, file).toBeLessThanOrEqual(300 * 1024)
})

it('maps folders that exist, and every folder of the sources', () => {
  const mapped = [...page('README.md').text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path = '']) => path)
  expect(mapped.length).toBeGreaterThan(15)
  expect(mapped.filter(path => !existsSync(join(root, path)))).toEqual([])
  const rooms = [
    'config',
    'docs',
    'electron',
    'engine',
    'migrations',
    'renderer',
    'scripts',
    'shared',
    'tests',
  ]
  expect(rooms.filter(room => !mapped.includes(`${room}/`))).toEqual([])
})
