import { resolve } from 'node:path'
import { writeCard } from '../../packages/card.ts'
import type { Command } from './command.ts'
import { needed } from './lookups.ts'

export const cardCommand: Command = {
  name: 'card',
  summary: 'write this computer’s card: hand-outs made for it open here and nowhere else',
  usage: '--name N -o OUT [--force]',
  options: {
    name: { type: 'string' },
    output: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
  },
  explains: {
    name: 'whose card it is, as the lead knows them',
    output: 'the file to write, NAME.tandem-card',
    force: 'replace a file that is there',
  },
  words: [0, 0],
  run({ values, host, answer }) {
    const file = resolve(needed(values, 'output'))
    const card = writeCard(file, needed(values, 'name'), host.library.cardKey, values.force === true)
    answer(
      { file, ...card },
      () => `Wrote ${file}\nIts fingerprint, to read to the lead: ${card.fingerprint}`,
    )
  },
}
