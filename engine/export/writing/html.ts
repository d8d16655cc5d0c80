import { printedPage } from '#shared/text/printed-page.ts'
import type { StyledRun } from '../styled-runs.ts'
import { contained } from './legible.ts'
import { pageStyle } from './page-style.ts'

/** Text that is HTML already. Only `html` makes it; everything else is escaped. */
class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type { Markup }
export type Fragment = Markup | string | number | null | readonly Fragment[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => contained(text).replace(/[&<>"']/g, c => entities[c] ?? c)

function written(fragment: Fragment): string {
  if (fragment === null) return ''
  if (fragment instanceof Markup) return fragment.text
  if (typeof fragment === 'string' || typeof fragment === 'number') return escaped(String(fragment))
  return fragment.map(written).join('')
}

/** A piece of HTML as a template: every value put into it is escaped, unless it came from `html` itself. */
export const html = (parts: TemplateStringsArray, ...values: Fragment[]): Markup =>
  new Markup(parts.map((part, n) => part + (n < values.length ? written(values[n] ?? null) : '')).join(''))

/** Text in the look it has: bold, italic, underlined and so on. */
export function inLook({
  text,
  bold,
  italic,
  underline,
  strikethrough,
  superscript,
  subscript,
}: StyledRun): Markup {
  let made = html`${text}`
  if (superscript) made = html`<sup>${made}</sup>`
  else if (subscript) made = html`<sub>${made}</sub>`
  if (strikethrough) made = html`<s>${made}</s>`
  if (underline) made = html`<u>${made}</u>`
  if (italic) made = html`<em>${made}</em>`
  return bold ? html`<strong>${made}</strong>` : made
}

/** A heading of level 1 to 6; deeper levels are 6. */
export function heading(level: number, content: Fragment): Markup {
  const tag = `h${Math.min(6, Math.max(1, level))}`
  return new Markup(`<${tag}>${written(content)}</${tag}>`)
}

export interface Page {
  /** What the page is: `Coding framework`. */
  name: string
  studyTitle: string
  /** The day it was made, in words. */
  day: string
  /** Lines about layers and what is left out, under the title. */
  notes: readonly string[]
  /** Printed on its side, for wide tables. */
  wide?: boolean
  /** Rules added to those of every page. */
  style?: string
  body: Fragment
}

/** A whole page that needs nothing else: no script, no address outside it, readable in light, dark and on paper. */
export function htmlPage({ name, studyTitle, day, notes, body, wide, style }: Page): Uint8Array {
  const page = html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Tandem">
<title>${name}: ${studyTitle}</title>
<style>${new Markup(pageStyle)}${new Markup(style ?? '')}${new Markup(printedPage({ studyTitle, name, isWide: wide ?? false }))}</style>
</head>
<body>
<header>
<p class="study"><bdi>${studyTitle}</bdi></p>
<h1>${name}</h1>
<p class="day">${day}</p>
${notes.map(note => html`<p class="note">${note}</p>\n`)}</header>
<main>
${body}</main>
</body>
</html>
`
  return new TextEncoder().encode(page.text)
}
