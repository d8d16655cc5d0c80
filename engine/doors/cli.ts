import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { TandemError, toFailure } from '#shared/errors.ts'
import { createEngine, type OwnWindow, ownWindow } from '../engine.ts'
import { contained } from '../export/writing/legible.ts'
import type { Host } from '../host.ts'
import { openLibrary } from '../library/library.ts'
import { fileLog } from '../log.ts'
import { openStudy, type StudyHandle } from '../studies/handle.ts'
import { version } from '../version.ts'
import type { Command, Context, Surroundings, Values } from './cli/command.ts'
import { commands } from './cli/index.ts'
import { memberNamed, text, UsageError } from './cli/lookups.ts'
import { proofOf } from './cli/passphrase.ts'

const everywhere: ParseArgsOptionsConfig = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  debug: { type: 'boolean' },
  as: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'recovery-file': { type: 'string' },
}

const explainsEverywhere: Record<string, string> = {
  json: 'print one JSON document (or an object a line) and nothing else to stdout',
  as: 'ask as this member, by initials',
  'passphrase-file': 'a file whose first line is the study’s passphrase (or set TANDEM_PASSPHRASE)',
  'recovery-file': 'a file whose first line is the study’s recovery key (or set TANDEM_RECOVERY_KEY)',
  debug: 'show where a fault of Tandem’s own happened',
  help: 'this page',
}

