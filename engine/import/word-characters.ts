import { characterOf } from './symbol-fonts.ts'

/** How the elements begin in which Word keeps characters that are no text to the library that reads it. */
export const characterElements = ['<w:noBreakHyphen', '<w:sym ', '<w:ptab'] as const

/** Parts of a Word file that hold text which is read. */
export const textPart = /^word\/(?:document|footnotes|endnotes)\d*\.xml$/

const element = /<w:(noBreakHyphen|sym|ptab)(?=[\s/>])([^<>]*)>(?:<\/w:\1\s*>)?/g

/** A part's XML with such characters written as text; `unknown` where one is known only to its font (U+FFFD). */
export function writeOutCharacters(xml: string): { xml: string; unknown: boolean } {
  let unknown = false
  const rewritten = xml.replace(element, (_, name: string, attributes: string) => {
    if (name === 'ptab') return '<w:tab/>'
    if (name === 'noBreakHyphen') return '<w:t>\u2011</w:t>'
    const font = /\sw:font\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? ''
    const code = Number.parseInt(/\sw:char\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '', 16)
    const character = characterOf(font, code)
    if (character === null) unknown = true
    return `<w:t xml:space="preserve">${written(character ?? '\uFFFD')}</w:t>`
  })
  return { xml: rewritten, unknown }
}

const written = (character: string): string =>
  character === '&' ? '&amp;' : character === '<' ? '&lt;' : character === '>' ? '&gt;' : character
