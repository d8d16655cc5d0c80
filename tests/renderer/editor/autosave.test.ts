import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Autosave, type SaveState } from '#renderer/editor/autosave.ts'

/** A text, what was kept of it, and a way to let a save take its time, fail, or find another's text there. */
function desk(first = 'one') {
  const states: SaveState['is'][] = []
  const kept: string[] = []
  const from: string[] = []
  const gates: {
    open: (answer?: { isAside: boolean; id?: string }) => void
    fail: (why: Error) => void
  }[] = []
  const text = { now: first, mayMerge: false }
  const idOf = (words: string) => `id of ${words}`
  const autosave = new Autosave(
    { text: first, id: idOf(first) },
    {
      read: () => text.now,
      keep: (words, on) => {
        kept.push(words)
        from.push(on)
        return new Promise((open, fail) =>
          gates.push({
            open: ({ isAside, id } = { isAside: false }) => open({ id: id ?? idOf(words), isAside }),
            fail,
          }),
        )
      },
      take: words => {
        text.now = words
      },
      merge: (_base, theirs) => {
        if (text.mayMerge) text.now = `${theirs} + ${text.now}`
        return text.mayMerge
      },
      onState: state => states.push(state.is),
    },
  )
  const type = (words: string) => {
    text.now = words
    autosave.changed()
  }
  const came = (words: string) => autosave.came({ text: words, id: idOf(words) })
  return { autosave, type, came, text, kept, from, states, gates }
}

describe('keeping a text while it is written', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('keeps what was typed where no pause comes for long', async () => {
    const { type, kept, gates } = desk()
    for (let word = 1; word <= 26; word++) {
      type(`words ${word}`)
      await vi.advanceTimersByTimeAsync(200)
      for (const gate of gates.splice(0)) gate.open()
    }
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatch(/^words 2[456]$/)
  })

  test('what a text does not take any more stays here, and goes in where it takes changes again', async () => {
    const { autosave, type, text, kept, from, states, gates } = desk()
    type('two')
    await vi.advanceTimersByTimeAsync(1000)
    gates[0]?.open({ isAside: true, id: 'id of one' })
    await vi.advanceTimersByTimeAsync(0)
    expect([states.at(-1), text.now]).toEqual(['met', 'two'])
    void autosave.goesOn()
    await vi.advanceTimersByTimeAsync(0)
    expect([kept.at(-1), from.at(-1)]).toEqual(['two', 'id of one'])
    gates[1]?.open({ isAside: true, id: 'id of one' })
    await vi.advanceTimersByTimeAsync(0)
    await autosave.takeTheirs()
    expect([states.at(-1), text.now]).toEqual(['kept', 'one'])
  })

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

  test('another’s text is taken where nothing typed would be lost, and one’s own is no other’s', async () => {
    const { type, came, text, gates, from, autosave } = desk()
    came('one')
    came('elsewhere')
    expect(text.now).toBe('elsewhere')
    type('two')
    const flushed = autosave.flush()
    came('two')
    came('three')
    gates[0]?.open()
    await flushed
    expect(from).toEqual(['id of elsewhere'])
    expect(text.now).toBe('three')
  })

  test('what another wrote elsewhere comes into what is being typed, and both are kept on theirs', async () => {
    const { type, came, text, kept, from, states } = desk()
    text.mayMerge = true
    type('mine')
    came('theirs')
    expect(text.now).toBe('theirs + mine')
    expect(states.at(-1)).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1000)
    expect([kept, from]).toEqual([['theirs + mine'], ['id of theirs']])
  })

  test('where another wrote in the same place nothing is kept over it until one’s own is chosen', async () => {
    const { autosave, type, came, text, kept, from, states, gates } = desk()
    type('mine')
    came('theirs')
    expect(states.at(-1)).toBe('met')
    type('mine and more')
    await vi.advanceTimersByTimeAsync(5000)
    expect(kept).toEqual([])
    expect(text.now).toBe('mine and more')
    // Going to the button leaves the text, which sets it aside.
    void autosave.flush()
    const chosen = autosave.keepMine()
    gates[0]?.open({ isAside: true })
    await vi.advanceTimersByTimeAsync(0)
    gates[1]?.open()
    await chosen
    expect(kept).toEqual(['mine and more', 'mine and more'])
    expect(from).toEqual(['id of one', 'id of theirs'])
    expect(states.at(-1)).toBe('kept')
  })

  test('taking theirs sets one’s own aside first, and keeps it here where that fails', async () => {
    const { autosave, type, came, text, kept, from, states, gates } = desk()
    type('mine')
    came('theirs')
    const failing = autosave.takeTheirs()
    gates[0]?.fail(new Error('disk full'))
    await failing
    expect([text.now, states.at(-1)]).toEqual(['mine', 'failed'])
    const taken = autosave.takeTheirs()
    gates[1]?.open({ isAside: true })
    await taken
    expect([kept, from]).toEqual([
      ['mine', 'mine'],
      ['id of one', 'id of one'],
    ])
    expect([text.now, states.at(-1)]).toEqual(['theirs', 'kept'])
  })

  test('a save that met another’s text is asked about, and leaving sets what was typed since aside once', async () => {
    const { autosave, type, came, kept, states, gates } = desk()
    type('mine')
    const flushed = autosave.flush()
    gates[0]?.open({ isAside: true })
    await flushed
    expect(states.at(-1)).toBe('met')
    came('theirs')
    await autosave.flush()
    expect(kept).toEqual(['mine'])
    type('mine and more')
    void autosave.flush()
    expect(kept).toEqual(['mine', 'mine and more'])
  })

  test('it goes on by itself where the other’s text is taken back', async () => {
    const { type, came, kept } = desk()
    type('mine')
    came('theirs')
    came('one')
    await vi.advanceTimersByTimeAsync(1000)
    expect(kept).toEqual(['mine'])
  })
})
