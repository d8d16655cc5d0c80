import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type JournalThing, journalThings } from '#shared/model/journal.ts'
import { utf8 } from './read-back.ts'
import { codedStudy, emptyStudy, found, type Made } from './study.ts'

interface Step {
  sequence: number
  who: string
  thing: string
  what: string
  why: string
  undone: boolean
}

let made: Made
let days: { first: string; second: string }

/** The study of the exports, and a day later a code that is merged for a reason, a memo that is reviewed, a step undone. */
beforeAll(async () => {
  made = await codedStudy()
  const now = Date.now()
  days = { first: localDay(new Date(now)), second: localDay(new Date(now + 24 * 3_600_000)) }
  vi.useFakeTimers({ toFake: ['Date'], now: now + 24 * 3_600_000 })
  const lead = await made.signIn('LR')
  await lead.codebook.mergeCodes({
    codes: [found(made.codes, 'Backing')],
    into: found(made.codes, 'Mentor'),
    because: 'They <mean> the same',
  })
  const [memo] = await lead.memos.list({})
  await lead.memos.setState({ memo: memo?.id ?? '', state: 'confirmed' })
  await lead.themes.add({ name: 'Undone soon' })
  await lead.history.undo({})
  vi.useRealTimers()
})
afterAll(() => made.close())

const localDay = (when: Date): string =>
  [when.getFullYear(), when.getMonth() + 1, when.getDate()].map(n => String(n).padStart(2, '0')).join('-')

async function trail(audit: { member?: string; thing?: JournalThing; from?: string; to?: string } = {}) {
  const bytes = await made.bytesOf('audit', 'json', undefined, { audit })
  return JSON.parse(utf8(bytes)) as { steps: Step[]; rulings: { who: string }[]; people: { name: string }[] }
}

describe('the audit trail', () => {
  it('says why a code was merged, that a memo was confirmed, and what was taken back', async () => {
    const { steps } = await trail()
    expect(steps.find(({ what }) => what.startsWith('Merged'))).toMatchObject({
      who: 'Lena Ruiz',
      thing: 'Framework',
      why: 'They <mean> the same',
    })
    expect(steps.filter(({ what }) => / to confirmed$/.test(what))).toHaveLength(1)
    expect(steps.find(({ what }) => what.includes('Undone soon'))).toMatchObject({ undone: true })
    const page = utf8(await made.bytesOf('audit', 'html'))
    const reviews = page.slice(page.indexOf('Reviews of memos'), page.indexOf('Every step'))
    expect(reviews).toContain('to confirmed')
    expect(page).toContain('taken back later')
  })

  it('is of one person where that is asked for, rulings too', async () => {
    const { steps, rulings, people } = await trail({ member: found(made.members, 'AM') })
    expect(new Set(steps.map(({ who }) => who))).toEqual(new Set(['Anna Møller']))
    expect(people.map(({ name }) => name)).toEqual(['Anna Møller'])
    expect(rulings).toEqual([])
  })

  it('is in as many parts as there are things, each step in one', async () => {
    const whole = await trail()
    const parts = await Promise.all(journalThings.map(({ id }) => trail({ thing: id })))
    const numbers = parts.flatMap(({ steps }) => steps.map(({ sequence }) => sequence))
    expect(numbers.sort((a, b) => a - b)).toEqual(whole.steps.map(({ sequence }) => sequence))
    expect((await trail({ thing: 'adjudication' })).rulings).toHaveLength(whole.rulings.length)
    expect((await trail({ thing: 'framework' })).rulings).toEqual([])
  })

  it('is of the days asked for, both included', async () => {
    const whole = await trail()
    const first = await trail({ to: days.first })
    const second = await trail({ from: days.second, to: days.second })
    expect(first.steps.length).toBeGreaterThan(0)
    expect(second.steps.map(({ what }) => what)).toContain('Added the theme “Undone soon”')
    expect([...first.steps, ...second.steps]).toEqual(whole.steps)
    expect(second.rulings).toEqual([])
  })

  it('is refused in words where the first day is after the last', async () => {
    await expect(trail({ from: '2027-01-02', to: '2026-01-01' })).rejects.toMatchObject({
      code: 'bad-input',
      message:
        'The audit trail cannot go from 2 January 2027 to 1 January 2026: the first day is after the last.',
    })
  })

  it('lists what the History screen lists with the same choice', async () => {
    for (const { id: thing } of journalThings) {
      const listed = (await made.client.history.list({ thing, from: days.second, limit: 500 })).entries
      const { steps } = await trail({ thing, from: days.second })
      expect(listed.map(({ sequence }) => sequence).reverse()).toEqual(steps.map(({ sequence }) => sequence))
    }
  })
})

describe('the audit trail of two members of one name', () => {
  it('counts the steps of each apart, and says at every step which of the two it was', async () => {
    const two = await emptyStudy('Two Annas')
    try {
      const { id } = await two.client.members.add({ name: 'anna Møller', initials: 'A2', roles: ['coder'] })
      two.members.set('A2', id)
      for (const [initials, codes] of [
        ['AM', ['Fatigue']],
        ['A2', ['Sleep', 'Rest']],
      ] as const) {
        const client = await two.signIn(initials)
        for (const name of codes) await client.codebook.addCode({ name })
      }
      const { people, steps } = JSON.parse(utf8(await two.bytesOf('audit', 'json'))) as {
        people: { initials: string; steps: number }[]
        steps: Step[]
      }
      expect(people.map(({ initials, steps }) => [initials, steps]).slice(0, 2)).toEqual([
        ['AM', 1],
        ['A2', 2],
      ])
      expect(people.reduce((sum, { steps }) => sum + steps, 0)).toBe(steps.length)
      expect(steps.slice(-3).map(({ who }) => who)).toEqual([
        'Anna Møller (AM)',
        'anna Møller (A2)',
        'anna Møller (A2)',
      ])
      const ofOne = await two.bytesOf('audit', 'json', undefined, {
        audit: { member: found(two.members, 'AM') },
      })
      expect((JSON.parse(utf8(ofOne)) as { people: unknown[] }).people).toHaveLength(1)
    } finally {
      two.close()
    }
  })
})