/** Runs `tandem` with the words after its name; answers the exit code: 0 done, 1 failed, 2 bad usage. */
export async function main(words: readonly string[], surroundings: Surroundings): Promise<number> {
  if (words.length === 1 && words[0] === '--version') {
    surroundings.stdout(`${version()}\n`)
    return 0
  }
  const found = find(words)
  if (!found) return help(words, surroundings)
  const { command, rest } = found
  let values: Values = {}
  try {
    const parsed = parseArgs({
      args: [...rest],
      options: { ...everywhere, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    values = parsed.values
    if (values.help === true) {
      surroundings.stdout(`${page(command)}\n`)
      return 0
    }
    const [least, most] = command.words
    if (parsed.positionals.length < least || parsed.positionals.length > most) {
      throw new UsageError(
        parsed.positionals.length < least
          ? `${missing(command, parsed.positionals.length)} is missing.`
          : `“${parsed.positionals[most]}” is a word too many.`,
      )
    }
    return await run(command, parsed.positionals, values, surroundings)
  } catch (error) {
    return fail(
      error,
      command,
      values.json === true || rest.includes('--json'),
      values.debug === true,
      surroundings,
    )
  }
}

/** The word of the usage line that was not given: the words in capitals, without the options and what they take. */
function missing({ usage }: Command, given: number): string {
  const plain = usage.replace(/\[[^\]]*\]…?/g, ' ').replace(/--?[a-z-]+ \S+/g, ' ')
  return plain.match(/[A-Z][\w.{},]*/g)?.[given] ?? 'A word'
}

async function run(
  command: Command,
  words: string[],
  values: Values,
  surroundings: Surroundings,
): Promise<number> {
  const json = values.json === true
  const host = createEngine()
  const stop = new AbortController()
  const interrupted = () => stop.abort()
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  let code = 0
  const windows: OwnWindow[] = []
  try {
    const study =
      command.study && words[0] !== undefined
        ? await enter(host, command, words[0], values, surroundings)
        : null
    const open = (): OwnWindow => {
      const window = ownWindow(host, true)
      windows.push(window)
      if (study) window.show(study)
      return window
    }
    const as = async (initials: string) => {
      const { client } = open()
      await client.session.signIn({ member: (await memberNamed(client, initials)).id })
      return client
    }
    const print = (document: unknown, inWords: () => string, indent: number | undefined) => {
      const said = json ? JSON.stringify(document, null, indent) : inert(command.name, inWords())
      if (said !== '') surroundings.stdout(`${said}\n`)
    }
    const asker = text(values, 'as')
    const context: Context = {
      words,
      values,
      host,
      surroundings,
      client: asker === undefined ? open().client : await as(asker),
      as,
      answer: (document, inWords) => print(document, inWords, 2),
      line: (document, inWords) => print(document, inWords, undefined),
      say: message => surroundings.stderr(`${message}\n`),
      onProgress: ({ done, total, doing }) => {
        if (surroundings.isTerminal)
          surroundings.stderr(`\r\x1b[K${total === null ? done : `${done}/${total}`} ${doing}`)
      },
      signal: stop.signal,
      failed: () => {
        code = 1
      },
    }
    await command.run(context)
    if (surroundings.isTerminal) surroundings.stderr('\r\x1b[K')
    return code
  } finally {
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
    for (const window of windows) window.close()
    host.closeAll()
  }
}

async function enter(
  host: Host,
  command: Command,
  path: string,
  values: Values,
  surroundings: Surroundings,
): Promise<StudyHandle> {
  const mode =
    typeof command.study === 'function' ? command.study(values, surroundings.env) : (command.study ?? 'read')
  const study = openStudy(path, mode, await proofOf(values, surroundings.env), {
    marksLate: command.marksLate ?? false,
  })
  host.adopt(study)
  const { placeWarning } = study.describe()
  if (placeWarning !== null) surroundings.stderr(`${placeWarning}\n`)
  return study
}

function find(words: readonly string[]): { command: Command; rest: readonly string[] } | null {
  const [first = '', second = ''] = words
  const two = commands.find(c => c.name === `${first} ${second}`)
  if (two) return { command: two, rest: words.slice(2) }
  const one = commands.find(c => c.name === first)
  return one ? { command: one, rest: words.slice(1) } : null
}

function fail(
  error: unknown,
  command: Command,
  json: boolean,
  debug: boolean,
  surroundings: Surroundings,
): number {
  const usage =
    error instanceof UsageError || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')
  if (usage) {
    const message = (error as Error).message
    if (json) surroundings.stdout(`${JSON.stringify({ error: { code: 'bad-usage', message } })}\n`)
    surroundings.stderr(
      `tandem ${command.name}: ${message}\nusage: tandem ${command.name} ${command.usage}\n`,
    )
    return 2
  }
  if (!(error instanceof TandemError)) fileLog(openLibrary().logFile).fault(`tandem ${command.name}`, error)
  const failure = toFailure(error)
  if (json) surroundings.stdout(`${JSON.stringify({ error: failure })}\n`)
  else
    surroundings.stderr(
      `tandem ${command.name}: ${failure.message}${failure.hint ? `\n${failure.hint}` : ''}\n`,
    )
  if (debug && !(error instanceof TandemError))
    surroundings.stderr(`${error instanceof Error ? error.stack : String(error)}\n`)
  return 1
}

function help(words: readonly string[], surroundings: Surroundings): number {
  const asked = words.length === 0 || words[0] === '--help' || words[0] === '-h' || words[0] === 'help'
  const width = Math.max(...commands.map(c => c.name.length))
  const list = commands.map(c => `  ${c.name.padEnd(width)}  ${c.summary}`).join('\n')
  const said = `tandem: double coding, from import to export\n\nusage: tandem COMMAND …, each with --help and --json\n\n${list}\n\nSTUDY is a study’s folder, NAME.tandem.\n`
  if (asked) {
    surroundings.stdout(said)
    return words.length === 0 ? 2 : 0
  }
  const first = words[0] ?? ''
  const family = commands.filter(({ name }) => name.split(' ').includes(first))
  const listed = family.map(c => `  ${c.name.padEnd(width)}  ${c.summary}`).join('\n')
  const isAsked = words.includes('--help') || words.includes('-h')
  if (family.length > 0 && isAsked) {
    surroundings.stdout(`tandem ${first}: one of\n\n${listed}\n`)
    return 0
  }
  const message = `There is no command “${first}”.`
  if (words.includes('--json')) {
    surroundings.stdout(`${JSON.stringify({ error: { code: 'bad-usage', message } })}\n`)
  }
  surroundings.stderr(
    family.length > 0
      ? `tandem: ${message} There are:\n${listed}\n`
      : `tandem: ${message} See: tandem --help\n`,
  )
  return 2
}

function page(command: Command): string {
  const explains = { ...command.explains, ...explainsEverywhere }
  const names = [...new Set([...Object.keys(command.options ?? {}), ...Object.keys(everywhere)])]
  const width = Math.max(...names.map(name => name.length))
  const options = names.map(name => `  --${name.padEnd(width)}  ${explains[name] ?? ''}`.trimEnd())
  return `tandem ${command.name}: ${command.summary}\n\nusage: tandem ${command.name} ${command.usage}\n\n${options.join('\n')}`
}

/**
 * Words for people, with nothing in them that would steer a terminal: names come from files others made. A source's text
 * is printed exactly.
 */
const inert = (command: string, words: string): string =>
  command === 'text' ? words : words.split('\n').map(contained).join('\n')
