import { parseArgs } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#engine/doors/cli/index.ts'
import { main } from '#engine/doors/cli.ts'
import scripts from '../../package.json' with { type: 'json' }
import { allPages, blocksIn, page, spansIn, tandemLines, wordsOf } from './pages.ts'

const pages = allPages()

/** The options a command's own help lists, those of every command among them. */
const options = new Map<string, string[]>()

beforeAll(async () => {
  for (const { name } of commands) {
    let said = ''
    await main([...name.split(' '), '--help'], {
      stdout: text => {
        said += text
      },
      stderr: () => {},
      env: {},
      isTerminal: false,
    })
    options.set(
      name,
      [...said.matchAll(/^ {2}--([\w-]+)/gm)].map(([, option = '']) => option),
    )
  }
})

const commandIn = ([first = '', second = '']: readonly string[]) =>
  commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first)

/** What is wrong with a call of `tandem`, or null. */
function fault(words: readonly string[]): string | null {
  if (words.length === 1 && ['--help', 'COMMAND', '…'].includes(words[0] ?? '')) return null
  const command = commandIn(words)
  if (!command) return `There is no command ${words.join(' ')}`
  const known = options.get(command.name) ?? []
  const args = words.slice(command.name.split(' ').length)
  try {
    const { positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      strict: true,
      options: {
        ...Object.fromEntries(
          known.map(name => [
            name,
            { type: ['as', 'passphrase-file'].includes(name) ? ('string' as const) : ('boolean' as const) },
          ]),
        ),
        ...command.options,
      },
    })
    const [least, most] = command.words
    return positionals.length < least || positionals.length > most
      ? `${positionals.length} plain words, not ${least} to ${most}`
      : null
  } catch (error) {
    return (error as Error).message
  }
}

describe.each(pages)('$path', at => {
  it('calls tandem as it can be called', () => {
    const wrong = tandemLines(at).flatMap(line => {
      const { words } = wordsOf(line)
      const what = fault(words.slice(1))
      return what === null ? [] : [`${line}: ${what}`]
    })
    expect(wrong).toEqual([])
  })

  it('names commands and options that exist', () => {
    const wrong = spansIn(at)
      .filter(span => /^tandem [a-z]/.test(span))
      .flatMap(span => {
        const { words } = wordsOf(span)
        const command = commandIn(words.slice(1))
        if (!command) return [span]
        const known = options.get(command.name) ?? []
        return [...span.matchAll(/--([\w-]+)/g)].some(([, option = '']) => !known.includes(option))
          ? [span]
          : []
      })
    expect(wrong).toEqual([])
  })

  it('names npm scripts that exist', () => {
    const text = [...spansIn(at), ...blocksIn(at).map(block => block.text)].join('\n')
    const named = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script = '']) => script)
    expect(named.filter(script => !(script in scripts.scripts))).toEqual([])
  })
})

describe('the page of the command line', () => {
  const at = page('docs/command-line.md')

  it('has an example of every command', () => {
    const shown = new Set(tandemLines(at).map(line => commandIn(wordsOf(line).words.slice(1))?.name))
    expect(commands.map(({ name }) => name).filter(name => !shown.has(name))).toEqual([])
  })

  it('says what every command prints with --json', () => {
    const listed = new Set(
      [...at.text.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      ),
    )
    expect(commands.map(({ name }) => name).filter(name => !listed.has(name))).toEqual([])
  })

  it('mentions every option that a usage line names', () => {
    const missing = commands.flatMap(({ name, usage }) =>
      [...usage.matchAll(/--[\w-]+/g)]
        .map(String)
        .filter(option => !at.text.includes(option))
        .map(o => `${name} ${o}`),
    )
    expect(missing).toEqual([])
  })

  it('mentions the options of every command', () => {
    for (const option of ['json', 'help', 'debug', 'as', 'passphrase-file']) {
      expect(options.get('check')).toContain(option)
      expect(at.text).toContain(`--${option}`)
    }
  })
})
