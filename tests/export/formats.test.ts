import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { exportFormats } from '#engine/export/formats/index.ts'
import { agreementChecks } from './agreement-checks.ts'
import { auditChecks } from './audit-checks.ts'
import { codebookChecks } from './codebook-checks.ts'
import { codingsChecks } from './codings-checks.ts'
import { contactsChecks } from './contacts-checks.ts'
import { frameworkChangesChecks } from './framework-changes-checks.ts'
import { frameworkChecks } from './framework-checks.ts'
import { gridChecks } from './grid-checks.ts'
import { matrixChecks } from './matrix-checks.ts'
import { memosChecks } from './memos-checks.ts'
import { minutesChecks } from './minutes-checks.ts'
import { newCodesChecks } from './new-codes-checks.ts'
import { packChecks } from './pack-checks.ts'
import { participantsChecks } from './participants-checks.ts'
import { planChecks } from './plan-checks.ts'
import { queryChecks } from './query-checks.ts'
import { quotesChecks } from './quotes-checks.ts'
import type { Checks } from './read-as.ts'
import { partsOf, utf8 } from './read-back.ts'
import { registerChecks } from './register-checks.ts'
import { srqrChecks } from './srqr-checks.ts'
import { codedStudy, type Made } from './study.ts'
import { themesChecks } from './themes-checks.ts'

const schema = join(import.meta.dirname, '../../../shared/data/A_refi/schema/Codebook.xsd')
/** An export without an entry fails. */
const checks: Checks = {
  ...codebookChecks,
  ...codingsChecks,
  ...frameworkChecks,
  ...memosChecks,
  ...quotesChecks,
  ...themesChecks,
  ...matrixChecks,
  ...queryChecks,
  ...gridChecks,
  ...newCodesChecks,
  ...participantsChecks,
  ...contactsChecks,
  ...agreementChecks,
  ...planChecks,
  ...registerChecks,
  ...minutesChecks,
  ...frameworkChangesChecks,
  ...auditChecks,
  ...srqrChecks,
  ...packChecks,
}

let made: Made
beforeAll(async () => {
  made = await codedStudy()
})
afterAll(() => made.close())

describe.each(exportFormats)('$what as $format', ({ what, format, extension, mediaType }) => {
  const name = `${what}.${format}`

  test('is told apart from every other', () => {
    expect(exportFormats.filter(f => f.what === what && f.format === format)).toHaveLength(1)
    expect(extension).toMatch(/^[a-z]+$/)
    expect(mediaType).toMatch(/^[a-z]+\/\S+/)
  })

  test('holds what it should', async () => {
    const check = checks[name]
    if (!check) throw new Error(`${name} has no check: add one beside the others`)
    await check(await made.bytesOf(what, format), made)
  })

  test('is the same file whenever it is made, but for its date', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1, 9, 0) })
    try {
      const first = await made.bytesOf(what, format)
      expect(await made.bytesOf(what, format)).toEqual(first)
      vi.setSystemTime(Date.UTC(2026, 5, 1, 9, 30))
      const later = await made.bytesOf(what, format)
      expect(dateless(later, format)).toEqual(dateless(first, format))
    } finally {
      vi.useRealTimers()
    }
  })
})

/** A file without the moment it was made; of a zip of files, each without it, and without the checksums that follow from it. */
function dateless(bytes: Uint8Array, format: string): unknown {
  if (format === 'json') return utf8(bytes).replace('09:30:00', '09:00:00')
  if (format === 'docx') return [...partsOf(bytes)].filter(([part]) => part !== 'docProps/core.xml')
  if (format !== 'zip') return bytes
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => name !== 'SHA256SUMS.txt')
    .map(([name, content]) => [name, dateless(content, name.split('.').at(-1) ?? '')])
}

test('every kind is offered by its name with its formats', async () => {
  const kinds = await made.client.reports.kinds({})
  expect(
    kinds.map(({ id, name, formats }) => `${id} (${name}): ${formats.map(f => f.id).join(' ')}`),
  ).toEqual([
    'codebook (Coding framework): docx xlsx html md csv json qdc',
    'framework (Framework table): docx xlsx html',
    'framework-changes (Framework and its changes): docx html xlsx',
    'codings (Codings): xlsx csv docx html',
    'memos (Memos): docx html md',
    'quotes (Quote bank): docx xlsx html',
    'themes (Theme by framework table): docx xlsx html',
    'matrix (Matrix): xlsx html csv',
    'query (Queries): xlsx csv docx html',
    'summaries (Framework matrix): xlsx docx html csv',
    'convergence (Convergence grid): docx xlsx html csv',
    'new-codes (New codes by source): xlsx docx html csv',
    'participants (Participants table): docx xlsx html csv',
    'contacts (Contact table): xlsx docx html csv',
    'agreement (Agreement report): html xlsx json',
    'plan (Round plan): html docx',
    'adjudication (Adjudication register): xlsx html csv',
    'minutes (Meeting minutes): docx html',
    'audit (Audit trail): html csv json',
    'srqr (SRQR sheet): docx html',
    'pack (Report pack): zip',
  ])
})

test('a report is saved whole, and never over another file unless told to', async () => {
  const report = await made.client.reports.make({ what: 'codebook', format: 'csv' })
  const path = join(made.folder, 'codebook.csv')
  expect(await made.client.reports.save({ report: report.id, path })).toEqual({ path, bytes: report.bytes })
  expect(new Uint8Array(readFileSync(path))).toEqual(new Uint8Array(await made.bytesOf('codebook', 'csv')))
  await expect(made.client.reports.save({ report: report.id, path })).rejects.toMatchObject({
    code: 'exists',
  })
  await made.client.reports.save({ report: report.id, path, replace: true })
})

test.skipIf(!existsSync(schema))(
  'the REFI-QDA codebook is valid against its schema (skipped where ../shared/data is absent)',
  async () => {
    using xsd = XmlDocument.fromBuffer(readFileSync(schema))
    using validator = XsdValidator.fromDoc(xsd)
    using doc = XmlDocument.fromBuffer(await made.bytesOf('codebook', 'qdc'))
    expect(() => validator.validate(doc)).not.toThrow()
    using broken = XmlDocument.fromString(
      '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/><Sets/></CodeBook>',
    )
    expect(() => validator.validate(broken)).toThrow()
  },
)
