import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Coding } from '#shared/model/coding.ts'
import { dismissTopic } from '../../ui/toast-queue.ts'
import { useEngine, useRun } from '../../use-engine.ts'
import { noteGivenId } from './given-ids.ts'
import type { CodingPatch } from './pending-codings.ts'
import { type KnownCodings, SourceCodings } from './source-codings.ts'

/** The codings of an open source, and the ways to change them. */
export type OpenCodings = ReturnType<typeof useCodings>

/** What is known of them now: whoever asks is drawn again with each change. */
export const useKnownCodings = ({ store }: OpenCodings): KnownCodings =>
  useSyncExternalStore(store.watch, store.known)

/** Whether the engine has not yet said which there are. */
export const useCodingsAwaited = ({ store }: OpenCodings): boolean =>
  useSyncExternalStore(store.watch, () => store.known().loading)

/**
 * The codings of a source, and changing them: a change shows at once and is put right by the engine's answer; one
 * that fails goes away again and its sentence is shown. Mount anew for another source or another person. Answers the
 * same object always; `codings` are those of the moment it is asked.
 */
export function useCodings(source: string) {
  const engine = useEngine()
  const { client } = engine
  const run = useRun()
  const [store] = useState(() => new SourceCodings(engine, source))
  useEffect(() => store.follow(), [store])
  /** The engine's id of each coding that was added here under an id of our own. */
  const given = useRef(new Map<string, Promise<string | undefined>>())
  const order = useRef<Promise<unknown>>(Promise.resolve())
  /**
   * Answers a coding's id at the engine once all before is on its way. A change to a coding that has no id there yet
   * holds back what is done after it: coding a passage again would else overtake the removal of the first.
   */
  const inOrder = useCallback((id: string): Promise<string> => {
    const ready = order.current.then(async () => (await given.current.get(id)) ?? id)
    order.current = ready
    return ready
  }, [])

  /**
   * Adds a coding under an id of its own. Answers the engine's coding: a longer, older one where they became one.
   * @param newCode the name of a code to make with it in one step, in the place of the coding's own
   */
  const add = useCallback(
    async (coding: Coding, newCode?: string): Promise<Coding | undefined> => {
      const { source, start, end, code, polarity } = coding
      dismissTopic('step')
      const asked = run(() =>
        store.during([{ kind: 'add', coding }], async () => {
          await order.current
          return client.codings.add({
            ...{ source, start, end, polarity },
            ...(newCode === undefined ? { code } : { newCode: { name: newCode } }),
          })
        }),
      )
      given.current.set(
        coding.id,
        asked.then(made => made?.id),
      )
      const made = await asked
      if (made) {
        noteGivenId(coding.id, made.id)
        store.rename(coding.id, made)
      }
      return made
    },
    [client, run, store],
  )
  /** Adds several codings, all or none, as one step. Answers what came of them. */
  const addMany = useCallback(
    (codings: readonly Coding[]) => {
      dismissTopic('step')
      return run(() =>
        store.during(
          codings.map(coding => ({ kind: 'add', coding })),
          async () => {
            await order.current
            return client.codings.addMany({
              codings: codings.map(({ source, start, end, code }) => ({ source, start, end, code })),
            })
          },
        ),
      )
    },
    [client, run, store],
  )
  const update = useCallback(
    (id: string, to: CodingPatch, from?: { comment: string }) => {
      // An extent is moved on key by key: what is said of a joining stays to be read.
      if (to.start === undefined && to.end === undefined) dismissTopic('step')
      return run(() =>
        store.during([{ kind: 'update', id, to }], async () =>
          client.codings.update({ coding: await inOrder(id), ...to, ...(from && { from }) }),
        ),
      )
    },
    [client, run, store, inOrder],
  )
  const remove = useCallback(
    (id: string, sentence: string) =>
      run(
        () =>
          store.during([{ kind: 'remove', id }], async () => {
            await client.codings.remove({ codings: [await inOrder(id)] })
            return true
          }),
        { undoable: sentence },
      ),
    [client, run, store, inOrder],
  )
  return useMemo(
    () => ({
      store,
      get codings() {
        return store.known().codings
      },
      add,
      addMany,
      update,
      remove,
    }),
    [store, add, addMany, update, remove],
  )
}
