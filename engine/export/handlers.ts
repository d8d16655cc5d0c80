import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { reports } from '#shared/contract/reports.ts'
import { TandemError } from '#shared/errors.ts'
import type { Layer } from '#shared/model/coding.ts'
import type { JournalChoice } from '#shared/model/journal.ts'
import type {
  AgreementChoice,
  ContactsChoice,
  PackChoice,
  ParticipantsChoice,
  ReportKind,
  SummariesChoice,
} from '#shared/model/report.ts'
import { asItStands } from '../as-it-stands.ts'
import type { Handlers } from '../handler-types.ts'
import type { HeldReport } from '../host.ts'
import { rememberNumbers } from '../memos/exported-numbers.ts'
import { numbersByMemo } from '../memos/handlers.ts'
import { meOf } from '../rounds/blinding.ts'
import { writeDurably } from '../studies/durable-file.ts'
import type { Working } from '../tools.ts'
import { agreementOf, usualAgreement } from './agreement.ts'
import { usualAudit } from './audit.ts'
import { exportFormats } from './formats/index.ts'
import { refuseLeaks, scanForLeaks } from './leak-scan.ts'
import type { MatrixChoice } from './matrix.ts'
import { memosExport } from './memos.ts'
import { packOfAll, usualPack } from './pack.ts'
import { usualParticipants } from './participants.ts'
import { previewOf } from './preview.ts'
import type { QueryChoice } from './queries.ts'
import { rememberChoices, rememberedReports, rememberMade } from './remembered.ts'
import { type Asked, studyReader } from './study-reader.ts'
import { usualSummaries } from './summaries.ts'

export const reportHandlers: Handlers<typeof reports> = {
  kinds() {
    const kinds = new Map<string, ReportKind>()
    for (const { what, whatName, description, format, formatName, extension } of exportFormats) {
      const kind = kinds.get(what) ?? { id: what, name: whatName, description, formats: [] }
      kind.formats.push({ id: format, name: formatName, extension })
      kinds.set(what, kind)
    }
    return [...kinds.values()]
  },

  async make(working, { despite, ...wanted }) {
    const { reading, window, breathe } = working
    const { report, numbers } = await made(working, wanted)
    working.progress(1, 1, 'Looking it through for real names')
    await breathe()
    const scan = await scanForLeaks(reading.db, reading.asking, report)
    refuseLeaks(scan, despite, leaving)
    await breathe()
    rememberWhatLeft(working, numbers)
    const id = randomUUID()
    const { fileName, mediaType, bytes } = report
    window.host.reports.put(id, report, bytes.byteLength)
    rememberMade(reading, wanted.what, { at: new Date().toISOString(), fileName })
    return { id, fileName, mediaType, bytes: bytes.byteLength, remark: scan.remark }
  },

  async methods(working, { agreement }) {
    const { reading } = working
    const { paragraph } = await asItStands(working, still =>
      agreementOf(studyReader(still.reading, askedOf(still, { agreement }), still)),
    )
    const bytes = new TextEncoder().encode(paragraph)
    refuseLeaks(await scanForLeaks(reading.db, reading.asking, { fileName: '', bytes }), undefined, leaving)
    return { paragraph }
  },

  async scan(working, wanted) {
    const { report } = await made(working, wanted)
    return scanForLeaks(working.reading.db, working.reading.asking, report)
  },

  async preview(working, { most, prints, despite, ...wanted }) {
    const { report, numbers } = await made(working, { ...wanted, format: 'html' })
    if (prints) {
      refuseLeaks(await scanForLeaks(working.reading.db, working.reading.asking, report), despite, leaving)
      rememberWhatLeft(working, numbers)
    }
    return previewOf(new TextDecoder().decode(report.bytes), most)
  },

  remembered: ({ db, asking }) => rememberedReports(db, asking),

  remember(acting, { choices }) {
    rememberChoices(acting, choices)
    return null
  },

  save({ window }, { report, path, replace }) {
    const held = window.host.reports.get(report)
    if (!held) throw new TandemError('not-found', 'That report is no longer held.', 'Make it again.')
    const target = resolve(path)
    if (existsSync(target) && !replace) {
      throw new TandemError(
        'exists',
        `${basename(target)} is already there.`,
        'Choose another name, or say to replace it.',
      )
    }
    writeDurably(target, held.bytes)
    return { path: target, bytes: held.bytes.byteLength }
  },
}

