import { isWordToo } from '#engine/pseudonyms/words-that-are-names.ts'
import type { NameKind, PseudonymPair } from '#shared/model/pseudonym.ts'

let made = 0

/** A pair as a key holds it. */
export function pair(real: string, shown: string, some: Partial<PseudonymPair> = {}): PseudonymPair {
  made += 1
  return {
    id: `pair-${made}`,
    kind: 'person' as NameKind,
    real,
    shown,
    variants: [],
    note: '',
    capitalsOnly: isWordToo(real),
    foldsAccents: false,
    ...some,
  }
}
