import { z } from 'zod'

const key =
  /^([A-Z0-9,./;'[\]\\=`-]|F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Escape|Up|Down|Left|Right|Home|End|PageUp|PageDown)$/
const modifiers: ReadonlyMap<string, string> = new Map([
  ['Mod', 'CommandOrControl'],
  ['Ctrl', 'Control'],
  ['Alt', 'Alt'],
  ['Shift', 'Shift'],
])

/**
 * Keys as Electron writes them, or undefined for what a menu must not claim: unknown names, and keys a person types
 * text with (no Mod, Ctrl or Alt, unless a function key).
 */
export function menuAccelerator(keys: string): string | undefined {
  const parts = keys.split('+')
  const last = parts.pop() ?? ''
  const held = parts.map(part => modifiers.get(part))
  if (!key.test(last) || held.includes(undefined) || new Set(held).size !== held.length) return undefined
  const typesText = !/^F\d+$/.test(last) && held.every(part => part === 'Shift')
  return typesText ? undefined : [...held, last].join('+')
}

/** A suggested file name with nothing in it that could lead elsewhere or mislead the eye. */
export function safeFileName(suggested: string): string {
  const name = suggested
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\uFFFD\\/:*?"<>|]+/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return name === '' ? 'Untitled' : name.slice(0, 200)
}

/* The shape each ask's one argument must have (`asks` in desktop-bridge.ts). */

const title = z.string().min(1).max(200)
const extension = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/i)
const kind = z.strictObject({
  name: z.string().min(1).max(100),
  extensions: z.array(extension).min(1).max(40),
})
const kinds = z.array(kind).max(40)

export const folderAsked = z.strictObject({ title, study: z.boolean().exactOptional() })
export const filesAsked = z.strictObject({ title, kinds, several: z.boolean() })
export const saveAsked = z.strictObject({ title, suggested: z.string().max(500), kinds })
export const pathAsked = z.string().min(1).max(4096)

const menuCommand = z.strictObject({
  id: z.string().min(1).max(100),
  label: z.string().min(1).max(100),
  menu: z.string().min(1).max(40),
  group: z.int(),
  accelerator: z.string().max(40).exactOptional(),
  enabled: z.boolean(),
  checked: z.boolean().exactOptional(),
})
export const menuAsked = z.array(menuCommand).max(500)
