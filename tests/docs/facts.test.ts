import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { coefficients } from '#engine/agreement/coefficients/index.ts'
import { libraryFrameworks } from '#engine/codebook/library/index.ts'
import { exportFormats } from '#engine/export/formats/index.ts'
import { formats } from '#engine/import/formats/index.ts'
import { checks } from '#engine/studies/check.ts'
import { allPages, page, root } from './pages.ts'

const guide = allPages().filter(({ path }) => path.startsWith('docs/') && !path.includes('decisions'))
const source = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The keys a file of commands gives to them, as it spells them. */
function keysIn(path: string): string[] {
  const text = source(path)
  const single = [...text.matchAll(/keys: '([^']+)'/g)].map(([, keys = '']) => keys)
  const several = [...text.matchAll(/\[((?:'[^']+'(?:, )?)+)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/'([^']+)'/g)].map(([, keys = '']) => keys),
  )
  return [...single, ...several]
}

const spelled: Record<string, string> = {
  Mod: 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}

/** A shortcut as the guide writes it: `Mod+Shift+C` is `Ctrl Shift C`. */
const inWords = (keys: string): string =>
  keys
    .split(/\+(?=.)/)
    .map(part => spelled[part] ?? part)
    .join(' ')

it('has a page that speaks of every screen', () => {
  const labels = [...source('renderer/screens/index.ts').matchAll(/label: '([^']+)'/g)].map(([, l = '']) => l)
  expect(labels.length).toBeGreaterThanOrEqual(7)
  expect(labels.filter(label => !guide.some(({ text }) => text.includes(`${label} screen`)))).toEqual([])
})

it('lists every import format with its endings', () => {
  const { text } = page('docs/sources.md')
  const endings = formats.flatMap(({ extensions }) => extensions)
  expect(endings.filter(ending => !text.includes(`.${ending}`))).toEqual([])
})

it('explains every figure under its name in files', () => {
  const { text } = page('docs/compare.md')
  const pooled = ['pooled_kappa', 'mean_of_defined_code_kappas', 'mean_of_defined_document_kappas']
  const names = [...coefficients.map(({ id }) => id), ...pooled]
  expect(names.filter(name => !text.includes(`\`${name}\``))).toEqual([])
})

it('lists every report with exactly its formats', () => {
  const rows = new Map(
    [...page('docs/reports.md').text.matchAll(/^\| [^|]+ \| `([\w-]+)` \| ([^|]+) \|$/gm)].map(
      ([, what = '', list = '']) => [what, list.split(', ').sort()],
    ),
  )
  const made = Map.groupBy(exportFormats, ({ what }) => what)
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries([...made].map(([what, list]) => [what, list.map(({ format }) => format).sort()])),
  )
})

it('names every framework that comes with Tandem', () => {
  const { text } = page('docs/frameworks.md')
  expect(libraryFrameworks().filter(({ name }) => !text.includes(name))).toEqual([])
})

it('says what every check proves', () => {
  const { text } = page('docs/studies-and-safety.md')
  expect(checks.filter(({ name }) => !text.includes(`| ${name} |`)).map(({ name }) => name)).toEqual([])
})

describe('keys', () => {
  it('of the bench are in its page', () => {
    const { text } = page('docs/coding.md')
    const keys = keysIn('renderer/commands/code-passage.ts').map(inWords)
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter(key => !text.includes(`\`${key}\``))).toEqual([])
  })

  it('of a ruling are in its page', () => {
    const { text } = page('docs/adjudicate.md')
    const commands = source('renderer/commands/adjudicate.ts')
    const keys = [...commands.matchAll(/ruling\(\s*'[\w-]+',\s*'[^']+',\s*\[?'([^']+)'/g)].map(
      ([, k = '']) => k,
    )
    expect(keys.length).toBeGreaterThan(8)
    expect(keys.filter(key => !text.includes(`\`${key}\``))).toEqual([])
  })

  it('of every place are in the page of keys', () => {
    const { text } = page('docs/accessibility-and-keys.md')
    const files = [
      'palette',
      'key-help',
      'undo',
      'redo',
      'import-files',
      'search-sources',
      'new-study',
      'open-study',
    ]
    const keys = [...files, 'preferences', 'framework-codes']
      .flatMap(name => keysIn(`renderer/commands/${name}.ts`))
      .map(inWords)
    expect(keys.length).toBeGreaterThan(10)
    expect(keys.filter(key => !text.includes(`\`${key}\``))).toEqual([])
  })
})
