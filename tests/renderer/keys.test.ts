import { describe, expect, it } from 'vitest'
import { isSingleKey, matches } from '#renderer/commands/keys.ts'

interface Held {
  ctrl?: boolean
  alt?: boolean
  shift?: boolean
  meta?: boolean
  altGraph?: boolean
  code?: string
}

const press = (key: string, held: Held = {}) =>
  ({
    key,
    ctrlKey: held.ctrl ?? false,
    altKey: held.alt ?? false,
    shiftKey: held.shift ?? false,
    metaKey: held.meta ?? false,
    code: held.code ?? '',
    getModifierState: (name: string) => name === 'AltGraph' && (held.altGraph ?? false),
  }) as KeyboardEvent

describe('shortcuts', () => {
  it('knows a letter with Mod, whichever case the keyboard reports', () => {
    expect(matches(press('k', { ctrl: true }), 'Mod+K')).toBe(true)
    expect(matches(press('K', { ctrl: true }), 'Mod+K')).toBe(true)
    expect(matches(press('K', { ctrl: true, shift: true }), 'Mod+K')).toBe(false)
    expect(matches(press('k'), 'Mod+K')).toBe(false)
    expect(matches(press('k', { ctrl: true, meta: true }), 'Mod+K')).toBe(false)
  })

  it('asks for Shift where the shortcut names it', () => {
    expect(matches(press('Z', { ctrl: true, shift: true }), 'Mod+Shift+Z')).toBe(true)
    expect(matches(press('z', { ctrl: true }), 'Mod+Shift+Z')).toBe(false)
  })

  it('does not ask for Shift on a character that needs it', () => {
    expect(matches(press('?', { shift: true }), '?')).toBe(true)
    expect(matches(press('?'), '?')).toBe(true)
  })

  it('keeps Alt apart', () => {
    expect(matches(press('ArrowLeft', { alt: true }), 'Alt+ArrowLeft')).toBe(true)
    expect(matches(press('ArrowLeft'), 'Alt+ArrowLeft')).toBe(false)
    expect(matches(press('1', { alt: true }), '1')).toBe(false)
  })

  it('knows a digit by its place when Alt changes the character', () => {
    expect(matches(press('¡', { ctrl: true, alt: true, code: 'Digit1' }), 'Mod+Alt+1')).toBe(true)
    expect(matches(press('2', { ctrl: true, alt: true, code: 'Digit2' }), 'Mod+Alt+1')).toBe(false)
  })

  it('leaves what AltGr types alone', () => {
    expect(matches(press('7', { ctrl: true, alt: true, code: 'Digit7', altGraph: true }), 'Mod+Alt+7')).toBe(
      false,
    )
  })

  it('calls only a lone character a single key', () => {
    expect(isSingleKey('1')).toBe(true)
    expect(isSingleKey('?')).toBe(true)
    expect(isSingleKey('Mod+K')).toBe(false)
    expect(isSingleKey('Delete')).toBe(false)
    expect(isSingleKey('F1')).toBe(false)
  })
})
