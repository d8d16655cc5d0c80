import { describe, expect, it } from 'vitest'
import {
  addressIn,
  browserCommand,
  failureKept,
  fetchPatience,
  hasDisplay,
  planStart,
  type Surroundings,
  whyNotThisNode,
} from '../../scripts/start-plan.ts'

const desk: Surroundings = {
  platform: 'linux',
  env: { DISPLAY: ':0' },
  administrator: false,
  electron: true,
  built: true,
  failedAt: null,
  now: 10 * failureKept,
  browserAsked: false,
}
const plan = (changes: Partial<Surroundings>) => planStart({ ...desk, ...changes })

describe('npm start opens', () => {
  it('on the desktop where Electron and a display are', () => {
    expect(plan({})).toEqual({ door: 'desktop' })
    expect(plan({ env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual({ door: 'desktop' })
    expect(plan({ platform: 'darwin', env: {}, administrator: true })).toEqual({ door: 'desktop' })
    expect(plan({ platform: 'win32', env: {} })).toEqual({ door: 'desktop' })
  })

  it('in a browser without a display, and fetches nothing for it', () => {
    for (const electron of [true, false]) {
      expect(plan({ env: {}, electron })).toMatchObject({
        door: 'browser',
        why: expect.stringContaining('display'),
      })
      expect(plan({ env: { DISPLAY: '' }, electron })).toMatchObject({ door: 'browser' })
    }
  })

  it('in a browser for root on Linux, where Electron refuses to run', () => {
    expect(plan({ administrator: true })).toMatchObject({
      door: 'browser',
      why: expect.stringContaining('root'),
    })
  })

  it('in a browser when asked, and when the shell is not built', () => {
    expect(plan({ browserAsked: true })).toMatchObject({ door: 'browser' })
    expect(plan({ built: false })).toMatchObject({
      door: 'browser',
      why: expect.stringContaining('not built'),
    })
  })

  it('after a fetch where Electron is missing, unless one failed within a day', () => {
    const { now } = desk
    expect(plan({ electron: false })).toEqual({ door: 'fetch' })
    expect(plan({ electron: false, failedAt: now - failureKept })).toEqual({ door: 'fetch' })
    expect(plan({ electron: false, failedAt: now - failureKept + 1 })).toMatchObject({ door: 'browser' })
    expect(plan({ electron: false, failedAt: now })).toMatchObject({
      door: 'browser',
      why: expect.stringContaining('npx install-electron'),
    })
  })

  it('after a fetch where the clock was set back, or what was remembered is not a time', () => {
    expect(plan({ electron: false, failedAt: desk.now + 1 })).toEqual({ door: 'fetch' })
    expect(plan({ electron: false, failedAt: Number.NaN })).toEqual({ door: 'fetch' })
  })

  it('without looking at a failure that Electron’s arrival has overtaken', () => {
    expect(plan({ failedAt: desk.now })).toEqual({ door: 'desktop' })
  })
})

it('a fetch may take twenty seconds and its failure is kept for a day', () => {
  expect([fetchPatience, failureKept]).toEqual([20_000, 86_400_000])
})

it('only Linux can be without a display', () => {
  expect([hasDisplay('linux', {}), hasDisplay('darwin', {}), hasDisplay('win32', {})]).toEqual([
    false,
    true,
    true,
  ])
})

describe('an old Node is told so in one sentence', () => {
  it.each(['20.20.2', '22.12.0', '23.11.1', '8.0.0'])('%s', version => {
    expect(whyNotThisNode(version)).toBe(
      `Tandem needs Node 24 or newer and this is Node ${version}: start it with \`npm start\`, which brings its own.`,
    )
  })
  it.each(['24.0.0', '24.21.0', '26.1.0', '100.0.0'])('and not %s', version =>
    expect(whyNotThisNode(version)).toBeNull(),
  )
})

describe('the address', () => {
  it('is found in what the loopback door prints', () => {
    expect(addressIn('Open http://127.0.0.1:40123/#t=Ab_9-x in a browser')).toBe(
      'http://127.0.0.1:40123/#t=Ab_9-x',
    )
    expect(addressIn('http://localhost:1/ http://evil.example:1/')).toBeNull()
    expect(addressIn('Built in 3 s')).toBeNull()
  })
  it.each([
    ['linux', 'xdg-open'],
    ['darwin', 'open'],
    ['win32', 'rundll32'],
  ] as const)('is opened on %s by %s as one argument', (platform, program) => {
    const [command, args] = browserCommand(platform, 'http://127.0.0.1:1/?a&b')
    expect([command, args.at(-1)]).toEqual([program, 'http://127.0.0.1:1/?a&b'])
  })
})
