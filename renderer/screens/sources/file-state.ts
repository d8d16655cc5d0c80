import { counted } from '../../wording.ts'
import type { Incoming } from './import-store.ts'
import { newRecords, rowsInWords } from './records-choice.ts'

/** What can be said of a file on its way in, for the summary and to show some of them alone. */
export type FileGroup = 'ready' | 'here' | 'nothing' | 'failed' | 'waiting'

/** Where a file belongs. */
export function groupOf({ state, preview, records, sameAs }: Incoming): FileGroup {
  if (state === 'failed') return 'failed'
  // A table whose columns are not mapped yet waits for a person, not to be read.
  if (state === 'read' && records) {
    const { look } = records
    if (look === null || newRecords(records) > 0) return 'ready'
    return look.problems.length === 0 && look.changed.length === 0 ? 'here' : 'nothing'
  }
  if (state !== 'read' || !preview) return 'waiting'
  return preview.fresh === 0 || sameAs !== null ? 'here' : 'ready'
}

/** Whether something of a file comes in, if it is ticked; so it is said of a table whose rows are still looked at. */
export const bringsSomething = ({ preview, records }: Incoming): boolean =>
  preview !== null || (records !== null && (records.look === null || newRecords(records) > 0))

/** What became of reading a file, in a line: what is in it, or why it is not taken. */
export function stateInWords(file: Incoming): string {
  const { state, preview, records, failure, sameAs } = file
  if (state === 'waiting') return 'Waiting'
  if (state === 'reading') return 'Reading'
  if (state === 'read' && records) {
    return groupOf(file) === 'here' ? 'All of it already here' : rowsInWords(records)
  }
  if (state === 'failed' || !preview) return failure?.message ?? 'Cannot be read'
  const { documents, total, knownAs } = preview
  const [first] = documents
  if (sameAs !== null) return `The same text as ${sameAs}`
  if (groupOf(file) === 'here')
    return total > 1 ? 'All of it already here' : `Already here as “${knownAs ?? first?.duplicateOf ?? ''}”`
  if (total !== 1 || !first) return counted(total, 'source')
  const speakers = first.speakers.length > 0 ? `, ${counted(first.speakers.length, 'speaker')}` : ''
  return `${counted(first.words, 'word')}${speakers}`
}
