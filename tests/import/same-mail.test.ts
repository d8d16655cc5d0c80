import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { msgOf, tag } from './build-msg.ts'

interface Sent {
  from: string
  day: number
  subject: string
  id: string | null
  words: string
}

const emlOf = ({ from, day, subject, id, words }: Sent): string =>
  `From: ${from}@example.org\nTo: team@example.org\nDate: ${day} Apr 2019 10:00:00 +0100\nSubject: ${subject}\n${id === null ? '' : `Message-ID: <${id}>\n`}\n${words}\n`
const mboxOf = (sent: readonly Sent[]): string =>
  sent.map(message => `From x Mon Apr  1 10:00:00 2019\n${emlOf(message)}\n`).join('')

const ann: Sent = { from: 'ann', day: 1, subject: 'Re: visit', id: '1@x', words: 'Thanks!' }
const bob: Sent = { ...ann, from: 'bob', day: 9, id: '2@x' }
const other: Sent = { ...ann, day: 10, subject: 'Other thing', id: '3@x' }

function fileOf(text: string | Uint8Array, name: string): { path: string } {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return { path }
}

const statuses = (results: readonly { status: string }[]) => results.map(({ status }) => status)

test('messages of the same words are each taken, once, from files of their own and from a mailbox', async () => {
  for (const together of [false, true]) {
    const study = await makeStudy()
    const all = [ann, bob, other]
    const files = together
      ? [fileOf(mboxOf(all), 'box.mbox')]
      : all.map((message, n) => fileOf(emlOf(message), `${n}.eml`))
    const looked = await study.setUp.sources.preview({ file: files.at(-1) ?? { path: '' } })
    expect([looked.fresh, looked.documents.map(({ duplicateOf }) => duplicateOf)]).toEqual(
      together ? [3, [null, null, null]] : [1, [null]],
    )
    expect(statuses(await study.setUp.sources.import({ files }))).toEqual([
      'imported',
      'imported',
      'imported',
    ])
    // The same ones once more, in the other kind of file.
    const again = fileOf(together ? emlOf(bob) : mboxOf(all), together ? 'bob.eml' : 'box.mbox')
    expect((await study.setUp.sources.preview({ file: again })).fresh).toBe(0)
    expect(new Set(statuses(await study.setUp.sources.import({ files: [again] })))).toEqual(
      new Set(['duplicate']),
    )
    expect(await study.setUp.sources.list({})).toHaveLength(3)
  }
})

test('a message without a Message-ID is known by sender, date and subject; a text is not a message', async () => {
  const study = await makeStudy()
  const results = await study.setUp.sources.import({
    files: [
      fileOf(emlOf(ann), 'a.eml'),
      fileOf(emlOf({ ...ann, id: null }), 'b.eml'),
      fileOf(emlOf({ ...bob, id: null }), 'c.eml'),
      fileOf(emlOf(bob), 'd.eml'),
      fileOf('Thanks!', 'e.txt'),
      fileOf('\uFEFFThanks!', 'f.txt'),
    ],
  })
  expect(statuses(results)).toEqual([
    'imported',
    'duplicate',
    'imported',
    'duplicate',
    'imported',
    'duplicate',
  ])
})

test('Outlook’s copy of a message is that message', async () => {
  const study = await makeStudy()
  const copy = msgOf({ texts: { [tag.body]: 'Thanks!', [tag.messageId]: '<1@x>' } })
  const results = await study.setUp.sources.import({
    files: [fileOf(emlOf(ann), 'a.eml'), fileOf(copy, 'a.msg')],
  })
  expect(statuses(results)).toEqual(['imported', 'duplicate'])
})

test('in any order and twice, each message is taken once', async () => {
  const sent = fc.record({
    from: fc.constantFrom('ann', 'bob'),
    day: fc.constantFrom(1, 2),
    subject: fc.constantFrom('Re: visit', 'Plan'),
    words: fc.constantFrom('Thanks!', 'See you there.'),
  })
  const messages = fc
    .tuple(fc.uniqueArray(sent, { selector: message => JSON.stringify(message), maxLength: 8 }), fc.boolean())
    .map(([all, named]) => all.map((message, n) => ({ ...message, id: named ? `${n}@x` : null })))
  await fc.assert(
    fc.asyncProperty(
      messages.chain(all =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
      ),
      fc.boolean(),
      async ([all, twice], together) => {
        if (all.length === 0) return
        const study = await makeStudy()
        const files = together
          ? [fileOf(mboxOf(twice), 'box.mbox')]
          : twice.map((message, n) => fileOf(emlOf(message), `${n}.eml`))
        const results = await study.setUp.sources.import({ files })
        expect(results.filter(({ status }) => status === 'imported')).toHaveLength(all.length)
        expect(await study.setUp.sources.list({})).toHaveLength(all.length)
        study.close()
      },
    ),
    { numRuns: 15 },
  )
})
