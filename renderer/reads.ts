import { type CallOptions, type Client, methods } from '#shared/contract/client.ts'
import type { Contract } from '#shared/contract/index.ts'
import type { GivenTo, OutputOf, Topic } from '#shared/contract/method.ts'
import type { Progress } from '#shared/contract/wire.ts'
import { type Failure, toFailure } from '#shared/errors.ts'
import type { Session } from '#shared/model/study.ts'
import type { Engine } from './engine-client.ts'
import { rememberSession } from './resume.ts'

type NamesOf<Feature extends keyof Contract> = {
  [Name in keyof Contract[Feature] & string]: Contract[Feature][Name] extends { readonly kind: 'read' }
    ? `${Feature}.${Name}`
    : never
}[keyof Contract[Feature] & string]

/** Every read of the contract, as `'codings.inSource'`. */
export type ReadName = { [Feature in keyof Contract]: NamesOf<Feature> }[keyof Contract]

type MethodNamed<Name> = Name extends `${infer Feature extends keyof Contract}.${infer Method}`
  ? Method extends keyof Contract[Feature]
    ? Contract[Feature][Method]
    : never
  : never

export type ReadInput<Name extends ReadName> = GivenTo<MethodNamed<Name>>
export type ReadOutput<Name extends ReadName> = OutputOf<MethodNamed<Name>>

/** What is known of one question: the last answer stays while it is asked again. */
export interface Reading<Out> {
  data: Out | undefined
  failure: Failure | undefined
  /** True until the first answer or failure. */
  loading: boolean
  /** True while asking, the first time or again. */
  asking: boolean
  /** How far the engine is with an answer that takes a while; absent otherwise. */
  progress?: Progress | undefined
}

/** The reading of a question nobody asks. */
export const unasked: Reading<never> = { data: undefined, failure: undefined, loading: false, asking: false }

/**
 * Questions about the whole study that a coding changes a little. Asked again at once after each, they would stand in
 * the way of the next: they wait a moment, and at most one goes out a second.
 */
const calm: ReadonlySet<ReadName> = new Set([
  'codebook.counts',
  'cases.counts',
  'sources.list',
  'sources.dataSets',
  'study.overview',
])
/** What comes in bursts. Any other change is a person's single act, and its answer is waited for. */
const inBursts: ReadonlySet<Topic> = new Set(['codings', 'annotations', 'history'])
const moment = 250
/** Sooner than this nobody is told how far an answer is, ms. */
const whileUntold = 400
const atMostEvery = 1000

interface Question {
  name: ReadName
  input: unknown
  reading: Reading<unknown>
  watchers: Set<() => void>
  /** A change came while the question was on its way: the answer may already be old. */
  again: boolean
  /** When it was last asked, ms, and the timer of a calm question that is to be asked again. */
  askedAt: number
  timer: ReturnType<typeof setTimeout> | null
  /** Counts the times the answer was forgotten, so that an answer asked for before does not return. */
  era: number
  /** Gives up the answer on its way, where there is one. */
  stop: AbortController | null
}

/**
 * Questions that components are asking now and their latest answers. Two components with the same question share
 * one; a question nobody watches is forgotten at once, so no study data outlives the screen that shows it.
 */
export class Reads {
  private readonly questions = new Map<string, Question>()
  private readonly client: Client

  private identity: string | null = null

  constructor(engine: Engine) {
    this.client = engine.client
    engine.onChanged(topics => this.changed(topics))
    engine.onMended(() => this.askAll())
  }

  /** Watches a question, asking it if nobody else does; answers how to stop. */
  watch<Name extends ReadName>(name: Name, input: ReadInput<Name>, watcher: () => void): () => void {
    const key = keyOf(name, input)
    let question = this.questions.get(key)
    if (!question) {
      question = {
        name,
        input,
        reading: { data: undefined, failure: undefined, loading: true, asking: false },
        watchers: new Set(),
        again: false,
        askedAt: 0,
        timer: null,
        era: 0,
        stop: null,
      }
      this.questions.set(key, question)
      this.ask(question)
    }
    const watched = question
    watched.watchers.add(watcher)
    return () => {
      watched.watchers.delete(watcher)
      // After this turn of the event loop: a screen that is replaced by another with the same question keeps it.
      setTimeout(() => {
        if (watched.watchers.size > 0 || this.questions.get(key) !== watched) return
        this.questions.delete(key)
        if (watched.timer !== null) clearTimeout(watched.timer)
        watched.stop?.abort()
      })
    }
  }

