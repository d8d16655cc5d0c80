import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { webPreferences, windowFor, windowOptions } from '#electron/window.ts'
import { type Area, placeWindow } from '#electron/window-state.ts'
import { webPreferenceNames } from './electron-typings.ts'

describe('web preferences', () => {
  it.each([
    ['contextIsolation', true],
    ['sandbox', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['enableBlinkFeatures', ''],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
    ['spellcheck', false],
    ['safeDialogs', true],
    ['partition', 'tandem'],
  ] as const)('%s is %j', (name, value) => {
    expect(webPreferences[name]).toBe(value)
  })

  it('are these fourteen, frozen, and all known to this Electron', () => {
    expect(Object.keys(webPreferences)).toHaveLength(14)
    expect(Object.isFrozen(webPreferences)).toBe(true)
    const known = webPreferenceNames()
    expect(known.length).toBeGreaterThan(40)
    expect(known).toEqual(expect.arrayContaining(Object.keys(webPreferences)))
  })

  it('keep nothing on disk', () => {
    expect(webPreferences.partition.startsWith('persist:')).toBe(false)
  })

  it.each([true, false])('reach the window whole, developer tools only in development (%s)', development => {
    const place = placeWindow(null, [{ x: 0, y: 0, width: 1920, height: 1080 }])
    const options = windowOptions(place, '/app/preload.cjs', development)
    expect(options.webPreferences).toEqual({
      ...webPreferences,
      preload: '/app/preload.cjs',
      devTools: development,
    })
  })
})

const screenArea: Area = { x: 0, y: 25, width: 1920, height: 1055 }

describe('a window opens', () => {
  it('in the middle of the primary display on a first run', () => {
    expect(placeWindow(null, [screenArea])).toEqual({
      x: 320,
      y: 152,
      width: 1280,
      height: 800,
      maximized: false,
    })
  })

  it('where it was', () => {
    const kept = { x: 100, y: 80, width: 1400, height: 900, maximized: true }
    expect(placeWindow(kept, [screenArea])).toEqual(kept)
  })

  it('on the display that is left when its own has gone', () => {
    const kept = { x: 2500, y: 100, width: 1400, height: 900, maximized: false }
    expect(placeWindow(kept, [screenArea, { x: 1920, y: 0, width: 2560, height: 1440 }])).toEqual(kept)
    expect(placeWindow(kept, [screenArea])).toMatchObject({ x: 320, y: 152, width: 1280, height: 800 })
  })

  it('with its title bar in reach, though it was left above, below or beside the screen', () => {
    for (const [x, y] of [
      [100, -40],
      [100, 1070],
      [1850, 100],
      [-1350, 100],
    ] as const) {
      expect(placeWindow({ x, y, width: 1400, height: 900, maximized: false }, [screenArea])).toMatchObject({
        x: 320,
        y: 152,
      })
    }
  })

  it.each([
    ['nothing', undefined],
    ['text', 'x'],
    ['half of it', { x: 1 }],
    ['infinity', { x: 0, y: 0, width: Number.POSITIVE_INFINITY, height: 1, maximized: false }],
    ['fractions', { x: 0.5, y: 0, width: 1000, height: 700, maximized: false }],
  ])('in the usual place when what was kept is %s', (_name, kept) => {
    expect(placeWindow(kept, [screenArea])).toMatchObject({ x: 320, y: 152, width: 1280, height: 800 })
  })

  it('always in reach, and never larger than its display (law)', () => {
    const int = (min: number, max: number) => fc.integer({ min, max })
    const display = fc.record({
      x: int(-4000, 4000),
      y: int(-3000, 3000),
      width: int(640, 5120),
      height: int(480, 2880),
    })
    const kept = fc.record({
      x: int(-9000, 9000),
      y: int(-9000, 9000),
      width: int(-10, 9000),
      height: int(-10, 9000),
      maximized: fc.boolean(),
    })
    fc.assert(
      fc.property(kept, display, fc.array(display, { maxLength: 3 }), (state, primary, others) => {
        const place = placeWindow(state, [primary, ...others])
        const home = [primary, ...others].find(
          each =>
            place.y >= each.y &&
            place.y + 24 <= each.y + each.height &&
            Math.min(place.x + place.width, each.x + each.width) - Math.max(place.x, each.x) >= 120 &&
            place.width <= each.width &&
            place.height <= each.height,
        )
        expect(home).toBeDefined()
      }),
    )
  })
})

describe('a study from outside comes to', () => {
  const windows = [
    { id: 1, showing: '/s/one.tandem' },
    { id: 2, showing: undefined },
    { id: 3, showing: null },
  ]
  it('the window that shows it already', () =>
    expect(windowFor('/s/one.tandem', windows)).toEqual({ id: 1, open: false }))
  it('a window on the Start screen', () =>
    expect(windowFor('/s/two.tandem', windows)).toEqual({ id: 3, open: true }))
  it('a new window rather than one of which nothing is known', () =>
    expect(windowFor('/s/two.tandem', windows.slice(0, 2))).toBe('new'))
})
