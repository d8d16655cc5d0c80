/**
 * Makes the sample study's Word and WebVTT transcripts from the plain ones in engine/sample/transcripts,
 * which are what a person edits. Run after editing one: `node scripts/make-sample-files.ts`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'

const transcripts = new URL('../engine/sample/transcripts/', import.meta.url)
const files = new URL('../engine/sample/files/', import.meta.url)

/** The recording's id in the cue names, as a meeting service writes one. */
const recording = '6f0d2c1e-5b7a-4f39-9c48-2a1f0be7d356'
const wordsPerSecond = 2.7
const cueWords = 18

for (const name of readdirSync(transcripts).sort()) {
  const lines = readFileSync(new URL(name, transcripts), 'utf8').trimEnd().split('\n')
  const stem = name.replace(/\.txt$/, '')
  const isCaptions = lines[0]?.startsWith('Interviewer: ') === true
  if (isCaptions) writeFileSync(new URL(`${stem}.vtt`, files), captions(lines))
  else writeFileSync(new URL(`${stem}.docx`, files), await Packer.toBuffer(word(lines)))
}

/** A Word document as a transcription service delivers it: a title, two lines about the recording, then turns. */
function word(lines: string[]): Document {
  const children = lines.map((line, i) => {
    if (i === 0) return new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(line)] })
    const turn = /^((?:I|P\d\d): )(.*)$/.exec(line)
    const runs = turn
      ? [new TextRun({ text: turn[1] ?? '', bold: true }), ...speech(turn[2] ?? '')]
      : speech(line)
    return new Paragraph({ spacing: { after: 160 }, children: runs })
  })
  return new Document({ creator: 'Return to Rhythm', title: lines[0] ?? '', sections: [{ children }] })
}

/** What was said, with remarks such as [laughs] in italics and names put in brackets left plain. */
function speech(text: string): TextRun[] {
  return text
    .split(/(\[(?:laughs|pause|sighs)\])/)
    .filter(part => part !== '')
    .map(part => new TextRun({ text: part, italics: /^\[(?:laughs|pause|sighs)\]$/.test(part) }))
}

/** Captions as Teams writes them: named cues of a breath each, a voice tag, times to the millisecond. */
function captions(lines: string[]): string {
  const cues: string[] = []
  let clock = 3_240
  for (const [turn, line] of lines.entries()) {
    const colon = line.indexOf(': ')
    const voice = line.slice(0, colon)
    for (const [part, text] of breaths(line.slice(colon + 2)).entries()) {
      const length = Math.round((text.split(' ').length / wordsPerSecond) * 1000) + (text.length % 7) * 31
      cues.push(
        `${recording}/${turn + 11}-${part}\n${time(clock)} --> ${time(clock + length)}\n<v ${voice}>${text}</v>`,
      )
      clock += length + 40 + (text.length % 5) * 53
    }
    clock += 380 + (line.length % 11) * 97
  }
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}

/** A turn cut where a speaker would breathe: at the ends of sentences where that is near, else between words. */
function breaths(text: string): string[] {
  const cut: string[] = []
  let open: string[] = []
  for (const word of text.split(' ')) {
    open.push(word)
    const ends = /[.?!]["')\]]*$/.test(word)
    if (open.length >= cueWords || (ends && open.length >= cueWords / 2)) {
      cut.push(open.join(' '))
      open = []
    }
  }
  if (open.length > 0) cut.push(open.join(' '))
  return cut
}

function time(ms: number): string {
  const part = (n: number, width: number): string => String(n).padStart(width, '0')
  const seconds = Math.floor(ms / 1000)
  return `${part(Math.floor(seconds / 3600), 2)}:${part(Math.floor(seconds / 60) % 60, 2)}:${part(seconds % 60, 2)}.${part(ms % 1000, 3)}`
}
