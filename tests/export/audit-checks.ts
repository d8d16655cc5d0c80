import { expect } from 'vitest'
import { type Checks, csv, page } from './read-as.ts'
import { asRecords, utf8 } from './read-back.ts'
import { hostile, type Made } from './study.ts'

/** Every step as History lists it, oldest first. */
const listedSteps = async (made: Made) => (await made.client.history.list({ limit: 500 })).entries.reverse()

interface Trail {
  steps: { sequence: number; at: string; who: string; thing: string; what: string; why: string }[]
  rulings: Record<string, string>[]
  people: { name: string; steps: number }[]
}

const trailIn = (bytes: Uint8Array) => JSON.parse(utf8(bytes)) as Trail & { format: string }

export const auditChecks: Checks = {
  'audit.html': async (bytes, made) => {
    const elements = page(bytes, /Nothing is erased/)
    const of = (tag: string) => elements.filter(e => e.tag === tag).map(e => e.text)
    expect(of('h2')).toEqual([
      'Who took part',
      'Changes of the framework, with reasons',
      'Rulings that stand, with reasons',
      'Reviews of memos',
      'Every step',
    ])
    const steps = await listedSteps(made)
    expect(of('td')).toEqual(expect.arrayContaining(steps.map(({ sequence }) => String(sequence))))
    expect(of('td')).toEqual(expect.arrayContaining(['<b>Agreed</b> by talking', 'Omission']))
    expect(of('th')).toContain(hostile.coder)
  },

  'audit.csv': async (bytes, made) => {
    const rows = asRecords(csv(bytes))
    const steps = await listedSteps(made)
    expect(rows.map(row => [row['Step'], row['Time (UTC)']])).toEqual(
      steps.map(({ sequence, at }) => [String(sequence), at]),
    )
    expect(rows.filter(row => row['Why'] === '<b>Agreed</b> by talking')).toMatchObject([
      { Person: 'Lena Ruiz', About: 'Adjudication', 'Taken back': '' },
    ])
  },

  'audit.json': async (bytes, made) => {
    const trail = trailIn(bytes)
    expect(trail.format).toBe('tandem-audit')
    const steps = await listedSteps(made)
    expect(trail.steps.map(({ sequence, at, what }) => ({ sequence, at, what }))).toEqual(
      steps.map(({ sequence, at, what }) => ({ sequence, at, what })),
    )
    expect(trail.people.reduce((sum, { steps }) => sum + steps, 0)).toBe(steps.length)
    expect(trail.rulings.map(({ who, why }) => `${who}: ${why}`)).toEqual([
      'Lena Ruiz: -The sentence, not the word',
      'Lena Ruiz: <b>Agreed</b> by talking',
      'Lena Ruiz: Not about forms',
    ])
  },
}
