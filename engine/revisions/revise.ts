import { TandemError } from '#shared/errors.ts'
import type { Segment } from '#shared/model/document.ts'
import type { RevisionKind } from '#shared/model/revision.ts'
import { countWords } from '#shared/text/words.ts'
import { value } from '../db/sql.ts'
import { type Change, made } from '../history/changes.ts'
import { limits } from '../import/limits.ts'
import { faultOf } from '../import/seal.ts'
import { contentStructure, contentText, keep, type Structure } from '../sources/contents.ts'
import { sourceById } from '../sources/queries.ts'
import { renamedSpeakers } from '../speakers/renamed.ts'
import type { Tools } from '../tools.ts'
import { anchors } from './anchors.ts'
import { carryMarks } from './carry-marks.ts'
import { carryQuotations } from './carry-quotations.ts'
import { carryRulings } from './carry-rulings.ts'
import { applyEdits, type Edit, type Edited, mustFit } from './edits.ts'
import { refined } from './find-edits.ts'
import { restructured } from './restructure.ts'
import type { Revising } from './revising.ts'

export interface RevisionAsked {
  kind: RevisionKind
  /** Of an earlier text that is put back: its place among the source's texts, oldest first. */
  restores?: number
  /** Why, in a person's words; may be empty. */
  note: string
  /** What else becomes of the structure: names of speakers or of an email's people that stand nowhere in the text. */
  reshape?: (structure: Structure) => Structure
}

export interface Revised {
  /** To be recorded, in this order, as one step. */
  changes: (Change | null)[]
  /** Id of the new revision. */
  revision: string
  /** Codings, annotations, extents of rulings and quotations that stand on the same words as before. */
  moved: number
  /** Those that were put on the list, everybody's: not to be told to one who may not see them. */
  toPlace: number
}

/**
 * What makes a further revision of a source: edits of its newest text (UTF-16, in order, apart, on grapheme boundaries),
 * and all that points into it carried along. What stood on words that are other now is put on the list. Writes nothing
 * itself but contents, which have no effect till the changes are recorded. Who may do so is for the caller to ask.
 * Refuses edits that do not fit the text, that leave nothing of it, or that change nothing.
 */
export function revise(tools: Tools, source: string, edits: readonly Edit[], asked: RevisionAsked): Revised {
  const { db, now, newId, asking } = tools
  const before = sourceById(db, source)
  const old = contentText(db, before.text)
  const edited = editedText(before.title, old, edits)
  const { text } = edited
  if (text.trim() === '') {
    throw new TandemError(
      'bad-input',
      `Nothing would be left of “${before.title}”.`,
      'To take it out of the study, remove the source.',
    )
  }
  if (text.length > limits.characters) {
    throw new TandemError(
      'too-large',
      `“${before.title}” would hold more than ${limits.characters / 1_000_000} million characters.`,
      'Put in less.',
    )
  }
  const places = anchors(old, edited)
  const was = contentStructure(db, before.structure)
  const { structure: moved, names, labels } = restructured(old, text, was, places)
  const structure = asked.reshape?.(moved) ?? moved
  const { segments, marks: looks } = structure
  const fault = faultOf({ ...formless, text, segments, marks: looks, speakers: [], warnings: [] })
  if (fault !== null) throw new Error(`A revision would not hold: ${fault}`)
  const written = keep(db, 'structure', JSON.stringify(structure))
  if (edited.edits.length === 0 && written === before.structure) {
    throw new TandemError('bad-input', `That changes nothing in “${before.title}”.`, 'Change a word of it.')
  }
  const revision = newId()
  const number = value<number>(db, 'SELECT max(number) AS n FROM revisions WHERE source = ?', source) + 1
  const newText = keep(db, 'text', text)
  const revising: Revising = {
    tools,
    source,
    from: before.revision,
    to: revision,
    old,
    text,
    restores: asked.restores ?? null,
    anchors: places,
  }
  const marks = carryMarks(revising)
  const rulings = carryRulings(revising, marks.placed)
  const quotations = carryQuotations(revising)
  const parts = [marks, rulings, quotations]
  return {
    changes: [
      made('revisions', revision, {
        source,
        number,
        text: newText,
        structure: written,
        characters: text.length,
        words: countWords(text),
      }),
      made('corrections', newId(), {
        revision,
        kind: asked.kind,
        note: asked.note.trim(),
        edits: JSON.stringify(edited.edits.map(edit => [edit.start, edit.end, edit.text.length])),
        made_by: asking.member?.id ?? null,
        made_at: now,
      }),
      ...renamedSpeakers(tools, source, {
        left: structure,
        names: alsoIn(names, was.segments, moved.segments, structure.segments),
        labels: alsoIn(
          labels,
          was.recognised ?? was.segments,
          moved.recognised ?? moved.segments,
          structure.recognised ?? structure.segments,
        ),
      }),
      ...parts.flatMap(part => part.changes),
    ],
    revision,
    moved: parts.reduce((sum, part) => sum + part.same, 0),
    toPlace: parts.reduce((sum, part) => sum + part.listed, 0),
  }
}

/** What `faultOf` does not look at. */
const formless = { format: '', title: '', kind: 'note' } as const

/** A text after edits, made as fine as its words; refuses edits that do not fit it. */
export function editedText(title: string, old: string, edits: readonly Edit[]): Edited {
  try {
    // Before they are made finer, so that what does not fit is refused and not mended.
    mustFit(old, edits)
    return applyEdits(old, refined(old, edits))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new TandemError(
      'bad-input',
      `The changes do not fit the text of “${title}” as it stands now.`,
      'Open it again and make them there.',
    )
  }
}

/** Old names to what they have become, once the text and then whoever reshapes its structure have renamed them. */
function alsoIn(
  renamed: ReadonlyMap<string, string>,
  was: readonly Segment[],
  moved: readonly Segment[],
  is: readonly Segment[],
): Map<string, string> {
  const reshaped = new Map(moved.map(({ speaker }, at) => [speaker, is[at]?.speaker]))
  const names = new Map<string, string>()
  for (const { speaker } of was) {
    if (speaker === undefined) continue
    const now = renamed.get(speaker) ?? speaker
    const last = reshaped.get(now) ?? now
    if (last !== speaker) names.set(speaker, last)
  }
  return names
}
