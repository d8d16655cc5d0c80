import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from './read-back.ts'
import { codedStudy, emptyStudy, found, type Made, spanOf } from './study.ts'

const sheet = async (made: Made) =>
  utf8(await made.bytesOf('srqr', 'html'))
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')

describe('the SRQR sheet', () => {
  let coded: Made
  beforeAll(async () => {
    coded = await codedStudy()
  })
  afterAll(() => coded.close())

  it('says nothing of agreement where nobody has coded twice, and why', async () => {
    const made = await emptyStudy('Empty')
    try {
      const text = await sheet(made)
      expect(text).toContain('No comparison of two coders is in this sheet')
      expect(text).not.toMatch(/κ|Coded by two people/)
      expect(text).toContain('2 sources')
    } finally {
      made.close()
    }
  })

  it('tells nothing of a blind round that is open', async () => {
    const made = await emptyStudy('Blind')
    try {
      const lead = await made.signIn('LR')
      const source = found(made.sources, 'OT 18, Site 10')
      await lead.rounds.open({
        title: 'R',
        sources: [source.id],
        coders: [found(made.members, 'AM'), found(made.members, 'BK')],
      })
      const before = await sheet(made)
      const anna = await made.signIn('AM')
      const code = (await lead.codebook.frameworks({})).flatMap(({ codes }) => codes)[0]?.id ?? ''
      await anna.codings.add({ ...spanOf(made, 'OT 18, Site 10', 'The mentor did.'), code })
      expect(await sheet(made)).toBe(before)
      expect(before).toContain('A blind round is open')
      expect(before).not.toContain('Coded by two people')
    } finally {
      made.close()
    }
  })

  it('counts a passage once however many codes it carries, as the matrix does, and says how many codings', async () => {
    const made = await emptyStudy('Counted')
    try {
      const lead = await made.signIn('LR')
      const source = found(made.sources, 'OT 18, Site 10')
      const coders = ['AM', 'BK'].map(initials => found(made.members, initials))
      const round = await lead.rounds.open({ title: 'R', sources: [source.id], coders })
      const [one, two] = (await lead.codebook.frameworks({})).flatMap(({ codes }) => codes)
      for (const initials of ['AM', 'BK']) {
        const client = await made.signIn(initials)
        const passage = spanOf(made, 'OT 18, Site 10', 'The mentor did.')
        await client.codings.addMany({
          codings: [one, two].map(code => ({ ...passage, code: code?.id ?? '' })),
        })
        await client.rounds.submit({ round: round.id, coder: found(made.members, initials) })
      }
      await lead.rounds.close({ round: round.id })
      const text = await sheet(made)
      expect(text).toContain('The consensus holds 1 passage with 2 codings.')
      expect(text).toContain('1 agreed passage in 1 source of “OT interviews”.')
      const methods = utf8(await made.bytesOf('agreement', 'html'))
      expect(methods).toContain('They agreed on 2 codings in extent, code and polarity and differed on none.')
      expect(methods).toContain('2 codings of both were alike in extent, code and polarity')
    } finally {
      made.close()
    }
  })

  it('gives the figures of the study, and none in a reflexive one', async () => {
    const report = await coded.client.agreement.inRound({ round: await roundOf(coded) })
    const share = ((report.overall.figures.percent_agreement.value ?? 0) * 100).toFixed(1)
    expect(await sheet(coded)).toContain(`Percent agreement was ${share}\u202f%`)
    await coded.client.study.update({ stance: 'reflexive' })
    const text = await sheet(coded)
    expect(text).not.toMatch(/κ|Percent agreement/)
    expect(text).toContain('differences between coders are readings')
  })

  it('counts the rulings that settled what coders differed on', async () => {
    const items = await coded.client.adjudication.disagreements({ round: await roundOf(coded) })
    const open = items.filter(({ ruling }) => ruling === undefined).length
    expect(await sheet(coded)).toContain(`${open} differences between coders are not settled`)
  })
})

const roundOf = async (made: Made) => (await made.client.rounds.list({}))[0]?.id ?? ''
