import { useMemo } from 'react'
import type { Layer } from '#shared/model/coding.ts'
import { useRead } from '../../use-engine.ts'
import { type MarkWords, markWords } from './mark-words.ts'
import { lineId, type ThemeLine } from './theme-nodes.ts'

/** What stands behind each line of the thematic map in a layer; undefined until it is known. */
export function useMarkWords(layer: Layer): (line: ThemeLine) => MarkWords | undefined {
  const { data } = useRead('themes.marks', { layer }, { keepPrevious: true })
  return useMemo(() => {
    const found = new Map(data?.marks.map(mark => [lineId(mark), markWords(mark, data)]))
    return line => found.get(lineId(line))
  }, [data])
}
