import type { SourceText } from '#shared/model/source.ts'
import type { ShownSpeaker } from '#shared/model/speakers.ts'
import type { Span } from '#shared/text/span.ts'

/**
 * Where a turn's label stands in the text, and as it is written there: it may be misspelt as any word. A speaker who was
 * given another name is found by their labels. Null where the turn has no label.
 */
export function labelOfTurn(
  { text, parts }: Pick<SourceText, 'text' | 'parts'>,
  speakers: readonly Pick<ShownSpeaker, 'name' | 'labels'>[],
  turn: Span,
): (Span & { name: string }) | null {
  const part = parts.find(each => each.start <= turn.start && turn.end <= each.end)
  if (!part?.speaker || turn.start < part.bodyStart) return null
  const before = text.slice(part.start, part.bodyStart)
  const labels = speakers.find(({ name }) => name === part.speaker)?.labels ?? []
  // The longest first: one label may begin another, as P1 does P10.
  const written = [part.speaker, ...labels.toSorted((a, b) => b.length - a.length)]
  const name = written.find(label => before.includes(label))
  if (name === undefined) return null
  const start = part.start + before.indexOf(name)
  return { start, end: start + name.length, name }
}
