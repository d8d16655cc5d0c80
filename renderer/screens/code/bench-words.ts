import { nextBoundary, previousBoundary } from '#shared/text/graphemes.ts'
import type { Span } from '#shared/text/span.ts'
import { firstWords } from '../../transcript/first-words.ts'
import { showToast } from '../../ui/toast-queue.ts'
import { inSentence, listedInShort } from '../../wording.ts'
import { useBench } from './bench.ts'
import type { BenchContext } from './bench-context.ts'

export type BenchWords = ReturnType<typeof benchWords>

/** How codes and passages of the open text are told of. */
export function benchWords(now: () => BenchContext) {
  const nameOf = (code: string) => now().called.get(code) ?? useBench.getState().fresh.get(code) ?? 'a code'
  const named = (codes: readonly string[]) => listedInShort(codes.map(code => `“${nameOf(code)}”`))
  /** What is said to the ear alone: a toast cuts names itself. */
  const quoted = (code: string) => `“${inSentence(nameOf(code))}”`
  const words = ({ start, end }: Span) => now().source.text.slice(start, end).replace(/\s+/g, ' ')
  /** What is said of a passage: it may be a megabyte long. */
  const said = ({ start, end }: Span, most: number) =>
    end - start <= most ? words({ start, end }) : firstWords(words({ start, end: start + most }), most)

  /** A few words at an edge of a span, none of them cut where words are parted by spaces. */
  const edgeWords = (span: Span, edge: 'start' | 'end') =>
    edge === 'start'
      ? words({ start: span.start, end: previousBoundary(now().source.text, span.start + 32) }).replace(
          / \S*$/,
          '',
        )
      : words({ start: nextBoundary(now().source.text, span.end - 32), end: span.end }).replace(/^\S* /, '')
  /** Says why nothing was done, in the place of what was said so before. A toast is said as well as shown. */
  const say = (sentence: string) => {
    showToast({ message: sentence, topic: 'refused' })
  }

  return { nameOf, named, quoted, words, said, edgeWords, say }
}
