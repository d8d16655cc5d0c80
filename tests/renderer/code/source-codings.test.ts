import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#engine/db/ids.ts'
import { connectWindow } from '#engine/dispatch.ts'
import type { Host } from '#engine/host.ts'
import type { Engine } from '#renderer/engine-client.ts'
import { SourceCodings } from '#renderer/screens/code/source-codings.ts'
import { connect } from '#shared/contract/client.ts'
import type { Topic } from '#shared/contract/method.ts'
import type { FromEngine } from '#shared/contract/wire.ts'
import { TandemError } from '#shared/errors.ts'
import type { Coding } from '#shared/model/coding.ts'
import { makeEngine, makeStudy, someText, studyAt, type TestStudy } from '../../helpers/study.ts'

/** A window's engine whose messages take their time, and whose other end can be exchanged for a new one. */
class SlowEngine implements Engine {
  client: Engine['client']
  readonly #changed = new Set<(topics: Topic[]) => void>()
  readonly #mended = new Set<() => void>()
  #waiting = 0

  constructor(host: Host) {
    this.client = this.#joined(host)
  }

  exchange(host: Host): void {
    this.client = this.#joined(host)
  }

  mended(): void {
    for (const listener of this.#mended) listener()
  }

  onChanged(listener: (topics: Topic[]) => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  onMended(listener: () => void): () => void {
    this.#mended.add(listener)
    return () => this.#mended.delete(listener)
  }

  /** Resolves when nothing is on its way any more. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 5; calm = this.#waiting === 0 ? calm + 1 : 0) {
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  #joined(host: Host): Engine['client'] {
    let heard: (message: FromEngine) => void = () => {}
    const window = connectWindow(host, message => this.#later(() => heard(message)))
    const { client, onChanged } = connect(
      {
        send: message => this.#later(() => window.receive(message)),
        listen: onMessage => {
          heard = onMessage
        },
      },
      newId,
    )
    onChanged(topics => {
      for (const listener of this.#changed) listener(topics)
    })
    return client
  }

  #later(deliver: () => void): void {
    this.#waiting += 1
    setImmediate(() => {
      this.#waiting -= 1
      deliver()
    })
  }
}

const inOrder = (codings: Iterable<Coding>) => [...codings].sort((a, b) => (a.id < b.id ? -1 : 1))

async function signedIn(engine: SlowEngine, { path, people }: TestStudy): Promise<void> {
  await engine.client.library.open({ path })
  await engine.client.session.signIn({ member: people.KM })
}

const kinds = [
  'add',
  'add',
  'add',
  'extend',
  'polarity',
  'remove',
  'undo',
  'redo',
  'theirs',
  'rest',
  'restart',
] as const
const steps = fc.array(
  fc.record({
    what: fc.constantFrom(...kinds),
    a: fc.nat(200),
    b: fc.integer({ min: 1, max: 40 }),
    code: fc.nat(2),
  }),
  { minLength: 5, maxLength: 40 },
)

test('law: what the reader is given is what the tables hold, after any edits in haste, undo, redo and restart', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async list => {
      let study = await makeStudy()
      const source = await study.source('Interview', someText(4))
      const codes: string[] = []
      for (const name of ['A', 'B', 'C']) codes.push((await study.code(name)).id)
      const engine = new SlowEngine(study.host)
      await signedIn(engine, study)
      const { length } = (await engine.client.sources.open({ source })).text
      const store = new SourceCodings(engine, source)
      const stop = store.follow()
      const isWhole = async () => {
        await engine.quiet()
        const held = await engine.client.codings.inSource({ source })
        await engine.quiet()
        expect(inOrder(store.known().codings)).toEqual(inOrder(held))
      }
      const asked: Promise<unknown>[] = []
      // A refusal is the engine's to give (a cut character, nothing to undo): what was shown for it goes again.
      const ask = (step: () => Promise<unknown>) =>
        asked.push(step().catch((error: unknown) => expect(error).toBeInstanceOf(TandemError)))
      for (const { what, a, b, code } of list) {
        const mine = [...store.known().codings].filter(({ coder }) => coder === study.people.KM)
        const one = mine[a % Math.max(1, mine.length)]
        const start = a % (length - 41)
        const coded = codes[code] ?? ''
        if (what === 'add') {
          const coding: Coding = {
            ...{
              id: `own ${asked.length}`,
              source,
              start,
              end: start + b,
              code: coded,
              coder: study.people.KM,
            },
            ...{ layer: 'independent', polarity: null, comment: '', round: null, ruling: null },
            ...{ createdAt: new Date().toISOString(), frozen: false },
          }
          ask(async () => {
            const made = await store.during([{ kind: 'add', coding }], () =>
              engine.client.codings.add({ source, start, end: start + b, code: coded }),
            )
            store.rename(coding.id, made)
          })
          const shown = store.known().codings.within(start, start + b)
          expect(shown.some(({ coding: each }) => each.code === coded && each.end >= start + b)).toBe(true)
        } else if (one && !one.id.startsWith('own') && what === 'extend') {
          const end = Math.min(length, one.end + b)
          ask(() =>
            store.during([{ kind: 'update', id: one.id, to: { end } }], () =>
              engine.client.codings.update({ coding: one.id, end }),
            ),
          )
        } else if (one && !one.id.startsWith('own') && what === 'polarity') {
          ask(() =>
            store.during([{ kind: 'update', id: one.id, to: { polarity: 'barrier' } }], () =>
              engine.client.codings.update({ coding: one.id, polarity: 'barrier' }),
            ),
          )
        } else if (one && !one.id.startsWith('own') && what === 'remove') {
          ask(() =>
            store.during([{ kind: 'remove', id: one.id }], () =>
              engine.client.codings.remove({ codings: [one.id] }),
            ),
          )
          expect(store.known().codings.get(one.id)).toBeUndefined()
        } else if (what === 'undo') ask(() => engine.client.history.undo({}))
        else if (what === 'redo') ask(() => engine.client.history.redo({}))
        else if (what === 'theirs') {
          const other = await study.as('TS')
          ask(() => other.codings.add({ source, start, end: start + b, code: coded }))
        } else if (what === 'rest') await isWhole()
        else if (what === 'restart') {
          await isWhole()
          const { base, path } = study
          study.close()
          study = await studyAt(makeEngine(base), path)
          engine.exchange(study.host)
          await signedIn(engine, study)
          engine.mended()
        }
      }
      await Promise.all(asked)
      await isWhole()
      stop()
    }),
    { numRuns: 25 },
  )
})
