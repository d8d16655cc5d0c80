import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PseudonymPair, Replacement } from '#shared/model/pseudonym.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useAct, useClient } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { PlacesOfName } from './places-of-name.tsx'
import styles from './pseudonyms.module.css'
import { useJob } from './use-job.ts'

/** A place by what it is, the same after a repeated look. */
const idOf = ({ source, place, number, start, end, pair }: Replacement): string =>
  [source, place, number, start, end, pair].join(' ')

/** Every place where a pseudonym would stand, to be accepted one by one or a name at once, and put in as one step. */
export function PutIn({ pairs }: { pairs: readonly PseudonymPair[] }) {
  const client = useClient()
  const { run, busy } = useAct()
  const look = useCallback(
    (options: Parameters<typeof client.pseudonyms.preview>[1]) => client.pseudonyms.preview({}, options),
    [client],
  )
  const { answer, progress, failure, begin, cancel } = useJob(look)
  // What was ticked against, or for, the first opinion: doubtful places begin without a tick.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => begin(), [begin])
  const groups = useMemo(() => {
    const found = Map.groupBy(answer?.replacements ?? [], ({ pair }) => pair)
    return pairs.flatMap(pair => {
      const places = found.get(pair.id)
      return places ? [{ pair, places }] : []
    })
  }, [answer, pairs])
  const isTaken = (one: Replacement) => (one.doubt === null) !== turned.has(idOf(one))
  const taken = groups.flatMap(({ places }) => places.filter(isTaken))
  const sources = new Set(taken.map(({ source }) => source)).size
  const turn = (places: readonly Replacement[], to: boolean) =>
    setTurned(before => {
      const next = new Set(before)
      for (const one of places) {
        if ((one.doubt === null) === to) next.delete(idOf(one))
        else next.add(idOf(one))
      }
      return next
    })
  const apply = async () => {
    const done = await run(
      () =>
        client.pseudonyms.apply({
          places: taken.map(({ source, revision, place, number, start, end, pair }) => ({
            source,
            revision,
            place,
            number,
            start,
            end,
            pair,
          })),
        }),
      { undoable: `${counted(taken.length, 'pseudonym')} put in ${counted(sources, 'source')}.` },
    )
    if (done === undefined) return
    setTurned(new Set())
    begin()
  }
  return (
    <div className={styles.face}>
      <div className={styles.bar}>
        <Button
          variant="primary"
          isDisabled={taken.length === 0 || progress !== null}
          isPending={busy}
          onPress={() => void apply()}
        >
          {taken.length === 0 ? 'Put pseudonyms in' : `Put ${counted(taken.length, 'pseudonym')} in`}
        </Button>
        <Button onPress={begin} isDisabled={progress !== null}>
          Look again
        </Button>
        <p className={styles.quiet}>
          One step, which can be undone. Codings keep their words; what cannot be placed exactly is listed.
        </p>
      </div>
      {progress && (
        <Progress
          label={progress.doing}
          value={progress.total ? progress.done / progress.total : null}
          onCancel={cancel}
        />
      )}
      <FailureCallout failure={failure} />
      <Callout>
        This makes further revisions of the texts. The earlier revisions, the imported files and the history
        keep the real names, encrypted with the study. Every member who opens Earlier texts can read them
        there, and tell whose pseudonym is whose by comparing two texts. Cases, codes, memos, notes and
        comments are not changed.
      </Callout>
      {answer && groups.length === 0 && !progress && (
        <EmptyState
          isCompact
          title={pairs.length === 0 ? 'The key has no names yet' : 'No name of the key stands in the sources'}
        >
          {pairs.length === 0
            ? 'Add names, or take them from the suggestions.'
            : 'New files are looked through when you come back.'}
        </EmptyState>
      )}
      {groups.map(({ pair, places }) => (
        <PlacesOfName
          key={pair.id}
          pair={pair}
          places={places}
          isTaken={isTaken}
          turn={turn}
          isOpenAtFirst={groups.length <= 4}
        />
      ))}
      {answer && answer.left > 0 && (
        <p className={styles.quiet}>{counted(answer.left, 'further place')} will come when these are done.</p>
      )}
    </div>
  )
}
