import { useEffect, useState } from 'react'
import { showFailure } from '../../show-failure.ts'
import { useClient } from '../../use-engine.ts'

/** The texts of several sources by id; null until all are there. */
export function useTexts(wanted: readonly string[]): ReadonlyMap<string, string> | null {
  const client = useClient()
  const [texts, setTexts] = useState<ReadonlyMap<string, string> | null>(null)
  const key = [...new Set(wanted)].sort().join(' ')
  useEffect(() => {
    let isCurrent = true
    const ids = key === '' ? [] : key.split(' ')
    Promise.all(ids.map(source => client.sources.open({ source }))).then(
      opened => isCurrent && setTexts(new Map(opened.map(({ id, text }) => [id, text]))),
      showFailure,
    )
    return () => {
      isCurrent = false
    }
  }, [client, key])
  return texts
}
