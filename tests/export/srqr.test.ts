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
