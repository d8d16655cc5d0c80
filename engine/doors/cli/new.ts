import { basename, resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { libraryFramework } from '../../codebook/library/index.ts'
import { furnish } from '../../library/furnish.ts'
import { createStudy } from '../../studies/handle.ts'
import type { Command } from './command.ts'
import { list, oneOf, text } from './lookups.ts'
import { passphraseOf } from './passphrase.ts'

export const newCommand: Command = {
  name: 'new',
  summary: 'make a study; refuses to overwrite',
  usage: 'STUDY [--title T] [--framework npt]… [--stance codebook]',
  options: {
    title: { type: 'string' },
    framework: { type: 'string', multiple: true },
    stance: { type: 'string', default: 'codebook' },
  },
  explains: {
    title: 'what the study is called; the folder’s name where absent',
    framework: 'a deductive framework to include: npt, npt-2022 (may be repeated)',
    stance: 'reliability, codebook or reflexive',
  },
  words: [1, 1],
  async run({ words, values, surroundings, answer }) {
    const given = resolve(words[0] ?? '')
    const path = given.endsWith('.tandem') ? given : `${given}.tandem`
    const title = text(values, 'title') ?? basename(path, '.tandem')
    const frameworks = list(values, 'framework')
    for (const framework of frameworks) {
      if (!libraryFramework(framework)) {
        throw new TandemError(
          'not-found',
          `Tandem ships no framework called “${framework}”.`,
          'Known ones: npt, npt-2022.',
        )
      }
    }
    const stance = oneOf(
      text(values, 'stance') ?? 'codebook',
      ['reliability', 'codebook', 'reflexive'],
      'stance',
    )
    const passphrase = await passphraseOf(values, surroundings.env)
    const study = createStudy(path, { title, stance, passphrase, at: Date.now() })
    try {
      furnish(study, frameworks)
      const made = study.describe()
      answer(
        made,
        () =>
          `Made “${made.title}” at ${made.path}${made.openSlot ? ' (no passphrase: whoever has the folder can read it)' : ''}`,
      )
    } finally {
      study.close()
    }
  },
}
