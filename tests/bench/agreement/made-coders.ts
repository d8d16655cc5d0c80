import { seededRandom } from '#engine/agreement/random.ts'
import type { AgreementSource } from '#engine/agreement/tally.ts'
import type { CodedSpan } from '#shared/model/disagreement.ts'

/** A source that is only counted in characters: its text is never asked for. */
export type MadeSource = AgreementSource & { codings: { a: CodedSpan[]; b: CodedSpan[] } }

/** How much there is of what. */
export interface Made {
  sources: number
  characters: number
  codes: number
  spansPerCoder: number
}

/** Two coders who differ as coders do, over texts of `characters` in all; the same for the same sizes. */
export function madeSources({ sources: count, characters, codes, spansPerCoder }: Made): MadeSource[] {
  const random = seededRandom(1)
  const length = Math.floor(characters / count)
  const list = Array.from({ length: count }, (_, k) => ({
    id: `s${k}`,
    length,
    text: () => '',
    segments: () => [],
    codings: { a: [] as CodedSpan[], b: [] as CodedSpan[] },
  }))
  for (let k = 0; k < spansPerCoder; k++) {
    const source = list[Math.floor(random() * count)]
    const start = Math.floor(random() * (length - 300))
    const end = start + 20 + Math.floor(random() * 200)
    const code = `c${Math.floor(random() * codes)}`
    source?.codings.a.push({ id: `a${k}`, start, end, code, polarity: null })
    // One in five missed, edges moved, one in ten read otherwise.
    const elsewhere = random() < 0.2 ? Math.floor(random() * (length - 300)) : start
    const other = random() < 0.1 ? `c${Math.floor(random() * codes)}` : code
    const shift = Math.floor(random() * 20)
    source?.codings.b.push({
      id: `b${k}`,
      start: elsewhere + shift,
      end: elsewhere + shift + end - start,
      code: other,
      polarity: null,
    })
  }
  return list
}
