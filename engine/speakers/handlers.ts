import type { speakers } from '#shared/contract/speakers.ts'
import { TandemError } from '#shared/errors.ts'
import type { SpeakerChoice } from '#shared/model/speakers.ts'
import type { Db } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { changed } from '../history/changes.ts'
import { type Cuttable, cutAs, named, withSpeakers } from '../import/said-speakers.ts'
import { signedIn } from '../members/asking.ts'
import { contentStructure, contentText, keep, type Structure, structureAs } from '../sources/contents.ts'
import { previewed } from '../sources/previewed.ts'
import { type StoredSource, sourceById } from '../sources/queries.ts'
import { choiceOf, choiceRows } from './choices.ts'
import { openingOf, speechOf } from './speech.ts'

export const speakerHandlers: Handlers<typeof speakers> = {
  preview({ db, window }, { preview, document: place, choice }) {
    const found = window.host.previews.get(preview)
    const document = found?.is === 'documents' ? found.documents[place] : undefined
    if (document) return previewed(db, document, choice)
    throw new TandemError('not-found', 'What was previewed is no longer held.', 'Choose the file again.')
  },

  shown({ db }, { source, choice = choiceOf(db, source) }) {
    const stored = sourceById(db, source)
    const recognised = asRecognisedIn(db, stored, contentStructure(db, stored.structure))
    const cut = cutAs(recognised, choice)
    const shown = named(recognised, cut, choice)
    return { speech: speechOf(recognised, cut, shown, choice, null), opening: openingOf(shown) }
  },

  choose(tools, { source, choice }) {
    const { db, asking, record } = tools
    if (!asking.manages) signedIn(asking)
    const stored = sourceById(db, source)
    const structure = contentStructure(db, stored.structure)
    const recognised = asRecognisedIn(db, stored, structure)
    record('source.speakers', `Said who speaks in “${stored.title}”`, [
      changed(db, 'revisions', stored.revision, { structure: keptAs(db, structure, recognised, choice) }),
      ...choiceRows(tools, source, recognised, choice),
    ])
    return null
  },
}

/** A source's newest text with its segments as the format gave them, whatever a person has said since. */
const asRecognisedIn = (db: Db, { format, text }: StoredSource, structure: Structure): Cuttable => ({
  format,
  text: contentText(db, text),
  segments: structure.recognised ?? structure.segments,
  marks: structure.marks,
  warnings: [],
})

const keptAs = (db: Db, structure: Structure, recognised: Cuttable, choice: SpeakerChoice): string =>
  keep(
    db,
    'structure',
    structureAs(structure, recognised.segments, withSpeakers(recognised, choice).segments),
  )
