import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Oklch } from './colour.ts'

/** The text of a style sheet of the theme. */
export function themeSheet(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../renderer/theme', name), 'utf8')
}

/** The body of the first block whose selector or at-rule begins with `head`. */
export function block(css: string, head: string): string {
  const at = css.indexOf(head)
  if (at < 0) throw new Error(`no block ${head}`)
  const open = css.indexOf('{', at)
  let depth = 0
  for (let index = open; index < css.length; index++) {
    if (css[index] === '{') depth++
    else if (css[index] === '}' && --depth === 0) return css.slice(open + 1, index)
  }
  throw new Error(`block ${head} is not closed`)
}

function parse(text: string): Oklch {
  const [colour = '', alpha] = text.split('/')
  const numbers = [...colour.matchAll(/[\d.]+/g)].map(([number]) => Number(number))
  const [l, c, h] = numbers
  if (l === undefined || c === undefined || h === undefined) throw new Error(`not a colour: ${text}`)
  return { l, c, h, alpha: alpha === undefined ? 1 : Number.parseFloat(alpha) }
}

/** Every `--name: light-dark(oklch(…), oklch(…))` of a block, for one side. */
export function colours(css: string, side: 'light' | 'dark'): Map<string, Oklch> {
  const pattern = /--([\w-]+):\s*light-dark\(\s*oklch\(([^)]*)\),\s*oklch\(([^)]*)\)\s*\)/g
  return new Map(
    [...css.matchAll(pattern)].map(([, name = '', light = '', dark = '']) => [
      name,
      parse(side === 'light' ? light : dark),
    ]),
  )
}

/** A number token of a block. */
export function figure(css: string, name: string): number {
  const found = css.match(new RegExp(`--${name}:\\s*([\\d.]+)`))?.[1]
  if (found === undefined) throw new Error(`no token ${name}`)
  return Number(found)
}

/** The four looks a person can have, each as all its colours and the strength of code washes. */
export const looks = (['light', 'dark'] as const).flatMap(side => {
  const plain = block(themeSheet('tokens.css'), ':root {')
  const high = block(themeSheet('high-contrast.css'), ':root[data-theme="high-contrast"]')
  const codes = colours(themeSheet('palette.css'), side)
  const base = new Map([...colours(plain, side), ...codes])
  return [
    { name: side, colours: base, wash: figure(plain, 'code-wash') },
    {
      name: `high contrast, ${side}`,
      colours: new Map([...base, ...colours(high, side)]),
      wash: figure(high, 'code-wash'),
    },
  ]
})
