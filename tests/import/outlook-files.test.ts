import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type OutlookItem, readOutlookItem } from '#engine/import/outlook.ts'

const folder = join(import.meta.dirname, '../../../shared/data/C_email/msgreader')
const present = existsSync(folder)
const why = present ? '' : ' (skipped: no folder ../shared/data beside the checkout)'

/** What somebody else's reading of the same file says of it. */
interface Expected {
  subject?: string
  senderName?: string
  senderEmail?: string
  senderAddressType?: string
  body?: string
  recipients: {
    name?: string
    email?: string
    addressType?: string
    smtpAddress?: string
    recipType: string
  }[]
  attachments: { name?: string; fileName?: string; innerMsgContent?: boolean }[]
}

/** A reading is of the file of its name, or of the first message in it: `x-attachments0-attachments0.json`. */
const readings = present
  ? readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .map(name => ({
        name,
        file: `${name.replace(/(?:-attachments0)*\.json$/, '')}.msg`,
        depth: name.split('-attachments0').length - 1,
      }))
  : []
const there = readings.filter(({ file }) => existsSync(join(folder, file)))

async function itemAt(file: string, depth: number): Promise<OutlookItem> {
  let item = await readOutlookItem(readFileSync(join(folder, file)), file)
  for (let n = 0; n < depth; n++) {
    const inner = item.files.find(({ type }) => type === 'application/vnd.ms-outlook')
    if (!inner) throw new Error(`${file} has no message in it`)
    item = await readOutlookItem(inner.content, `${file} inside`)
  }
  return item
}

const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()
/** Read without regard to its code page: its words are no words. */
const misread = new Set(['contactAnsi.json'])

describe.skipIf(!present)(`Outlook files and how another program read them${why}`, () => {
  test('every reading has its file, but for two that are not among the files', () => {
    expect(readings.length).toBeGreaterThan(30)
    expect(readings.filter(reading => !there.includes(reading)).map(({ name }) => name)).toEqual([
      'Many entities.json',
      'longerDifat-attachments0.json',
    ])
  })

  test.each(there)('$name', async ({ name, file, depth }) => {
    const item = await itemAt(file, depth)
    const expected: Expected = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    if (!misread.has(name)) expect(oneLine(item.header.subject)).toBe(oneLine(expected.subject))
    expect(oneLine(item.plain)).toBe(oneLine(expected.body))
    const { senderName, senderEmail, senderAddressType } = expected
    if (senderName === undefined || senderName === 'Unknown') expect(item.header.from).toBeUndefined()
    else expect(item.header.from).toContain(senderName)
    if (senderAddressType === 'SMTP') expect(item.header.from).toContain(senderEmail)
    for (const [type, shown] of [
      ['to', item.header.to ?? []],
      ['cc', item.header.cc ?? []],
    ] as const) {
      const wanted = expected.recipients.filter(
        ({ recipType, name: who, email }) =>
          recipType === type && !(who === 'Unknown' && !email?.includes('@')),
      )
      expect(shown).toHaveLength(wanted.length)
      wanted.forEach((recipient, n) => {
        const address =
          recipient.smtpAddress ?? (recipient.addressType === 'SMTP' ? recipient.email : undefined)
        if (address !== undefined) expect(shown[n]).toContain(address)
        else expect(shown[n]).toBe(recipient.name)
      })
    }
    expect(item.files.map(attached => attached.name)).toEqual(
      expected.attachments.map(({ name: inner, fileName, innerMsgContent }) =>
        innerMsgContent ? `${inner}.msg` : (fileName ?? inner),
      ),
    )
  })
})
