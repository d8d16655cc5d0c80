import { legible } from './legible.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Text as the content of an XML element. */
export const xmlText = (text: string): string => xmlEscaped(legible(text))

/** The same of text that is legible already. */
export const xmlEscaped = (text: string): string => text.replace(/[&<>]/g, c => entities[c] ?? c)

/** Text as the value of an XML attribute, quotes not included; line ends and tabs survive. */
export const xmlAttribute = (text: string): string =>
  legible(text).replace(/[&<>"'\n\t]/g, c => entities[c] ?? c)
