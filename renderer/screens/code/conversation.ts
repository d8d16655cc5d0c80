import type { SourceSummary } from '#shared/model/source.ts'

/** A message's place in its conversation. */
export interface Place {
  /** From 1, the earliest first. */
  number: number
  count: number
  earlier: string | null
  later: string | null
}

/** Where a source stands among the messages of its conversation, by date; null where it belongs to none. */
export function placeInConversation(sources: readonly SourceSummary[], id: string): Place | null {
  const thread = sources.find(source => source.id === id)?.thread
  if (!thread) return null
  const messages = sources
    .filter(source => source.thread?.id === thread.id)
    .toSorted((a, b) => timeOf(a) - timeOf(b))
  const at = messages.findIndex(message => message.id === id)
  return {
    number: at + 1,
    count: messages.length,
    earlier: messages[at - 1]?.id ?? null,
    later: messages[at + 1]?.id ?? null,
  }
}

/** A message without a date comes last, as the engine has it too. */
const timeOf = ({ date }: SourceSummary): number => {
  const time = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time
}
