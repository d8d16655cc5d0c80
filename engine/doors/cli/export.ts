import { resolve } from 'node:path'
import type { Command, Values } from './command.ts'
import { list, needed, oneOf, text, UsageError } from './lookups.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'write a report; never overwrites without --force',
  usage:
    'STUDY WHAT --format F -o OUT [--layer independent|consensus] [--of people|sites] [--group-by A] [--attributes A,B] [--decimals N] [--force]',
  options: {
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
    layer: { type: 'string' },
    of: { type: 'string' },
    'group-by': { type: 'string' },
    attributes: { type: 'string', multiple: true },
    decimals: { type: 'string' },
    force: { type: 'boolean' },
  },
  explains: {
    format: 'the file format: docx, xlsx, csv, md, html, json, qdc',
    output: 'the file to write',
    of: 'participants: people (where absent) or sites',
    'group-by': 'participants: a column for each site (site), or for each value of an attribute',
    attributes: 'participants: which attributes, in order; all where absent',
    decimals: 'participants: decimals of per cents and means, 0 to 3; 1 where absent',
    force: 'replace a file that is there',
  },
  words: [2, 2],
  study: 'read',
  async run({ words, values, client, answer, onProgress, signal }) {
    const layer = text(values, 'layer')
    const made = await client.reports.make(
      {
        what: words[1] ?? '',
        format: needed(values, 'format').toLowerCase(),
        ...(layer === undefined ? {} : { layer: oneOf(layer, ['independent', 'consensus'], 'layer') }),
        ...(words[1] === 'participants' ? { participants: participantsIn(values) } : {}),
      },
      { onProgress, signal },
    )
    const saved = await client.reports.save({
      report: made.id,
      path: resolve(needed(values, 'output')),
      replace: values.force === true,
    })
    answer(
      { what: words[1], format: text(values, 'format'), file: saved.path, bytes: saved.bytes },
      () => `Wrote ${saved.path}`,
    )
  },
}

/** What the options say of a participants table. */
function participantsIn(values: Values) {
  const of = oneOf(text(values, 'of') ?? 'people', ['people', 'sites'], 'of')
  const decimals = text(values, 'decimals') ?? '1'
  if (!/^[0-3]$/.test(decimals)) throw new UsageError(`--decimals is 0, 1, 2 or 3; not “${decimals}”.`)
  const attributes = list(values, 'attributes')
  return {
    kind: of === 'people' ? ('person' as const) : ('site' as const),
    groupBy: text(values, 'group-by') ?? null,
    attributes: attributes.length === 0 ? null : attributes,
    decimals: Number(decimals),
  }
}
