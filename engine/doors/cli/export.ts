import { resolve } from 'node:path'
import type { Command } from './command.ts'
import { needed, oneOf, text } from './lookups.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'write a report; never overwrites without --force',
  usage: 'STUDY WHAT --format F -o OUT [--layer independent|consensus] [--force]',
  options: {
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
    layer: { type: 'string' },
    force: { type: 'boolean' },
  },
  explains: {
    format: 'the file format: docx, xlsx, csv, md, html, json, qdc',
    output: 'the file to write',
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
