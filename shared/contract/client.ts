import { TandemError } from '../errors.ts'
import type { Contract } from './index.ts'
import { contract } from './index.ts'
import type { GivenTo, Method, MethodKind, OutputOf, Topic } from './method.ts'
import type { FromEngine, LockedStudy, Progress, Wire } from './wire.ts'

/** What a call needs of an `AbortSignal`, which is not part of the language. */
export interface Cancellation {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface CallOptions {
  onProgress?: (progress: Progress) => void
  /** Aborting asks the engine to cancel; the call then fails with `cancelled`. */
  signal?: Cancellation
}

type Call<M> = (input: GivenTo<M>, options?: CallOptions) => Promise<OutputOf<M>>

/** The contract as functions: `client.codings.add({…})`. */
export type Client = {
  readonly [Feature in keyof Contract]: {
    readonly [Name in keyof Contract[Feature]]: Call<Contract[Feature][Name]>
  }
}

interface Waiting {
  resolve: (output: unknown) => void
  reject: (error: Error) => void
  onProgress: ((progress: Progress) => void) | undefined
  message: { method: string; input: unknown; command?: string }
}

/** A client over a wire, and what the wire's keeper needs: word of changes, and calls to send again after a break. */
export interface Connection {
  client: Client
  /** Tells `listener` the topics of every change; answers how to stop listening. */
  onChanged(listener: (topics: Topic[]) => void): () => void
  /** Tells `listener` that the study shown here was locked; answers how to stop listening. */
  onLocked(listener: (study: LockedStudy) => void): () => void
  /** Sends every unanswered call again, after the wire was mended. Writes carry a command id, so none is done twice. */
  resend(): void
  /** Fails every unanswered call with `error`. */
  abandon(error: TandemError): void
}

/** Every method of the contract by its full name, `feature.method`. */
export const methods: ReadonlyMap<string, Method<MethodKind, unknown, unknown>> = new Map(
  Object.entries(contract).flatMap(([feature, named]) =>
    Object.entries(named).map(([name, method]): [string, Method<MethodKind, unknown, unknown>] => [
      `${feature}.${name}`,
      method as Method<MethodKind, unknown, unknown>,
    ]),
  ),
)

/** Connects to an engine. `newCommand` makes the unique id that each write carries. */
export function connect(wire: Wire, newCommand: () => string): Connection {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(topics: Topic[]) => void>()
  const lockListeners = new Set<(study: LockedStudy) => void>()
  let last = 0

  function call(name: string, method: Method, input: unknown, options: CallOptions = {}): Promise<unknown> {
    const id = ++last
    return new Promise((resolve, reject) => {
      const { signal, onProgress } = options
      if (signal?.aborted) return reject(new TandemError('cancelled', 'Cancelled before it began.'))
      const cancel = () => wire.send({ type: 'cancel', id })
      signal?.addEventListener('abort', cancel, { once: true })
      const settle =
        <T>(done: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener('abort', cancel)
          done(value)
        }
      const message = {
        method: name,
        input,
        ...(method.kind === 'write' ? { command: newCommand() } : {}),
      }
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress, message })
      wire.send({ type: 'call', id, ...message })
    })
  }

  wire.listen((message: FromEngine) => {
    if (message.type === 'changed') {
      for (const listener of listeners) listener(message.topics)
      return
    }
    if (message.type === 'locked') {
      for (const listener of lockListeners) listener(message.study)
      return
    }
    const call = waiting.get(message.id)
    if (!call) return
    if (message.type === 'progress') return call.onProgress?.(message.progress)
    waiting.delete(message.id)
    if (message.type === 'answer') call.resolve(message.output)
    else call.reject(new TandemError(message.failure.code, message.failure.message, message.failure.hint))
  })

  return {
    client: clientOf(call),
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onLocked(listener) {
      lockListeners.add(listener)
      return () => lockListeners.delete(listener)
    },
    resend() {
      for (const [id, { message }] of waiting) wire.send({ type: 'call', id, ...message })
    },
    abandon(error) {
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}

function clientOf(
  call: (name: string, method: Method, input: unknown, options?: CallOptions) => Promise<unknown>,
): Client {
  const features = Object.entries(contract).map(([feature, named]) => [
    feature,
    Object.fromEntries(
      Object.entries(named).map(([name, method]) => [
        name,
        (input: unknown, options?: CallOptions) =>
          call(`${feature}.${name}`, method as Method, input, options),
      ]),
    ),
  ])
  return Object.fromEntries(features) as Client
}
