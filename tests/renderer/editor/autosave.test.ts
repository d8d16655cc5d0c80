import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Autosave, type SaveState } from '#renderer/editor/autosave.ts'

/** A text, what was kept of it, and a way to let a save take its time or fail. */
function desk(first = 'one') {
  const states: SaveState['is'][] = []
  const kept: string[] = []
  const gates: { open: () => void; fail: (why: Error) => void }[] = []
  const text = { now: first }
  const autosave = new Autosave(first, {
    read: () => text.now,
    keep: words => {
      kept.push(words)
      return new Promise<void>((open, fail) => gates.push({ open, fail }))
    },
    onState: state => states.push(state.is),
  })
  const type = (words: string) => {
    text.now = words
    autosave.changed()
  }
  return { autosave, type, kept, states, gates }
}

describe('keeping a text while it is written', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('waits for a pause, and keeps the last words only', async () => {
    const { type, kept, states, gates } = desk()
    type('two')
    await vi.advanceTimersByTimeAsync(900)
    type('three')
    await vi.advanceTimersByTimeAsync(900)
    expect(kept).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(kept).toEqual(['three'])
    gates[0]?.open()
    await vi.advanceTimersByTimeAsync(0)
    expect(states.at(-1)).toBe('kept')
  })

  test('flush keeps at once, and nothing where nothing changed', async () => {
    const { autosave, type, kept, gates } = desk()
    await autosave.flush()
    expect(kept).toEqual([])
    type('two')
    const flushed = autosave.flush()
    expect(kept).toEqual(['two'])
    gates[0]?.open()
    await flushed
    type('two')
    await autosave.flush()
    expect(kept).toEqual(['two'])
  })

  test('what is typed during a save is kept by the next', async () => {
    const { autosave, type, kept, gates, states } = desk()
    type('two')
    const flushed = autosave.flush()
    type('three')
    gates[0]?.open()
    await flushed
    expect(states.at(-1)).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1000)
    expect(kept).toEqual(['two', 'three'])
  })

  test('after a failure the words are tried again', async () => {
    const { autosave, type, kept, gates, states } = desk()
    type('two')
    const flushed = autosave.flush()
    gates[0]?.fail(new Error('disk full'))
    await flushed
    expect(states.at(-1)).toBe('failed')
    const again = autosave.flush()
    gates[1]?.open()
    await again
    expect(kept).toEqual(['two', 'two'])
    expect(states.at(-1)).toBe('kept')
  })

  test('a text from the study is taken only where nothing typed would be lost', async () => {
    const { autosave, type, gates } = desk()
    expect(autosave.shouldTake('one')).toBe(false)
    expect(autosave.shouldTake('elsewhere')).toBe(true)
    type('two')
    expect(autosave.shouldTake('elsewhere')).toBe(false)
    const flushed = autosave.flush()
    expect(autosave.shouldTake('elsewhere')).toBe(false)
    gates[0]?.open()
    await flushed
    expect(autosave.shouldTake('two')).toBe(false)
    expect(autosave.shouldTake('one')).toBe(true)
    autosave.took('one')
    expect(autosave.shouldTake('one')).toBe(false)
  })
})
