import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { TandemError } from '#shared/errors.ts'
import type { PackChoice } from '#shared/model/report.ts'
import type { Going } from '../handler-types.ts'
import { agreementOf } from './agreement.ts'
import { counted, listed } from './agreement-words.ts'
import type { ExportFormat } from './format.ts'
import { packOptions, unsaidChoices } from './pack-command.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layersNote, layersOf, withheldNote } from './words.ts'
import { oneLine } from './writing/legible.ts'
import { withFixedTimes } from './writing/zip-times.ts'

/** The kind of export that holds all others. */
export const packOfAll = 'pack'

/** What holds where nothing is chosen: every kind, in the first of its formats. */
export const usualPack: PackChoice = { formats: {}, without: [] }

interface PackFile {
  /** The kind of export that it is; empty where it is none. */
  what: string
  name: string
  about: string
  bytes: Uint8Array
}

/** An export that is not in the pack, and why. */
interface LeftOut {
  name: string
  why: string
}

/**
 * Everything the study exports, each kind once, in one zip: with the methods paragraph, a README that says what each file
 * is, and checksums. `all` answers every export there is: a new one is in the pack without a word here.
 */
export const packZip = (all: () => readonly ExportFormat[]): ExportFormat => ({
  what: packOfAll,
  whatName: 'Report pack',
  description:
    'Every report below in one zip, each in the format chosen for it, with the paragraph for the methods section, a README that says what each file is, and checksums.',
  format: 'zip',
  formatName: 'Zip archive',
  extension: 'zip',
  mediaType: 'application/zip',
  hasParts: true,
  inSteps: true,
  async make(study, going) {
    const chosen = chosenFormats(all(), study.pack)
    const { files, leftOut } = await made(chosen, study, going)
    return zipped([readme(study, files, leftOut), sums(files), ...files])
  },
})

/** The format of each kind, in the order of exports. Refuses a kind or format that there is not. */
function chosenFormats(all: readonly ExportFormat[], { formats, without }: PackChoice): ExportFormat[] {
  const kinds = Map.groupBy(
    all.filter(({ what }) => what !== packOfAll),
    ({ what }) => what,
  )
  const unknown = [...Object.keys(formats), ...without].find(what => !kinds.has(what))
  if (unknown !== undefined) {
    throw new TandemError(
      'bad-input',
      `There is nothing called ${unknown} to put into the pack.`,
      `Known: ${[...kinds.keys()].join(', ')}.`,
    )
  }
  return [...kinds]
    .filter(([what]) => !without.includes(what))
    .flatMap(([what, offered]) => {
      const format = formats[what]
      if (format === undefined) return offered.slice(0, 1)
      const found = offered.find(one => one.format === format)
      if (found) return [found]
      throw new TandemError(
        'bad-input',
        `${what} cannot be in the pack as ${format}.`,
        `Formats: ${offered.map(one => one.format).join(', ')}.`,
      )
    })
}

/** The files one by one. What the study cannot give (nothing to compare, a blind round) is left out with its reason. */
async function made(
  chosen: readonly ExportFormat[],
  study: StudyReader,
  { progress, breathe }: Going,
): Promise<{ files: PackFile[]; leftOut: LeftOut[] }> {
  const files: PackFile[] = []
  const leftOut: LeftOut[] = []
  const steps = chosen.length + 1
  const add = async (
    { what, whatName, extension, about }: Record<'what' | 'whatName' | 'extension' | 'about', string>,
    make: () => Promise<Uint8Array>,
  ) => {
    progress(files.length + leftOut.length, steps, whatName)
    await breathe()
    try {
      const bytes = await make()
      files.push({
        what,
        name: `${String(files.length + 1).padStart(2, '0')} ${whatName}.${extension}`,
        about,
        bytes,
      })
    } catch (error) {
      if (!(error instanceof TandemError) || error.code === 'cancelled') throw error
      leftOut.push({ name: whatName, why: [error.message, error.hint].filter(Boolean).join(' ') })
    }
  }
  for (const { what, whatName, extension, description: about, make } of chosen)
    await add({ what, whatName, extension, about }, () => make(study, { progress: () => {}, breathe }))
  await add(
    {
      what: 'agreement',
      whatName: 'Methods paragraph',
      extension: 'txt',
      about: 'The paragraph for the methods section, with true counts; the agreement report has it too.',
    },
    async () => strToU8(`${(await agreementOf(study)).paragraph}\n`),
  )
  progress(steps, steps, 'Zip archive')
  await breathe()
  return { files, leftOut }
}

