import { describe, expect, test } from 'vitest'
import { readCaptions } from '#engine/import/captions.ts'
import { readFileBytes } from '#engine/import/read-file.ts'
import { findTurns } from '#engine/import/speakers.ts'
import { docxOf, paragraph } from './build-files.ts'

/** `speaker@time: words` of each segment. */
function turns(text: string): string[] {
  return findTurns(text).segments.map(
    s =>
      `${s.speaker ?? '-'}${s.startMs === undefined ? '' : `@${s.startMs}`}: ${text.slice(s.bodyStart, s.end)}`,
  )
}

function captions(text: string, format = 'vtt'): string[] {
  const doc = readCaptions(text, format, `a.${format}`)
  return doc.segments.map(s => `${s.speaker ?? '-'}: ${doc.text.slice(s.bodyStart, s.end)}`)
}

describe('turns', () => {
  test('of a Danish interview: legend, joint labels, tabs, times on lines of their own', () => {
    const text =
      'I = Interviewer; X = Informant\n\n*1:40\nI:\tHvordan?\nX:\tGodt.\n*2.33\nX og Y: Det synes vi.\n0:02:34.4\nI: Godt.'
    expect(turns(text)).toEqual([
      '-: I = Interviewer; X = Informant',
      'Interviewer@100000: Hvordan?',
      'Informant: Godt.',
      'Informant og Y@153000: Det synes vi.',
      'Interviewer@154400: Godt.',
    ])
  })

  test('of a code that comes once beside one that comes back', () => {
    expect(turns('\tX:\tFine\n\tso far.\n\tI1:\tYes.\n\tX: Good')).toEqual([
      'X: Fine\n\tso far.',
      'I1: Yes.',
      'X: Good',
    ])
  })

  test('of a name that comes once beside a time', () => {
    expect(turns('00:01:23 Anna Berg: Hello\n00:01:44 Tom: Hi\n00:02:01 Anna Berg: Yes')).toEqual([
      'Anna Berg@83000: Hello',
      'Tom@104000: Hi',
      'Anna Berg@121000: Yes',
    ])
  })

  test('of f4, whose times stand behind what was said', () => {
    const { segments } = findTurns('I: Hello #00:01:23-4#\nP: Hi #00:02:23-4#')
    expect(segments.map(s => [s.speaker, s.endMs])).toEqual([
      ['I', 83_400],
      ['P', 143_400],
    ])
  })
})

describe('captions', () => {
  const cue = (id: string, from: number, words: string): string =>
    `${id}\n00:00:0${from}.000 --> 00:00:0${from + 1}.000\n${words}\n\n`

  test('that name somebody once, in a file of names, do not put words into another mouth', () => {
    expect(captions(`WEBVTT\n\n${cue('1', 1, 'Anna Berg: Hello.')}${cue('2', 2, 'Tom: Hi')}`)).toEqual([
      'Anna Berg: Hello.',
      'Tom: Hi',
    ])
    const srt = `${cue('1', 1, 'Anna Berg: Hello.')}${cue('2', 2, 'going on')}${cue('3', 3, 'Tom Baker: Hi')}${cue('4', 4, 'Anna Berg: yes')}`
    expect(captions(srt.replaceAll('.000', ',000'), 'srt')).toEqual([
      'Anna Berg: Hello. going on',
      'Tom Baker: Hi',
      'Anna Berg: yes',
    ])
  })

  test('of Teams without names are parted where a stretch of speech ends', () => {
    const vtt = `WEBVTT\n\n${cue('a/32-0', 1, 'Hello there.')}${cue('a/32-1', 2, 'and more')}${cue('a/40-0', 3, 'Hi')}`
    expect(captions(vtt)).toEqual(['-: Hello there. and more', '-: Hi'])
  })

  test('of Teams keep a voice over lines and empty lines, closed or not', () => {
    const vtt = `WEBVTT\n\n${cue('a/1-0', 1, '<v Anna Berg>Hello\nthere.\n\nSecond.</v>')}${cue('a/2-0', 3, '<v Tom>Hi')}`
    expect(captions(vtt)).toEqual(['Anna Berg: Hello there. Second.', 'Tom: Hi'])
  })

  test('pass over notes, styles and regions, and read times without hours', () => {
    const vtt =
      'WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE one\ntwo\n\n00:03.000 --> 00:05.000 align:start\n<c.yellow>Hello</c> <00:04.000>there &amp; you\n\nNOTE end'
    expect(captions(vtt)).toEqual(['-: Hello there & you'])
  })
})

describe('notes', () => {
  test('stand below the text, said by nobody, with their number where they belong', async () => {
    const notes =
      '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>She laughs.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    const body = `${paragraph('Interviewer: And then?')}<w:p><w:r><w:t>Participant: I went home</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>.</w:t></w:r></w:p>`
    const link =
      '<Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
    const [doc] = await readFileBytes(docxOf(body, { 'word/footnotes.xml': notes }, link), 'a.docx', {})
    expect(doc?.text).toBe('Interviewer: And then?\nParticipant: I went home[1].\n[1] She laughs.')
    expect(doc?.segments.map(s => [s.kind, s.speaker, doc.text.slice(s.bodyStart, s.end)])).toEqual([
      ['turn', 'Interviewer', 'And then?'],
      ['turn', 'Participant', 'I went home[1].'],
      ['paragraph', undefined, '[1] She laughs.'],
    ])
    expect(doc?.warnings).toContain(
      '1 footnote stands below the text, with a number in brackets where each belongs.',
    )
  })

  test('are none where a text goes on with numbers in brackets that stand nowhere else', () => {
    expect(turns('I: Hello.\nP: Hi.\nI: So?\n[1] and on')).toEqual([
      'I: Hello.',
      'P: Hi.',
      'I: So?\n[1] and on',
    ])
  })
})
