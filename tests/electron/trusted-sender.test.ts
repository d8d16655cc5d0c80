import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checked, isTrusted, type Sent } from '#electron/trusted-sender.ts'

const mainFrame = { origin: 'app://ui', url: 'app://ui/index.html' }
const sender = { mainFrame }
const ours = (given: object) => given === sender
const trusted: Sent = { sender, senderFrame: mainFrame }

const distrusted: [string, Sent][] = [
  ['a frame that has gone', { sender, senderFrame: null }],
  ['a frame inside the page', { sender, senderFrame: { ...mainFrame } }],
  ['another page of our own making', { sender: { mainFrame }, senderFrame: mainFrame }],
]
for (const [origin, url] of [
  ['https://example.org', 'https://example.org/'],
  ['app://ui.evil', 'app://ui.evil/'],
  ['null', 'app://ui/index.html'],
  ['app://ui', 'about:srcdoc'],
  ['app://ui/', 'app://ui/index.html'],
  ['APP://UI', 'app://ui/'],
  ['', ''],
] as const) {
  const frame = { origin, url }
  distrusted.push([`origin ${origin} at ${url}`, { sender: { mainFrame: frame }, senderFrame: frame }])
}

describe('a sender', () => {
  it('is trusted as the top frame of our page in our window', () =>
    expect(isTrusted(trusted, ours)).toBe(true))

  it.each(distrusted)('is not trusted as %s', (_name, sent) => {
    const lenient = (given: object) => given === sent.sender
    expect(isTrusted(sent, _name.startsWith('another') ? ours : lenient)).toBe(false)
  })

  it('is trusted for no other combination (law)', () => {
    const origin = fc.oneof(fc.constant('app://ui'), fc.string(), fc.webUrl())
    const url = fc.oneof(fc.constant('app://ui/index.html'), fc.string(), fc.webUrl())
    fc.assert(
      fc.property(origin, url, fc.boolean(), fc.boolean(), fc.boolean(), (from, at, gone, top, known) => {
        const frame = { origin: from, url: at }
        const sent: Sent = { sender: { mainFrame: top ? frame : {} }, senderFrame: gone ? null : frame }
        const expected = !gone && top && known && from === 'app://ui' && at.startsWith('app://ui/')
        expect(isTrusted(sent, () => known)).toBe(expected)
      }),
    )
  })
})

describe('a checked handler', () => {
  const seen: unknown[] = []
  const handle = checked(ours, z.strictObject({ n: z.int() }), input => {
    seen.push(input)
    return input.n + 1
  })

  it('answers a trusted sender with the right argument', () => expect(handle(trusted, { n: 1 })).toBe(2))

  it.each(distrusted)('refuses %s before looking at the argument', (_name, sent) => {
    seen.length = 0
    expect(() => handle(sent, { n: 1 })).toThrow(/^Refused: this message/)
    expect(seen).toEqual([])
  })

  it.each([
    [[]],
    [[undefined]],
    [[{ n: '1' }]],
    [[{ n: 1, more: 1 }]],
    [[{ n: 1 }, 2]],
    [[[1]]],
    [[null]],
    [[{ n: 1.5 }]],
  ])('refuses the arguments %j', given => {
    seen.length = 0
    expect(() => handle(trusted, ...given)).toThrow()
    expect(seen).toEqual([])
  })
})