const readmeName = 'README.txt'
const sumsName = 'SHA256SUMS.txt'

function readme(study: StudyReader, files: readonly PackFile[], leftOut: readonly LeftOut[]): PackFile {
  const list = (entries: readonly (readonly [string, string])[]) =>
    entries.flatMap(([name, words]) => [name, ...wrapped(words, '   '), ''])
  const unsaid = unsaidChoices(study).flatMap(({ choice, of }) => {
    const differing = files.filter(({ what }) => of.includes(what)).map(({ name }) => name)
    return differing.length === 0 ? [] : [`${choice} (${listed(differing)})`]
  })
  const text = [
    oneLine(study.study.title),
    `Report pack of ${counted(files.length, 'file')}, ${dayOf(study.madeAt)}, made with Tandem ${study.madeBy}.`,
    '',
    ...wrapped(layersNote(layersOf(study)), ''),
    ...(study.withheld ? wrapped(withheldNote, '') : []),
    '',
    'WHAT IS IN IT',
    '',
    ...list(files.map(({ name, about }) => [name, about])),
    ...list([[sumsName, 'The SHA-256 checksum of every other file but this one.']]),
    ...(leftOut.length === 0
      ? []
      : ['WHAT IS NOT', '', ...list(leftOut.map(({ name, why }) => [name, why]))]),
    'THAT NOTHING WAS CHANGED SINCE',
    '',
    ...wrapped('In the folder of these files:', ''),
    `   sha256sum -c ${sumsName}            (Linux)`,
    `   shasum -a 256 -c ${sumsName}        (macOS)`,
    `   Get-FileHash FILE                      (Windows: compare with ${sumsName})`,
    '',
    'TO MAKE IT AGAIN',
    '',
    ...wrapped(
      'Reports in Tandem, or the command below, on one line. The same study and choices make the same files, but for dates; which numbers in memos have moved is told once, by the export that comes after.',
      '',
    ),
    '',
    // Never parted: a shell would take the second line for a command of its own.
    `   ${['tandem export STUDY pack', ...packOptions(study), '-o FILE.zip'].join(' ')}`,
    '',
    ...(unsaid.length === 0
      ? []
      : [
          ...wrapped(
            `No option says these of your choices, and the files named come out otherwise; make them again from Reports: ${listed(unsaid)}.`,
            '',
          ),
          '',
        ]),
  ]
  return { what: '', name: readmeName, about: '', bytes: strToU8(text.join('\n')) }
}

/** Words in lines of at most 96 characters, each set in. */
function wrapped(words: string, indent: string): string[] {
  const full: string[] = []
  let line = ''
  for (const word of words.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && indent.length + longer.length > 96) {
      full.push(indent + line)
      line = word
    } else line = longer
  }
  return line === '' ? full : [...full, indent + line]
}

/** As `sha256sum` writes and reads them. */
function sums(files: readonly PackFile[]): PackFile {
  const lines = files.map(
    ({ name, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`,
  )
  return { what: '', name: sumsName, about: '', bytes: strToU8(lines.join('')) }
}

/** What is zipped in itself is stored as it is. */
const isZipped = /\.(docx|xlsx|zip|qdpx)$/

const zipped = (files: readonly PackFile[]): Uint8Array =>
  withFixedTimes(
    zipSync(
      Object.fromEntries(
        files.map(({ name, bytes }) => [name, [bytes, { level: isZipped.test(name) ? 0 : 6 }]]),
      ),
    ),
  )
