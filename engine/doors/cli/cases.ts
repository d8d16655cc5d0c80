import { resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import type { AttributeType, CaseImportPreview, CaseMapping } from '#shared/model/case.ts'
import type { Command, Values } from './command.ts'
import { oneOf, text, UsageError } from './lookups.ts'

const types: readonly AttributeType[] = ['text', 'number', 'date', 'choice', 'yes-no']

export const casesCommand: Command = {
  name: 'cases',
  summary: 'list the people and sites of a study with what is known of them',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const { cases, attributes } = await client.cases.list({})
    const titles = new Map((await client.sources.list({})).map(({ id, title }) => [id, title]))
    const names = new Map(cases.map(({ id, name }) => [id, name]))
    const shown = cases.map(({ values, site, links, ...one }) => ({
      ...one,
      site: site === null ? null : (names.get(site) ?? null),
      values: Object.fromEntries(
        attributes.flatMap(({ id, name }) => (values[id] === undefined ? [] : [[name, values[id]]])),
      ),
      links: links.map(({ source, speaker }) => ({ source, sourceTitle: titles.get(source) ?? '', speaker })),
    }))
    answer({ attributes, cases: shown }, () =>
      shown
        .map(({ name, kind, site, values, links }) => {
          const known = Object.entries(values).map(([attribute, value]) => `${attribute}: ${value}`)
          const sources = new Set(links.map(({ source }) => source)).size
          return `${name}\t${kind}\t${site ?? '-'}\t${sources} ${sources === 1 ? 'source' : 'sources'}\t${known.join('; ')}`
        })
        .join('\n'),
    )
  },
}

export const casesImport: Command = {
  name: 'cases import',
  summary: 'take people or sites with their attributes from a spreadsheet or csv, in one step',
  usage:
    'STUDY FILE [--sheet NAME] [--of people|sites] [--name COLUMN] [--site COLUMN] [--type COLUMN=TYPE]… [--sites-apart]',
  options: {
    sheet: { type: 'string' },
    of: { type: 'string' },
    name: { type: 'string' },
    site: { type: 'string' },
    type: { type: 'string', multiple: true },
    'sites-apart': { type: 'boolean' },
  },
  explains: {
    sheet: 'the sheet of a workbook to read; the first with rows in it where absent',
    of: 'whether the rows are people or sites; guessed where absent',
    name: 'the column that names the case; guessed where absent',
    site: 'the column that names a person’s site; guessed where absent',
    type: `what a column holds: ${types.join(', ')}; guessed where absent`,
    'sites-apart': 'sites whose names are alike, such as 1 and Site 1, are sites of their own',
  },
  words: [2, 2],
  study: 'write',
  async run({ words, values, client, answer, say, onProgress, signal }) {
    const file = { path: resolve(words[1] ?? '') }
    const guess = await client.cases.preview({ file, sheet: text(values, 'sheet') }, { onProgress, signal })
    const mapping = said(guess, values)
    const typed = new Set(saidTypes(guess, values).keys())
    const shown = await client.cases.preview({ preview: guess.preview, mapping })
    const { attributes } = await client.cases.list({})
    for (const { column, name, type } of mapping.attributes) {
      const there = attributes.find(({ id }) => id === shown.known[column])
      if (typed.has(column) && there && there.type !== type) {
        throw new TandemError(
          'conflict',
          `The study has “${name}” already, as ${there.type}; a table does not change that.`,
          'Leave out its --type, or change the type of the attribute under Cases first.',
        )
      }
    }
    for (const { number, name, unreadable, why } of shown.rows) {
      if (why) say(`Row ${number} is left out: ${why}`)
      for (const cell of unreadable) {
        say(`Row ${number} (${name}), ${cell.column}: “${cell.value}” ${cell.why}; it is left as it is.`)
      }
    }
    if (shown.sheets) {
      const { read, all } = shown.sheets
      say(
        `The sheet “${read}” is read; --sheet reads another: ${all.filter(name => name !== read).join(', ')}.`,
      )
    }
    for (const note of shown.notes) say(note)
    if (shown.near.length > 0 && !mapping.sitesApart)
      say('--sites-apart takes sites whose names are alike as sites of their own.')
    const taken = await client.cases.import({ preview: shown.preview, mapping: shown.mapping })
    answer(
      taken,
      () =>
        `${taken.new} new, ${taken.changed} changed, ${taken.unchanged} unchanged, ${taken.unreadable} unreadable`,
    )
  },
}

/** The guess with what the options say put in its place. */
function said({ columns, mapping }: CaseImportPreview, values: Values): CaseMapping {
  const of = text(values, 'of')
  const column = (option: string): number | undefined => {
    const word = text(values, option)
    return word === undefined ? undefined : columnNamed(columns, word)
  }
  const kind =
    of === undefined ? mapping.kind : oneOf(of, ['people', 'sites'], 'of') === 'people' ? 'person' : 'site'
  const name = column('name') ?? mapping.name
  const site = kind === 'site' ? null : (column('site') ?? (mapping.site === name ? null : mapping.site))
  const attributes = mapping.attributes.filter(one => one.column !== name && one.column !== site)
  const asked = saidTypes({ columns }, values)
  for (const at of asked.keys()) {
    if (attributes.some(one => one.column === at)) continue
    throw new TandemError(
      'bad-input',
      `The column “${columns[at]}” becomes no attribute, so it has no type.`,
      at === name || at === site ? 'It names the cases or their sites.' : 'It is empty or was left out.',
    )
  }
  return {
    kind,
    name,
    site,
    attributes: attributes.map(one => ({ ...one, type: asked.get(one.column) ?? one.type })),
    sitesApart: values['sites-apart'] === true,
  }
}

/** The types said with `--type COLUMN=TYPE`, by column. */
function saidTypes(
  { columns }: Pick<CaseImportPreview, 'columns'>,
  { type: given }: Values,
): Map<number, AttributeType> {
  const said = new Map<number, AttributeType>()
  for (const one of Array.isArray(given) ? given : []) {
    // The last equals sign: a column may have one in its name.
    const [, column, type] = /^(.*)=([^=]*)$/s.exec(String(one)) ?? []
    if (column === undefined || type === undefined)
      throw new UsageError(`--type is COLUMN=TYPE, such as Years=number; not “${one}”.`)
    said.set(columnNamed(columns, column), oneOf(type.trim(), types, 'type'))
  }
  return said
}

function columnNamed(columns: readonly string[], word: string): number {
  const at = columns.findIndex(name => name.toLowerCase() === word.trim().toLowerCase())
  if (at >= 0) return at
  throw new TandemError('not-found', `The table has no column “${word}”.`, `Columns: ${columns.join(', ')}.`)
}
