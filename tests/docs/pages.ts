import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'

/** The checkout's root. */
export const root = resolve(import.meta.dirname, '../..')

/** A page of the documentation. */
export interface Page {
  /** From the root, with `/`. */
  path: string
  text: string
}

/** A block of code in a page, between fences. */
export interface Block {
  language: string
  /** What stands after the language: the name of the file the block shows. */
  name: string
  text: string
}

/** Every page there is, in the order of their paths. */
export function allPages(): Page[] {
  const top = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map(name => join(root, name))
  const guide = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => join(entry.parentPath, entry.name))
  return [...top, ...guide.sort()].map(file => ({
    path: relative(root, file).split(sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }))
}

/** One page by its path from the root. */
export const page = (path: string): Page => ({ path, text: readFileSync(join(root, path), 'utf8') })

/** The fenced blocks of a page, in order. */
export function blocksIn({ text }: Page): Block[] {
  return [...text.matchAll(/^```(\w*)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', name = '', block = '']) => ({ language, name, text: block }),
  )
}

/** A page without its fenced blocks. */
export const withoutBlocks = ({ text }: Page): string => text.replace(/^```[\s\S]*?^```$/gm, '')

/** What stands between single backquotes in a page, outside fenced blocks. */
export const spansIn = (page: Page): string[] =>
  [...withoutBlocks(page).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)

/** The lines of a page's shell blocks that call `tandem`, without the comment or prompt around them. */
export const tandemLines = (page: Page): string[] =>
  blocksIn(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'))
    .map(line => line.trim())
    .filter(line => line.startsWith('tandem '))

/** A shell line as words; double quotes hold a word together, `> FILE` at its end is taken off. */
export function wordsOf(line: string): { words: string[]; into: string | null } {
  const into = /\s>\s*(\S+)$/.exec(line)
  const rest = into ? line.slice(0, into.index) : line
  const words = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  return { words, into: into?.[1] ?? null }
}
