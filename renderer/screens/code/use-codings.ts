import { useCallback, useMemo, useRef, useState } from 'react'
import type { Coding } from '#shared/model/coding.ts'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { noteGivenId } from './given-ids.ts'
import {
  type CodingChange,
  type PendingChange,
  renamed,
  stillPending,
  withPending,
} from './pending-codings.ts'

let last = 0
const none: readonly Coding[] = []

/** What may be changed of a coding. */
export type CodingPatch = Partial<Pick<Coding, 'start' | 'end' | 'code' | 'polarity' | 'comment'>>

/**
 * The codings of a source, and changing them: a change shows at once and is put right by the engine's answer; one
 * that fails goes away again and its sentence is shown.
 */
export function useCodings(source: string) {
  const client = useClient()
  const { run } = useAct()
  const { data, failure } = useRead('codings.inSource', { source })
  const [pending, setPending] = useState<readonly PendingChange[]>([])
  const [seen, setSeen] = useState(data)
  if (seen !== data) {
    setSeen(data)
    setPending(stillPending)
  }
  /** The engine's id of each coding that was added here under an id of our own. */
  const given = useRef(new Map<string, Promise<string | undefined>>())
  const idOf = useCallback(async (id: string) => (await given.current.get(id)) ?? id, [])

  const during = useCallback(
    async <T>(changes: readonly CodingChange[], step: () => Promise<T>, undoable?: string) => {
      const made = changes.map((change): PendingChange => ({ change, key: ++last, settled: false }))
      const keys = new Set(made.map(({ key }) => key))
      setPending(before => [...before, ...made])
      const outcome = await run(step, undoable === undefined ? {} : { undoable })
      setPending(before =>
        outcome === undefined
          ? before.filter(({ key }) => !keys.has(key))
          : before.map(each => (keys.has(each.key) ? { ...each, settled: true } : each)),
      )
      return outcome
    },
    [run],
  )

  /** Adds a coding under an id of its own. Answers the engine's coding: a longer, older one where they became one. */
  const add = useCallback(
    async (coding: Coding): Promise<Coding | undefined> => {
      const { source, start, end, code, polarity } = coding
      const asked = during([{ kind: 'add', coding }], () =>
        client.codings.add({ source, start, end, code, polarity }),
      )
      given.current.set(
        coding.id,
        asked.then(made => made?.id),
      )
      const made = await asked
      if (made) noteGivenId(coding.id, made.id)
      if (made) setPending(before => renamed(before, coding.id, made))
      return made
    },
    [client, during],
  )
  const update = useCallback(
    (id: string, to: CodingPatch) =>
      during([{ kind: 'update', id, to }], async () =>
        client.codings.update({ coding: await idOf(id), ...to }),
      ),
    [client, during, idOf],
  )
  const remove = useCallback(
    (id: string, sentence: string) =>
      during(
        [{ kind: 'remove', id }],
        async () => {
          await client.codings.remove({ codings: [await idOf(id)] })
          return true
        },
        sentence,
      ),
    [client, during, idOf],
  )
  const codings = useMemo(() => withPending(data ?? none, pending), [data, pending])
  return { codings, failure, add, update, remove }
}
