import { basename, resolve } from 'node:path'
import { TandemError } from '#shared/errors.ts'
import { libraryFramework } from '../../codebook/library/index.ts'
import { furnish } from '../../library/furnish.ts'
import { mustBeGood } from '../../studies/change-keys.ts'
import { createStudy } from '../../studies/handle.ts'
import { newRecoverySecret, printRecoveryKey } from '../../studies/recovery-key.ts'
import type { Command } from './command.ts'
import { list, oneOf, text } from './lookups.ts'
import { passphraseOf } from './passphrase.ts'
import { recoveryKeySentence } from './passphrase-command.ts'

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
  async run({ words, values, surroundings, answer, say }) {
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
    if (passphrase !== undefined) mustBeGood(passphrase)
    const recovery = newRecoverySecret()
    const lock = passphrase === undefined ? {} : { lock: { passphrase, recovery } }
    const study = createStudy(path, { title, stance, at: Date.now(), ...lock })
    try {
      furnish(study, frameworks)
      const made = study.describe()
      if (made.placeWarning !== null) say(made.placeWarning)
      const said = `Made “${made.title}” at ${made.path}`
      if (passphrase === undefined)
        answer(made, () => `${said} (no passphrase: whoever has the folder can read it)`)
      else {
        const recoveryKey = printRecoveryKey(recovery)
        answer({ ...made, recoveryKey }, () => `${said}\n${recoveryKeySentence(recoveryKey)}`)
      }
    } finally {
      study.close()
    }
  },
}