const leaving = {
  what: 'export',
  names: 'It was not made. Put the pseudonyms in their place first, or say that the names may go out.',
  unreadable: 'Choose another format, or go on knowing that nobody has looked.',
}

interface Chosen {
  round?: string | null | undefined
  layer?: Layer | undefined
  framework?: string | null | undefined
  matrix?: MatrixChoice | undefined
  query?: QueryChoice | undefined
  summaries?: SummariesChoice | undefined
  participants?: ParticipantsChoice | undefined
  agreement?: AgreementChoice | undefined
  audit?: JournalChoice | undefined
  contacts?: ContactsChoice | undefined
  pack?: PackChoice | undefined
}

interface Wanted extends Chosen {
  what: string
  format: string
}

/** What an export is asked to show, as usual where nothing was chosen. */
const askedOf = (
  { window }: Working,
  {
    round,
    layer,
    framework,
    matrix,
    query,
    summaries,
    participants,
    agreement,
    audit,
    contacts,
    pack,
  }: Chosen,
): Asked => ({
  round: round ?? null,
  layer: layer ?? null,
  framework: framework ?? null,
  matrixChoice: matrix ?? null,
  queryChoice: query ?? null,
  summaries: summaries ?? usualSummaries,
  participants: participants ?? usualParticipants,
  agreement: agreement ?? usualAgreement,
  audit: audit ?? usualAudit,
  contactsChoice: contacts ?? { cutOff: null },
  pack: pack ?? usualPack,
  madeAt: new Date(),
  madeBy: window.host.version,
})

/** What the live numbers of each memo say. */
type Numbers = ReturnType<typeof numbersByMemo>

/**
 * What the live numbers of memos say in a report that holds memos, so that the next export can say which have moved; null in any
 * other. A hand-out copy keeps none, for its coder could not return them; nor is anything kept where nobody is known to ask, or where
 * the study is open for reading only, as the command line opens it.
 */
function numbersIn(
  { reading: { db, asking, study } }: Working,
  { what, pack }: Pick<Wanted, 'what' | 'pack'>,
): Numbers | null {
  const holdsMemos =
    what === memosExport.what ||
    (what === packOfAll && !(pack ?? usualPack).without.includes(memosExport.what))
  if (!holdsMemos || study.handout !== null || study.mode !== 'write') return null
  return asking.manages || asking.member ? numbersByMemo(db, meOf(asking)) : null
}

function rememberWhatLeft({ step }: Working, numbers: Numbers | null): void {
  if (numbers) step(tools => rememberNumbers(tools, numbers), { tells: false })
}

/** Every report that leaves the study is made here, of the study as it stands when it is begun; `numbers`: what it says in its memos. */
async function made(
  working: Working,
  { what, format, ...chosen }: Wanted,
): Promise<{ report: HeldReport; numbers: Numbers | null }> {
  const { progress, breathe } = working
  const known = exportFormats.find(f => f.what === what && f.format === format)
  if (!known) throw unknown(what, format)
  progress(0, 1, `${known.whatName} (${known.formatName})`)
  await breathe()
  const make = async (working: Working) => {
    const within = known.hasParts ? { progress: () => {}, breathe: working.breathe } : working
    const study = studyReader(working.reading, askedOf(working, chosen), within)
    const numbers = numbersIn(working, { what, pack: chosen.pack })
    return { bytes: await known.make(study, working), of: study.study, numbers }
  }
  // What is made in one go is of one state anyhow, and has what is kept in memory of the study.
  const { bytes, of, numbers } = await (known.inSteps ? asItStands(working, make) : make(working))
  await breathe()
  const title = of.title
    .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 60)
  const fileName = `${title} - ${known.whatName.toLowerCase()}.${known.extension}`
  return { report: { fileName, mediaType: known.mediaType, bytes }, numbers }
}

function unknown(what: string, format: string): TandemError {
  const formats = exportFormats.filter(f => f.what === what).map(f => f.format)
  const kinds = [...new Set(exportFormats.map(f => f.what))]
  return formats.length > 0
    ? new TandemError(
        'bad-input',
        `${what} cannot be exported as ${format}.`,
        `Formats: ${formats.join(', ')}.`,
      )
    : new TandemError(
        'bad-input',
        `There is nothing called ${what} to export.`,
        `Known: ${kinds.join(', ')}.`,
      )
}
