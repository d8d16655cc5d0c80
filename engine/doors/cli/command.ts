import type { ParseArgsOptionsConfig } from 'node:util'
import type { Client } from '#shared/contract/client.ts'
import type { Progress } from '#shared/contract/wire.ts'
import type { OpenMode } from '../../db/open.ts'
import type { Host } from '../../host.ts'

/** What a command writes to and is surrounded by. */
export interface Surroundings {
  stdout(text: string): void
  stderr(text: string): void
  env: Record<string, string | undefined>
  isTerminal: boolean
}

/** The options given, as `parseArgs` reads them. */
export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

/** What a running command has at hand. */
export interface Context {
  /** The words after the command's name. */
  words: string[]
  values: Values
  host: Host
  surroundings: Surroundings
  /** The command line's own window, with the study open where the command has one. */
  client: Client
  /** Opens the study again as a member, for what only that member does. */
  as(initials: string): Promise<Client>
  /** Prints the command's one answer: the document with `--json`, else the words. */
  answer(document: unknown, inWords: () => string): void
  /** One line of a stream of answers: an object a line with `--json`, else the words. */
  line(document: unknown, inWords: () => string): void
  /** A message for the person, never part of the answer. */
  say(message: string): void
  onProgress(progress: Progress): void
  signal: AbortSignal
  /** Makes the command end with 1 though it went through: something asked for failed. */
  failed(): void
}

/** One thing the command line does. */
export interface Command {
  /** One or two words: `new`, `member add`. */
  name: string
  summary: string
  /** What follows the name in the usage line. */
  usage: string
  options?: ParseArgsOptionsConfig
  /** A line of explanation for each option. */
  explains?: Record<string, string>
  /** How many plain words it takes: at least, at most. */
  words: [number, number]
  /** How the study named by the first word is opened, where options decide by them; absent where the command opens none. */
  study?: OpenMode | ((values: Values, env: Surroundings['env']) => OpenMode)
  /** Of one that may end without anything written, and then leaves the study byte for byte as it was. */
  marksLate?: boolean
  run(context: Context): Promise<void> | void
}