  /** The latest reading of a question that is being watched, or that of one about to be asked. */
  reading<Name extends ReadName>(name: Name, input: ReadInput<Name>): Reading<ReadOutput<Name>> {
    return (this.questions.get(keyOf(name, input))?.reading ?? aboutToAsk) as Reading<ReadOutput<Name>>
  }

  /** Asks a question that is being watched again. */
  askAgain<Name extends ReadName>(name: Name, input: ReadInput<Name>): void {
    const question = this.questions.get(keyOf(name, input))
    if (question) this.ask(question)
  }

  /** Gives up the answer to a question that is being watched; it then fails as cancelled. */
  cancel<Name extends ReadName>(name: Name, input: ReadInput<Name>): void {
    this.questions.get(keyOf(name, input))?.stop?.abort()
  }

  /**
   * Notes who is asking in which study. When that changes, every answer but those about this machine is dropped
   * before it can be shown to someone else, and asked for anew.
   */
  private recognise(session: Session): void {
    rememberSession(session)
    const identity = `${session.study?.id ?? ''} ${session.member?.id ?? ''}`
    const changed = this.identity !== null && this.identity !== identity
    this.identity = identity
    if (!changed) return
    for (const question of this.questions.values()) {
      if (question.name.startsWith('library.') || question.name === 'session.current') continue
      question.era += 1
      this.set(question, { data: undefined, failure: undefined, loading: true, asking: false })
      this.ask(question)
    }
  }

  private changed(topics: readonly Topic[]): void {
    for (const question of this.questions.values()) {
      const concerned = methods.get(question.name)?.topics.filter(topic => topics.includes(topic)) ?? []
      if (concerned.length === 0) continue
      const canWait = calm.has(question.name) && concerned.every(topic => inBursts.has(topic))
      if (canWait) this.askSoon(question)
      else this.ask(question)
    }
  }

  private askAll(): void {
    for (const question of this.questions.values()) this.ask(question)
  }

  private askSoon(question: Question): void {
    if (question.timer !== null) return
    const wait = Math.max(moment, question.askedAt + atMostEvery - Date.now())
    question.timer = setTimeout(() => this.ask(question), wait)
  }

  private ask(question: Question): void {
    if (question.timer !== null) clearTimeout(question.timer)
    question.timer = null
    if (question.reading.asking) {
      question.again = true
      return
    }
    const { era } = question
    question.again = false
    question.askedAt = Date.now()
    this.set(question, { ...question.reading, asking: true })
    const [feature, name] = question.name.split('.') as ['codings', 'inSource']
    const call = this.client[feature][name] as (input: unknown, options: CallOptions) => Promise<unknown>
    const stop = new AbortController()
    question.stop = stop
    const onProgress = (progress: Progress) => {
      const isWaiting = question.stop === stop && question.reading.asking
      if (isWaiting && Date.now() - question.askedAt > whileUntold)
        this.set(question, { ...question.reading, progress })
    }
    call(question.input, { onProgress, signal: stop.signal }).then(
      data => this.settle(question, era, { data, failure: undefined, loading: false, asking: false }),
      (error: unknown) =>
        this.settle(question, era, {
          data: undefined,
          failure: toFailure(error),
          loading: false,
          asking: false,
        }),
    )
  }

  private settle(question: Question, era: number, reading: Reading<unknown>): void {
    if (question.era !== era) return
    if (question.name === 'session.current' && reading.data) this.recognise(reading.data as Session)
    this.set(question, reading)
    if (question.again) this.ask(question)
  }

  private set(question: Question, reading: Reading<unknown>): void {
    question.reading = reading
    for (const watcher of question.watchers) watcher()
  }
}

const aboutToAsk: Reading<never> = { data: undefined, failure: undefined, loading: true, asking: false }

const keyOf = (name: string, input: unknown) => `${name} ${JSON.stringify(input)}`
