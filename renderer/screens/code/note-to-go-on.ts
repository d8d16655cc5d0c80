import { overlaps, type Span } from '#shared/text/span.ts'
import type { PanelState } from './panel-state.ts'
import { isAsNoted, isNewNote, unkeptOfNow } from './unkept-words.ts'

type Noting = NonNullable<PanelState['noting']>

/** Annotations that one person began on a text and did not save, whose words still stand there. */
const begunOn = (source: { id: string; text: string }, member: string): Noting[] =>
  unkeptOfNow(member).flatMap(({ about, passage, ...each }) =>
    isNewNote(about) && each.source === source.id && isAsNoted(source.text, passage)
      ? { about, passage, isBegun: true }
      : [],
  )

/**
 * The annotation to be gone on with where one is asked for: of selected words the one that was begun on just these; without a
 * selection the one that is open, else one begun in the turn at the caret. Null where a new one is meant.
 * @param open what is being written
 * @param at the selected words, or the turn at the caret
 */
export function noteToGoOn(
  source: { id: string; text: string },
  member: string,
  open: Noting | null,
  at: { span: Span; isSelected: boolean },
): Noting | null {
  const { span, isSelected } = at
  const begun = begunOn(source, member).filter(({ about }) => about !== open?.about)
  const isMeant = ({ passage }: Noting) =>
    isSelected ? passage.start === span.start && passage.end === span.end : overlaps(passage, span)
  if (open && (isSelected ? isMeant(open) : open.isBegun)) return open
  return begun.find(isMeant) ?? null
}
