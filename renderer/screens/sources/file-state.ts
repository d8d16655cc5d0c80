import { counted } from '../../wording.ts'
import type { Incoming } from './import-store.ts'

/** What can be said of a file on its way in, for the summary and to show some of them alone. */
export type FileGroup = 'ready' | 'here' | 'failed' | 'waiting'

/** Where a file belongs. */
export function groupOf({ state, preview, records, sameAs }: Incoming): FileGroup {
  if (state === 'failed') return 'failed'
  // A table whose columns are not mapped yet waits for a person, not to be read.
  if (state === 'read' && records) return records.look?.fresh === 0 ? 'here' : 'ready'
  if (state !== 'read' || !preview) return 'waiting'
  return preview.fresh === 0 || sameAs !== null ? 'here' : 'ready'
}

/** What became of reading a file, in a line: what is in it, or why it is not taken. */
export function stateInWords(file: Incoming): string {
  const { state, preview, records, failure, sameAs } = file
  if (state === 'waiting') return 'Waiting'
  if (state === 'reading') return 'Reading'
  if (state === 'read' && records) {
    if (!records.look) return 'Not mapped yet'
    return records.look.fresh === 0 ? 'All of it already here' : counted(records.look.fresh, 'new row')
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
