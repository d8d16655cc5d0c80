import type { LetterStyle } from '#shared/model/document.ts'

/** A run of caption text in one look. */
export interface StyledText {
  text: string
  styles: LetterStyle[]
}

/** One line of a cue by one voice. `open`: its voice tag was not closed. */
export interface CueLine {
  voice?: string
  parts: StyledText[]
  open: boolean
}

const token =
  /<\/?(?:v|c|b|i|u|lang|ruby|rt|font)(?:[.\s][^<>]{0,300})?>|<\d[\d:.]{0,20}>|\{\\[^}]{0,100}\}|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});|[^<&{]+|[<&{]/giu
const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  lrm: '\u200E',
  rlm: '\u200F',
  hellip: '…',
  ndash: '–',
  mdash: '—',
}
const looks: Record<string, LetterStyle> = { b: 'bold', i: 'italic', u: 'underline' }

/**
 * The payload of a cue: voice tags become speakers, bold, italic and underline become styles, other caption tags and
 * timestamps fall away, entities are decoded. A voice goes on over line breaks until it is closed or another begins.
 */
export function readPayload(lines: readonly string[], voice?: string): CueLine[] {
  const read: CueLine[] = []
  const styles = new Set<LetterStyle>()
  let speaker = voice
  let line = begin(speaker)
  const finish = (): void => {
    if (line.parts.some(part => part.text.trim() !== '')) read.push(line)
    line = begin(speaker)
  }
  for (const source of lines) {
    for (const [piece] of source.matchAll(token)) {
      const tag = /^<(\/?)([a-z]+)(?:\.[^\s>]*)?(?:\s+([^>]*))?>$/i.exec(piece)
      const name = tag?.[2]?.toLowerCase()
      const look = name === undefined ? undefined : looks[name]
      if (name === 'v') {
        speaker =
          tag?.[1] === '/'
            ? undefined
            : decodeEntities(tag?.[3] ?? '')
                .replace(/\s+/g, ' ')
                .trim() || undefined
        if (line.parts.length > 0) finish()
        else line = begin(speaker)
      } else if (look) {
        if (tag?.[1] === '/') styles.delete(look)
        else styles.add(look)
      } else if (!tag && !/^(?:<\d|\{\\)/.test(piece)) {
        line.parts.push({ text: decodeEntities(piece), styles: [...styles] })
      }
    }
    finish()
  }
  const last = read.at(-1)
  if (last && speaker !== undefined && speaker === last.voice) last.open = true
  return read
}

const begin = (speaker: string | undefined): CueLine => ({
  parts: [],
  open: false,
  ...(speaker === undefined ? {} : { voice: speaker }),
})

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
    const point = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)
    return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) || point === 0
      ? '\uFFFD'
      : String.fromCodePoint(point)
  })
}
