import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { answer } from '#engine/import/parse-message.ts'
import { createPortParser, type ParserPort, type PortOrder } from '#engine/import/port-parser.ts'

/** A process on the other end of a port that does `reply` with what it is told. */
function begun(reply: (order: PortOrder, say: (answer: unknown) => void, die: () => void) => void) {
  const state = { ended: 0 }
  const begin = () => {
    const { promise: gone, resolve: die } = Promise.withResolvers<void>()
    const events = new EventEmitter()
    const port: ParserPort = {
      on: (event, listener) => events.on(event, listener),
      start: () => {},
      postMessage: order => reply(order as PortOrder, data => events.emit('message', { data }), die),
    }
    return { port: Promise.resolve(port), gone, end: () => void state.ended++ }
  }
  return { begin, state }
}
const file = { bytes: Buffer.from('Interviewer: x'), fileName: 'a.txt' }

describe('a parser over a port', () => {
  test('reads what the process reads, and ends it', async () => {
    const { begin, state } = begun((order, say) => void answer(order, order.bytes).then(say))
    const parser = createPortParser(begin)
    expect((await parser.parse(file))[0]?.speakers).toEqual(['Interviewer'])
    await expect(parser.parse({ ...file, bytes: Buffer.alloc(0) })).rejects.toThrow(
      'a.txt is empty (0 bytes).',
    )
    expect(state.ended).toBe(2)
  })

  test.each([
    ['ends', (_: PortOrder, __: unknown, die: () => void) => die()],
    ['talks nonsense', (_: PortOrder, say: (answer: unknown) => void) => say('nonsense')],
    ['answers half', (_: PortOrder, say: (answer: unknown) => void) => say({ documents: [{}] })],
    [
      'answers with what does not hold',
      (_: PortOrder, say: (answer: unknown) => void) =>
        say({ documents: [{ text: 'a\0', segments: [], marks: [] }] }),
    ],
  ])('a process that %s is a sentence, and ended', async (_, reply) => {
    const { begin, state } = begun(reply)
    await expect(createPortParser(begin).parse(file)).rejects.toThrow(
      'a.txt could not be read: reading it broke off.',
    )
    expect(state.ended).toBe(1)
  })

  test('a process that takes too long, or is not wanted any more, is ended', async () => {
    const { begin, state } = begun(() => {})
    await expect(createPortParser(begin, 20).parse(file)).rejects.toMatchObject({ code: 'timed-out' })
    const control = new AbortController()
    const reading = createPortParser(begin).parse(file, { signal: control.signal })
    setImmediate(() => control.abort())
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    expect(state.ended).toBe(2)
  })
})
