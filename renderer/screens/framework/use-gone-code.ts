import { useState } from 'react'
import type { Code } from '#shared/model/codebook.ts'

/**
 * The chosen code as it was last, where it is no longer in the study; else null.
 * @param there the chosen code, undefined where it is not in the study
 */
export function useGoneCode(there: Code | undefined, chosen: string | null): Code | null {
  const [last, setLast] = useState<Code | null>(null)
  if (there && there !== last) setLast(there)
  return !there && last?.id === chosen ? last : null
}
