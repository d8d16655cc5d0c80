import type { revisions } from '#shared/contract/revisions.ts'
import { TandemError } from '#shared/errors.ts'
import type { CorrectionResult } from '#shared/model/revision.ts'
import { value } from '../db/sql.ts'
import type { Handlers } from '../handler-types.ts'
import { withAgreedLayers } from '../rounds/agreed-layer.ts'
import { sourceById } from '../sources/queries.ts'
import type { Tools } from '../tools.ts'
import { mayRevise } from './may-revise.ts'
import { accept, drop, place } from './placing.ts'
import { previewCorrection } from './preview.ts'
import { listRevisions, readRevision } from './queries.ts'
import { restored } from './restored.ts'
import { type Revised, revise } from './revise.ts'
import { listedAt, waitingItems } from './waiting.ts'
import { withoutPairs } from './without-pairs.ts'

export const revisionHandlers: Handlers<typeof revisions> = {
  list({ db, asking }, { source }) {
    const isLead = asking.manages || (asking.member?.roles.includes('lead') ?? false)
    return isLead ? listRevisions(db, source) : withoutPairs(listRevisions(db, source))
  },

  open: ({ db }, { source, number }) => readRevision(db, source, number),

  preview: (reading, { source, edits }) => previewCorrection(reading, source, edits),

  correct(tools, { source, revision, edits, note }) {
    mayRevise(tools, source)
    const { title, revision: newest } = sourceById(tools.db, source)
    if (newest !== revision) {
      throw new TandemError(
        'conflict',
        `The text of “${title}” was changed in the meantime.`,
        'Open it again and make the correction there.',
      )
    }
    const revised = revise(tools, source, edits, { kind: 'correction', note })
    tools.record(
      'revision.made',
      `Corrected the text of “${title}”${because(note)}`,
      withAgreedLayers(tools, revised.changes, new Set([source])),
      { isDone: true },
    )
    return result(tools, source, revised)
  },

  restore(tools, { source, number, note }) {
    mayRevise(tools, source)
    const { title } = sourceById(tools.db, source)
    const revised = restored(tools, source, number, note)
    tools.record(
      'revision.restored',
      `Put text ${number} of “${title}” back${because(note)}`,
      withAgreedLayers(tools, revised.changes, new Set([source])),
      { isDone: true },
    )
    return result(tools, source, revised)
  },

  toPlace: (reading, { source }) => waitingItems(reading, source),

  accept: (tools, { items }) => accept(tools, items),

  place: (tools, { item, start, end }) => place(tools, item, start, end),

  drop: (tools, { item }) => drop(tools, item),
}

const because = (note: string): string => (note.trim() === '' ? '' : `: ${note.trim().slice(0, 200)}`)

function result(tools: Tools, source: string, { revision }: Revised): CorrectionResult {
  return {
    revision,
    number: value<number>(tools.db, 'SELECT number FROM revisions WHERE id = ?', revision),
    toPlace: listedAt(tools, source, tools.now),
  }
}
