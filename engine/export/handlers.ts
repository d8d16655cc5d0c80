import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { reports } from '#shared/contract/reports.ts'
import { TandemError } from '#shared/errors.ts'
import type { ReportKind } from '#shared/model/report.ts'
import type { Handlers } from '../handler-types.ts'
import { writeDurably } from '../studies/durable-file.ts'
import { exportFormats } from './formats/index.ts'
import { usualParticipants } from './participants.ts'
import { studyReader } from './study-reader.ts'

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

  async make({ reading, window, progress, breathe }, { what, format, layer, participants }) {
    const known = exportFormats.find(f => f.what === what && f.format === format)
    if (!known) throw unknown(what, format)
    progress(0, 1, `${known.whatName} (${known.formatName})`)
    await breathe()
    const bytes = await known.make(
      studyReader(reading, layer ?? null, new Date(), participants ?? usualParticipants),
    )
    await breathe()
    const id = randomUUID()
    const title = reading.study
      .describe()
      .title.replace(/[^\p{L}\p{N} _-]+/gu, ' ')
      .trim()
      .slice(0, 60)
    const fileName = `${title} - ${known.whatName.toLowerCase()}.${known.extension}`
    window.host.reports.put(id, { fileName, mediaType: known.mediaType, bytes }, bytes.byteLength)
    return { id, fileName, mediaType: known.mediaType, bytes: bytes.byteLength }
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
