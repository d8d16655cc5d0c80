import { z } from 'zod'

/**
 * What the desktop's main process says to the engine process, over `process.parentPort`.
 * `window` and `parser` carry one MessagePort each: the road to that window, and the road to that parser.
 */
export type MainToEngine =
  | { kind: 'window'; windowId: number }
  | { kind: 'window-closed'; windowId: number }
  /**
   * A study, or a hand-out's file, that the person opened from the system (double click, second start): a study is shown in
   * that window, a hand-out is offered there.
   */
  | { kind: 'open'; windowId: number; path: string }
  /** The sample study, fresh, in that window. */
  | { kind: 'open-sample'; windowId: number }
  /** The screen was locked or the machine is going to sleep: forget keys, ask for the passphrase again. */
  | { kind: 'lock' }
  /** The parser asked for as `id` runs; its port comes with this message. */
  | { kind: 'parser'; id: string }
  /** The parser `id` has ended, asked to or not (out of memory, crashed). */
  | { kind: 'parser-gone'; id: string }
  /** What the system's safe place answered; null where it gave nothing. Bytes are Base64. */
  | { kind: 'vault'; id: string; bytes: string | null }
  /** Close every study properly and end this process by yourself; after ten seconds it is ended for you. */
  | { kind: 'quit' }

/** The first thing a parser process hears from main, with its end of the port to the engine. */
export interface MainToParser {
  kind: 'engine'
}

const windowId = z.int().nonnegative()
const parserId = z.string().min(1).max(100)

/** What the engine process says to main; anything else is dropped. */
export const engineToMain = z.discriminatedUnion('kind', [
  /** A disposable process to read one foreign file in. */
  z.strictObject({ kind: z.literal('parser-wanted'), id: parserId }),
  /** That process is finished with, or must be ended now. */
  z.strictObject({ kind: z.literal('parser-done'), id: parserId }),
  /**
   * Asks the system's safe place: whether it may be used (any bytes are a yes), to seal a secret of 32 bytes, or to
   * unseal what it made of one. Main never sees a study's own key.
   */
  z.strictObject({
    kind: z.literal('vault'),
    id: z.string().min(1).max(100),
    ask: z.enum(['usable', 'seal', 'unseal']),
    bytes: z.base64().max(20_000),
  }),
  /** Which study a window shows now (its folder), or null on the Start screen: so that one study has one window. */
  z.strictObject({ kind: z.literal('showing'), windowId, path: z.string().max(4096).nullable() }),
])

export type EngineToMain = z.infer<typeof engineToMain>
