import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import type { pseudonyms } from '#shared/contract/pseudonyms.ts'
import { TandemError } from '#shared/errors.ts'
import type { PseudonymPair, Replacement } from '#shared/model/pseudonym.ts'
import { newId } from '../db/ids.ts'
import { all, type Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { made, removed } from '../history/changes.ts'
import type { Window } from '../host.ts'
import { needsRole } from '../members/asking.ts'
import type { Reading } from '../tools.ts'
import { applyPseudonyms } from './apply.ts'
import { mustLieOutside, newSeal, openKeyFile, type Seal, usualKeyPath, writeKeyFile } from './key-file.ts'
import { keyOfStudy, openedHere } from './key-of-study.ts'
import { linkedCases } from './linked-cases.ts'
import { holdKey, keyIsClosed, type OpenKey } from './open-key.ts'
import { isAmongWords, withPair } from './pairs.ts'
import { replacementsIn } from './preview.ts'
import { suggesting } from './suggest.ts'
import { keyOf } from './tokens.ts'
import { wordsOfSource } from './words-of-source.ts'
import { isWordToo } from './words-that-are-names.ts'

/** So many places are shown and replaced at once. */
const mostAtOnce = 5000

export const pseudonymHandlers: Handlers<typeof pseudonyms> = {
  state({ db, study, asking }) {
    const usualPath = usualKeyPath(study.folder.path)
    const isOpen = openedHere(db, asking) !== null
    return {
      key: keyOfStudy(db),
      isOpen,
      path: isOpen ? (asking.names?.path ?? null) : existsSync(usualPath) ? usualPath : null,
      usualPath,
      mayOpen: asking.manages || (asking.member?.roles.includes('lead') ?? false),
    }
  },

  pairs: reading => [...mustBeOpen(reading).pairs()],

  ignored: reading => [...mustBeOpen(reading).ignored()],

  async makeKey({ reading, window, step, progress, breathe }, { path, passphrase }) {
    const { db, study, asking } = reading
    needsRole(asking, ['lead'], 'make the key of pseudonyms')
    if (keyOfStudy(db) !== null) {
      throw new TandemError(
        'exists',
        'This study has a key of pseudonyms already.',
        'Open it. If its file is lost, let the study forget it first.',
      )
    }
    const file = resolve(path)
    mustLieOutside(file, study.folder.path)
    if (existsSync(file)) {
      throw new TandemError(
        'exists',
        `There is already something at ${file}.`,
        'Choose another name or folder.',
      )
    }
    progress(0, 1, 'Making the key')
    await breathe()
    const id = newId()
    const seal = newSeal(id, study.id, passphrase)
    const content = { pairs: [], ignored: [] }
    writeKeyFile(file, seal, content)
    try {
      step(tools =>
        tools.record('pseudonyms.key-made', 'Made a key of pseudonyms, kept apart from the study', [
          made('pseudonym_keys', id, { created_at: tools.now }),
        ]),
      )
    } catch (error) {
      rmSync(file, { force: true })
      throw error
    }
    hold(window, file, seal, content)
    return null
  },

  openKey({ db, study, asking, window }, { path, passphrase }) {
    needsRole(asking, ['lead'], 'open the key of pseudonyms')
    const file = resolve(path)
    const { seal, content } = openKeyFile(file, study.id, passphrase)
    if (seal.key !== keyOfStudy(db)) {
      seal.secret.fill(0)
      throw new TandemError(
        'conflict',
        `${file} is not the key of pseudonyms this study has.`,
        'Choose the file that was made last, or let the study forget the other.',
      )
    }
    hold(window, file, seal, content)
    return null
  },

  closeKey({ window }) {
    window.names?.close()
    return null
  },

  forgetKey({ db, asking, record }) {
    needsRole(asking, ['lead'], 'let the study forget its key of pseudonyms')
    asking.names?.close()
    record(
      'pseudonyms.key-forgotten',
      'Forgot the key of pseudonyms',
      all<{ id: string }>(db, 'SELECT id FROM pseudonym_keys').map(({ id }) =>
        removed(db, 'pseudonym_keys', id),
      ),
    )
    return null
  },

  put(acting, { id, capitalsOnly, ...given }) {
    const key = mustBeOpen(acting)
    const pair: PseudonymPair = {
      ...given,
      id: id ?? newId(),
      capitalsOnly: capitalsOnly ?? [given.real, ...given.variants].some(isWordToo),
    }
    key.change(content => ({
      pairs: withPair(content.pairs, pair),
      ignored: content.ignored.filter(words => keyOf(words) !== keyOf(pair.real)),
    }))
    told(acting.window)
    return pair
  },

  remove(acting, { pair }) {
    mustBeOpen(acting).change(content => ({
      ...content,
      pairs: content.pairs.filter(({ id }) => id !== pair),
    }))
    told(acting.window)
    return null
  },

  ignore(acting, { words }) {
    mustBeOpen(acting).change(content => ({
      ...content,
      ignored: isAmongWords(content.ignored, words) ? content.ignored : [...content.ignored, words],
    }))
    told(acting.window)
    return null
  },

  heed(acting, { words }) {
    mustBeOpen(acting).change(content => ({
      ...content,
      ignored: content.ignored.filter(one => keyOf(one) !== keyOf(words)),
    }))
    told(acting.window)
    return null
  },

  async suggest({ reading, progress, breathe }) {
    const { db } = reading
    const key = mustBeOpen(reading)
    const found = suggesting({
      finder: key.finder(),
      pairs: key.pairs(),
      ignored: key.ignored(),
      cases: linkedCases(db),
    })
    const sources = sourceIds(db)
    for (const [n, id] of sources.entries()) {
      progress(n, sources.length, 'Looking for names')
      await breathe()
      found.look(wordsOfSource(db, id))
    }
    return found.suggestions()
  },

  async preview({ reading, progress, breathe }, { pair }) {
    const { db } = reading
    const key = mustBeOpen(reading)
    const finder = key.finder()
    const shown = shownOf(key)
    const replacements: Replacement[] = []
    let left = 0
    const sources = sourceIds(db)
    for (const [n, id] of sources.entries()) {
      progress(n, sources.length, 'Looking for names')
      await breathe()
      const room = mostAtOnce - replacements.length
      const found = replacementsIn(wordsOfSource(db, id), finder, shown, { pair, room })
      replacements.push(...found.replacements)
      left += found.left
    }
    return { replacements, left }
  },

  apply(tools, { places }) {
    needsRole(tools.asking, ['lead'], 'put pseudonyms in the texts')
    const key = mustBeOpen(tools)
    return applyPseudonyms(tools, places, key.finder(), shownOf(key))
  },
}

const sourceIds = (db: Db): string[] =>
  all<{ id: string }>(db, 'SELECT id FROM sources ORDER BY created_at, id').map(({ id }) => id)

const shownOf = (key: OpenKey): Map<string, string> =>
  new Map(key.pairs().map(({ id, shown }) => [id, shown]))

function mustBeOpen({ db, asking }: Reading): OpenKey {
  const key = openedHere(db, asking)
  if (key) return key
  throw keyIsClosed()
}

/** Keeps an opened key with its window, and tells the window when it is open and when it has closed. */
function hold(window: Window, path: string, seal: Seal, content: Parameters<typeof writeKeyFile>[2]): void {
  window.names?.close()
  window.names = holdKey({ path, seal, content, onClosed: () => window.tell(['pseudonyms']) })
  window.tell(['pseudonyms'])
}

/** Every window that has the same key open sees what was changed. */
function told(window: Window): void {
  const id = window.names?.id
  for (const other of window.host.windows) {
    if (other.names?.id !== id || !other.names?.isOpen()) continue
    if (other !== window) other.names?.readAgain()
    other.tell(['pseudonyms'])
  }
}
