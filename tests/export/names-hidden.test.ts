import { afterAll, beforeAll, expect, test } from 'vitest'
import { codedStudy, type Made } from './study.ts'

let made: Made
beforeAll(async () => {
  made = await codedStudy()
})
afterAll(() => made.close())

const coders = /Anna Møller|HYPERLINK/

test('while a round is judged without names, register and minutes name no coder; once it is closed they do', async () => {
  const lead = await made.signIn('LR')
  const round = (await lead.rounds.list({}))[0]?.id ?? ''
  const anna = await made.signIn('AM')
  const [item] = await anna.adjudication.disagreements({ round })
  await anna.adjudication.comment({ round, disagreement: item?.id ?? '', words: 'As I heard it.' })
  await lead.adjudication.setJudging({ round, namesHidden: true, codersMayRule: true })
  for (const what of ['adjudication', 'minutes']) {
    const text = Buffer.from(await made.bytesOf(what, 'html')).toString('utf8')
    expect(text).not.toMatch(coders)
    expect(text).toContain('The first reader')
    expect(text).toContain('names hidden')
  }
  const register = Buffer.from(await made.bytesOf('adjudication', 'html')).toString('utf8')
  expect(register).toContain('A coder of the round: As I heard it.')
  await lead.rounds.close({ round, leaveOpen: true })
  for (const what of ['adjudication', 'minutes'])
    expect(Buffer.from(await made.bytesOf(what, 'html')).toString('utf8')).toMatch(coders)
})
