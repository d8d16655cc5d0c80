import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Client } from '#shared/contract/client.ts'
import type { TakenBack } from '#shared/model/operation.ts'
import type { Preferences, Session } from '#shared/model/study.ts'
import type { Engine } from './engine-client.ts'
import { type ReadInput, type Reading, type ReadName, type ReadOutput, type Reads, unasked } from './reads.ts'
import { showFailure } from './show-failure.ts'
import { thatStep } from './state/latest-step.ts'
import { noteRedoOffered } from './state/redo-offered.ts'
import { tookBack } from './state/taken-back.ts'
import { showToast } from './ui/toast-queue.ts'

/** The engine and the questions asked of it, given to the tree once by `main.tsx`. */
export const EngineContext = createContext<{ engine: Engine; reads: Reads } | null>(null)

function useEngineContext() {
  const context = useContext(EngineContext)
  if (!context) throw new Error('No engine: the tree stands outside EngineContext')
  return context
}

/** The engine itself, for what follows its changes more closely than by asking again. */
export const useEngine = (): Engine => useEngineContext().engine

/** The contract as functions: `client.codings.add({…})`. */
export function useClient(): Client {
  return useEngine().client
}

interface ReadOptions {
  /** Shows the answer to the previous input until the one to this input is there: for a query being typed. */
  keepPrevious?: boolean
}

/**
 * Asks the engine and asks again when something the answer depends on changes. `null` asks nothing.
 * `data` stays while asking again with the same input; `loading` is true only before the first answer.
 */
export function useRead<Name extends ReadName>(
  name: Name,
  input: ReadInput<Name> | null,
  options: ReadOptions = {},
): Reading<ReadOutput<Name>> & { askAgain: () => void; cancel: () => void } {
  const { reads } = useEngineContext()
  const key = input === null ? null : JSON.stringify(input)
  const stable = useMemo(() => (key === null ? null : (JSON.parse(key) as ReadInput<Name>)), [key])
  const subscribe = useCallback(
    (watcher: () => void) => (stable === null ? () => {} : reads.watch(name, stable, watcher)),
    [reads, name, stable],
  )
  const reading = useSyncExternalStore<Reading<ReadOutput<Name>>>(subscribe, () =>
    stable === null ? unasked : reads.reading(name, stable),
  )
  const previous = useRef<ReadOutput<Name> | undefined>(undefined)
  useEffect(() => {
    if (reading.data !== undefined) previous.current = reading.data
  }, [reading.data])
  const askAgain = useCallback(() => {
    if (stable !== null) reads.askAgain(name, stable)
  }, [reads, name, stable])
  const cancel = useCallback(() => {
    if (stable !== null) reads.cancel(name, stable)
  }, [reads, name, stable])
  const kept = options.keepPrevious && reading.loading ? previous.current : undefined
  return { ...reading, ...(kept === undefined ? {} : { data: kept, loading: false }), askAgain, cancel }
}

const nobody: Session = { study: null, member: null, offered: null }

/** Which study this window has open and who is asking. Before the first answer: no study, nobody. */
export function useSession(): Session {
  return useRead('session.current', {}).data ?? nobody
}

/** What holds until a person chooses otherwise. */
export const usualPreferences: Preferences = {
  theme: 'system',
  readingSize: 18,
  readingWidth: 72,
  readingFace: 'serif',
  turnNumbers: 1,
  showSpeakers: true,
  showTimes: true,
  wholeText: false,
  singleKeys: true,
  seenHints: [],
  pins: {},
  frameworks: {},
  columns: {},
  panes: {},
  lockAfter: 15,
  keyPlaces: {},
}

export function usePreferences(): Preferences {
  return useRead('library.preferences', {}).data ?? usualPreferences
}

/** How success is said: not at all where neither is given. */
export interface ActOptions<T> {
  /** A toast with this sentence and a way to take the step back; null where there was nothing to do: then `done`. */
  undoable?: string | ((outcome: T) => string | null)
  /** A toast with this sentence. */
  done?: string | ((outcome: T) => string)
  /** The topic of the toast where it fails. */
  about?: string
}

/** Does something and says so when it fails; answers the outcome, or undefined after a failure it has shown. */
type Run = <T>(step: () => Promise<T>, options?: ActOptions<T>) => Promise<T | undefined>

const said = <T, S>(sentence: string | ((outcome: T) => S), outcome: T): string | S =>
  typeof sentence === 'string' ? sentence : sentence(outcome)

/** How to do something and say so when it fails: always the same function, and nothing is drawn anew for it. */
export function useRun(): Run {
  const client = useClient()
  return useCallback(
    async (step, options = {}) => {
      try {
        const outcome = await step()
        const undoable = options.undoable === undefined ? null : said(options.undoable, outcome)
        if (undoable !== null) {
          showToast({ topic: 'step', message: undoable, action: undoing(client) })
        } else if (options.done !== undefined) {
          showToast({
            message: said(options.done, outcome),
          })
        }
        return outcome
      } catch (error) {
        showFailure(error, options.about)
        return undefined
      }
    },
    [client],
  )
}

/** Offers to take back the step that was just answered. */
export function undoing(client: Client): { label: string; onAction: () => void } {
  const that = thatStep()
  const takeBack = () =>
    void client.history.undo(that).then(step => sayTakenBack(client, 'undo', step), showFailure)
  return { label: 'Undo', onAction: takeBack }
}

const takenBackWords = { undo: 'Undone', redo: 'Done again' } as const
const otherWay = { undo: 'redo', redo: 'undo' } as const
const wayLabels = { undo: 'Undo', redo: 'Redo' } as const

/** Says which step was just taken back, or done again, leads to where it was, and offers the other way. */
export function sayTakenBack(client: Client, way: 'undo' | 'redo', step: TakenBack): void {
  tookBack(step)
  const other = otherWay[way]
  const that = thatStep()
  const turn = () =>
    void client.history[other](that).then(again => sayTakenBack(client, other, again), showFailure)
  const notice = showToast({
    topic: 'step',
    message: `${takenBackWords[way]}: ${step.what}`,
    action: { label: wayLabels[other], onAction: turn },
  })
  if (way === 'undo') noteRedoOffered(notice)
}

/** As `useRun`, for what shows that it is at it: `busy` is true until the step is done. */
export function useAct(): { run: Run; busy: boolean } {
  const step = useRun()
  const [running, setRunning] = useState(0)
  const run: Run = useCallback(
    async (...given) => {
      setRunning(count => count + 1)
      try {
        return await step(...given)
      } finally {
        setRunning(count => count - 1)
      }
    },
    [step],
  )
  return { run, busy: running > 0 }
}
