import { join, relative, resolve, sep } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { asRecognised, type LabelFinding, labelPatterns, type SpeakerChoice } from '#shared/model/speakers.ts'
import { counted } from '../../export/agreement-words.ts'
import type { Command, Values } from './command.ts'
import { importByMapping } from './import-records.ts'
import { oneOf, text } from './lookups.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'take documents into a study; folders are walked',
  usage:
    'STUDY FILE… [--kind interview|record|email|note] [--data-set D] [--row-as-source] [--mapping NAME|FILE.json] [--sheet NAME] [--speakers HOW] [--interviewer LABEL…]',
  options: {
    kind: { type: 'string' },
    'data-set': { type: 'string' },
    'row-as-source': { type: 'boolean' },
    mapping: { type: 'string' },
    sheet: { type: 'string' },
    speakers: { type: 'string' },
    interviewer: { type: 'string', multiple: true },
  },
  explains: {
    kind: 'what the documents are; recognised where absent',
    'data-set': 'the data set they belong to; made where there is none of that name',
    'row-as-source': 'a spreadsheet or csv of records: a source per row',
    mapping:
      'how the columns of a table of records are read: a mapping kept in the study, or a file that says it',
    sheet: 'the sheet of a workbook that --mapping reads; the first with rows in it where absent',
    speakers:
      'how labels are written: colon, bracket, timed, alone, tab, dash or initials; nobody; or labels with commas between',
    interviewer: 'a speaker who asks the questions, by label; once for each',
  },
  words: [2, 100_000],
  study: 'write',
  async run({ words, values, client, line, say, onProgress, signal, failed }) {
    const kind = text(values, 'kind')
    const dataSet = text(values, 'data-set')
    const mapping = text(values, 'mapping')
    if (mapping !== undefined && kind !== undefined && kind !== 'record') {
      throw new TandemError('bad-input', 'Rows read by a mapping are records.', 'Leave --kind out.')
    }
    const sheet = text(values, 'sheet')
    if (sheet !== undefined && mapping === undefined) {
      throw new TandemError(
        'bad-input',
        'A sheet is chosen where a table of records is read by a mapping.',
        'Give --mapping as well.',
      )
    }
    const options = { onProgress, signal }
    const results =
      mapping !== undefined
        ? await importByMapping(client, words.slice(1), { mapping, dataSet, sheet }, options)
        : await client.sources.import(
            {
              files: words.slice(1).map(path => ({ path: resolve(path) })),
              ...(kind === undefined
                ? {}
                : { kind: oneOf(kind, ['interview', 'record', 'email', 'note'], 'kind') }),
              ...(dataSet === undefined ? {} : { dataSet }),
              rowAsSource: values['row-as-source'] === true,
              ...speakersSaid(values),
            },
            options,
          )
    const given = words.slice(1)
    for (const taken of results) {
      const result = { ...taken, file: asGiven(taken.file, given) }
      line(result, () => {
        if (result.status !== 'imported') return `${result.status}\t${result.file}\t${result.reason ?? ''}`
        const speakers = result.speakers?.length ? `, ${result.speakers.join(', ')}` : ''
        return `imported\t${result.file}\t“${result.title}” ${counted(result.words ?? 0, 'word')}, ${counted(result.segments ?? 0, 'segment')}${speakers}`
      })
      for (const warning of result.warnings) say(`${result.title ?? result.file}: ${warning}`)
      for (const note of result.notes ?? []) say(`${result.file}: ${note}`)
    }
    const refused = results.filter(r => r.status === 'refused').length
    const duplicate = results.filter(r => r.status === 'duplicate').length
    const left = results.filter(r => r.status === 'cancelled').length
    const taken = results.length - refused - duplicate - left
    const rest = left > 0 ? `, ${left} not reached` : ''
    say(
      `${results.length} ${results.length === 1 ? 'document' : 'documents'}: ${taken} taken, ${duplicate} already here, ${refused} refused${rest}.`,
    )
    if (refused > 0 || left > 0) failed()
  },
}

/** What the options say of every transcript's speakers; nothing where neither is given. */
function speakersSaid(values: Values): { speakers?: SpeakerChoice } {
  const how = text(values, 'speakers')
  const { interviewer = [] } = values
  const asks = (Array.isArray(interviewer) ? interviewer : [interviewer]).map(name => ({
    name: String(name),
    asks: true,
  }))
  if (how === undefined && asks.length === 0) return {}
  return { speakers: { ...asRecognised, asks, ...(how === undefined ? {} : { find: findingOf(how) }) } }
}

function findingOf(how: string): LabelFinding {
  if (how === 'nobody') return { by: 'nobody' }
  const pattern = labelPatterns.find(known => known === how)
  if (pattern) return { by: 'pattern', pattern }
  return { by: 'labels', labels: how.split(',').flatMap(label => label.trim() || []), alike: false }
}

/** The path as it was given, or as it lies under the folder that was given. */
function asGiven(file: string, given: readonly string[]): string {
  const itself = given.find(word => resolve(word) === file)
  if (itself !== undefined) return itself
  const folder = given.find(word => file.startsWith(resolve(word) + sep))
  return folder === undefined ? file : join(folder, relative(resolve(folder), file))
}
