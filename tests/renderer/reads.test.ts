import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Engine } from '#renderer/engine-client.ts'
import { type ReadName, Reads } from '#renderer/reads.ts'
import type { CallOptions } from '#shared/contract/client.ts'
import type { Topic } from '#shared/contract/method.ts'
import { TandemError } from '#shared/errors.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Reads over an engine that answers each question with how often it has been asked. */
function watching(...names: ReadName[]) {
  const asked = new Map<string, number>()
  let tell: (topics: Topic[]) => void = () => {}
  const feature = (feature: string) =>
    new Proxy(
      {},
      {
        get: (_, name) => () => {
          const key = `${feature}.${String(name)}`
          asked.set(key, (asked.get(key) ?? 0) + 1)
          return Promise.resolve(asked.get(key))
        },
      },
    )
  const engine = {
    client: new Proxy({}, { get: (_, name) => feature(String(name)) }),
    onChanged(listener: (topics: Topic[]) => void) {
      tell = listener
      return () => {}
    },
    onMended: () => () => {},
  } as unknown as Engine
  const reads = new Reads(engine)
  const stops = names.map(name => reads.watch(name, {} as never, () => {}))
  return {
    change: (...topics: Topic[]) => tell(topics),
    asked: (name: ReadName) => asked.get(name) ?? 0,
    answer: (name: ReadName) => reads.reading(name, {} as never).data,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

test('coding fast asks for the counts about once a second, and once more after the last', async () => {
  const { change, asked, answer } = watching('codebook.counts', 'codings.inSource')
  expect(asked('codebook.counts')).toBe(1)
  await vi.advanceTimersByTimeAsync(5000)
  for (let n = 0; n < 50; n++) {
    change('codings', 'history')
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(asked('codings.inSource')).toBe(51)
  expect(asked('codebook.counts')).toBeGreaterThanOrEqual(5)
  expect(asked('codebook.counts')).toBeLessThanOrEqual(7)
  const before = asked('codebook.counts')
  change('codings', 'history')
  await vi.advanceTimersByTimeAsync(1000)
  const after = asked('codebook.counts')
  expect(after).toBeGreaterThan(before)
  expect(answer('codebook.counts')).toBe(after)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked('codebook.counts')).toBe(after)
})

test('a lone coding is counted a moment later; what a person does to the list itself at once', async () => {
  const { change, asked } = watching('codebook.counts', 'sources.list')
  await vi.advanceTimersByTimeAsync(5000)
  change('codings', 'history')
  expect(asked('codebook.counts')).toBe(1)
  await vi.advanceTimersByTimeAsync(300)
  expect(asked('codebook.counts')).toBe(2)
  change('sources', 'history')
  expect([asked('sources.list'), asked('codebook.counts')]).toEqual([3, 2])
})

test('a change at once takes the place of one that was waiting', async () => {
  const { change, asked } = watching('codebook.counts')
  await vi.advanceTimersByTimeAsync(5000)
  change('codings')
  change('codebook', 'codings')
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked('codebook.counts')).toBe(2)
})

test('nothing is asked for a screen that is gone', async () => {
  const { change, asked, stop } = watching('codebook.counts')
  await vi.advanceTimersByTimeAsync(5000)
  change('codings')
  stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked('codebook.counts')).toBe(1)
})

test('an answer that takes a while says how far it is, and is given up when nobody waits or a person says so', async () => {
  const calls: { options: CallOptions; refuse: (error: Error) => void }[] = []
  const engine = {
    client: {
      agreement: {
        inRound: (_: unknown, options: CallOptions) =>
          new Promise((_, refuse) => {
            calls.push({ options, refuse })
            options.signal?.addEventListener('abort', () =>
              refuse(new TandemError('cancelled', 'Cancelled.')),
            )
          }),
      },
    },
    onChanged: () => () => {},
    onMended: () => () => {},
  } as unknown as Engine
  const reads = new Reads(engine)
  const input = { round: 'r' }
  const reading = () => reads.reading('agreement.inRound', input)
  const stop = reads.watch('agreement.inRound', input, () => {})
  const halfway = { done: 50, total: 100, doing: 'Comparing' }
  calls[0]?.options.onProgress?.(halfway)
  expect(reading().progress, 'not for what comes at once').toBeUndefined()
  await vi.advanceTimersByTimeAsync(1000)
  calls[0]?.options.onProgress?.(halfway)
  expect(reading()).toMatchObject({ asking: true, progress: halfway })
  reads.cancel('agreement.inRound', input)
  await vi.advanceTimersByTimeAsync(0)
  expect(reading()).toMatchObject({ asking: false, failure: { code: 'cancelled' } })
  expect(reading().progress).toBeUndefined()

  reads.askAgain('agreement.inRound', input)
  expect(reading()).toMatchObject({ asking: true })
  stop()
  await vi.advanceTimersByTimeAsync(0)
  expect(calls.map(({ options }) => options.signal?.aborted)).toEqual([true, true])
})
