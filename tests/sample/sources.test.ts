import { readdirSync, readFileSync } from 'node:fs'
import PostalMime from 'postal-mime'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSample, sampleFile } from '#engine/sample/sample.ts'
import type { ParsedDocument } from '#shared/model/document.ts'
import { countWords } from '#shared/text/words.ts'
import { readSources, textOf } from './read-sources.ts'

const sample = readSample()
const interviews = sample.sources.filter(source => source.kind === 'interview')
const emails = sample.sources.filter(source => source.kind === 'email')
let sources: Map<string, ParsedDocument>

beforeAll(async () => {
  sources = await readSources(sample)
})

describe('the sample study’s sources', () => {
  it('names every file of its folder, and no other', () => {
    const named = [
      ...sample.sources.map(source => source.file),
      sample.fresh.file,
      sample.records.file,
      sample.contacts.file,
    ]
    expect(readdirSync(sampleFile('')).sort()).toEqual(named.sort())
  })

  it('holds interviews as Word, WebVTT and plain text, twelve emails and twelve records', () => {
    const formats = new Set(interviews.map(source => sources.get(source.file)?.format))
    expect(formats).toEqual(new Set(['docx', 'vtt', 'txt']))
    expect(interviews.length).toBeGreaterThanOrEqual(4)
    expect(emails).toHaveLength(12)
    expect([...sources.keys()].filter(name => name.startsWith('records.csv#'))).toHaveLength(12)
  })

  it.each(interviews.map(source => source.file))(
    '%s has 2,500 words or more, in turns of two speakers',
    file => {
      const document = sources.get(file)
      expect(countWords(textOf(sources, file))).toBeGreaterThanOrEqual(2500)
      const turns = document?.segments.filter(segment => segment.kind === 'turn') ?? []
      expect(turns.length).toBeGreaterThan(40)
      expect(document?.speakers).toHaveLength(2)
      expect(document?.speakers).toContain('Interviewer')
    },
  )

  it.each(interviews.map(source => source.file))('%s says nothing twice', file => {
    const paragraphs = textOf(sources, file)
      .split('\n')
      .filter(line => countWords(line) > 20)
    expect(new Set(paragraphs).size).toBe(paragraphs.length)
  })

  it('keeps the times of the captions, rising to the end', () => {
    const turns = sources.get('m1-mentor.vtt')?.segments ?? []
    const starts = turns.map(turn => turn.startMs ?? -1)
    expect(starts.every((start, i) => start > (starts[i - 1] ?? -1))).toBe(true)
    expect(turns.every(turn => (turn.endMs ?? 0) > (turn.startMs ?? 0))).toBe(true)
  })

  it('has Word files that say what the transcripts they are made from say', () => {
    for (const file of interviews.map(source => source.file).filter(name => name.endsWith('.docx'))) {
      const transcript = readFileSync(
        new URL(`../../engine/sample/transcripts/${file.replace('.docx', '.txt')}`, import.meta.url),
        'utf8',
      )
      expect(textOf(sources, file).replace(/\s+/g, ' ').trim()).toBe(transcript.replace(/\s+/g, ' ').trim())
    }
  })

  it('has emails that parse: dated 2024 or 2025, answers to earlier ones, one in HTML only, one with accents', async () => {
    const parsed = await Promise.all(
      emails.map(async ({ file, date }) => ({
        date,
        mail: await PostalMime.parse(readFileSync(sampleFile(file))),
      })),
    )
    for (const { date, mail } of parsed) {
      expect(mail.date?.slice(0, 10)).toBe(date)
      expect(date).toMatch(/^202[45]-/)
      expect(mail.from?.address).toMatch(/\.example$/)
      expect(mail.subject).toBeTruthy()
    }
    const ids = new Set(parsed.map(({ mail }) => mail.messageId))
    expect(ids.size).toBe(12)
    expect(
      parsed.filter(({ mail }) => mail.inReplyTo && ids.has(mail.inReplyTo)).length,
    ).toBeGreaterThanOrEqual(3)
    expect(parsed.filter(({ mail }) => mail.html && !mail.text)).toHaveLength(1)
    expect(parsed.some(({ mail }) => mail.text?.includes('fiancée'))).toBe(true)
  })

  it('has records with a date, a site, a mode and minutes each, and two to five sentences of notes', () => {
    for (const [name, { text }] of sources) {
      if (!name.startsWith('records.csv#')) continue
      expect(text).toMatch(/^date: 202[45]-\d\d-\d\d$/m)
      expect(text).toMatch(/^minutes: \d+$/m)
      expect(text).toMatch(/^site: Site \d/m)
      expect(text).toMatch(/^mode: \S/m)
      const notes = /^notes: (.*)$/m.exec(text)?.[1] ?? ''
      const sentences = notes.match(/[.?!](?= |$)/g)?.length ?? 0
      expect(sentences, name).toBeGreaterThanOrEqual(2)
      expect(sentences, name).toBeLessThanOrEqual(5)
    }
  })
})
