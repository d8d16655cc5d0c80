import { useCallback, useEffect, useRef, useState } from 'react'
import type { NameSuggestion, PseudonymPair } from '#shared/model/pseudonym.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './pseudonyms.module.css'
import { SuggestionItem } from './suggestion-item.tsx'
import { useJob } from './use-job.ts'

const step = 60

/** What looks like a name, a number or an address of somebody, to be taken into the key or left. */
export function Suggestions({ pairs }: { pairs: readonly PseudonymPair[] }) {
  const client = useClient()
  const { run } = useAct()
  const ignored = useRead('pseudonyms.ignored', {}).data ?? []
  const look = useCallback(
    (options: Parameters<typeof client.pseudonyms.suggest>[1]) => client.pseudonyms.suggest({}, options),
    [client],
  )
  const { answer, setAnswer, progress, failure, begin, cancel } = useJob(look)
  const [limit, setLimit] = useState(step)
  useEffect(() => begin(), [begin])
  const list = useRef<HTMLUListElement>(null)
  // Whoever goes on at once goes on with a pair that is not read anew yet.
  const taken = useRef(new Map<string, PseudonymPair>())
  // What was dealt with goes: the keyboard goes on with the one that comes into its place.
  const [goOnAt, setGoOnAt] = useState<number | null>(null)
  useEffect(() => {
    if (goOnAt === null) return
    const items = list.current?.children
    items?.[Math.min(goOnAt, items.length - 1)]?.querySelector('button')?.focus()
    setGoOnAt(null)
  }, [goOnAt])
  const without = (one: NameSuggestion) => {
    setGoOnAt(answer?.indexOf(one) ?? null)
    setAnswer(list => (list ?? []).filter(other => other !== one))
  }
  const take = async (one: NameSuggestion, shown: string) => {
    const pair = await run(() => client.pseudonyms.put({ kind: one.kind, real: one.words, shown }))
    if (pair === undefined) return
    taken.current.set(pair.id, pair)
    const words = new Set(one.kind === 'person' ? one.words.split(/[\s-]+/) : [])
    without(one)
    setAnswer(list =>
      (list ?? []).map(other =>
        words.has(other.words) ? { ...other, proposed: pair.shown, partOf: pair.id } : other,
      ),
    )
  }
  const takeAsForm = async (one: NameSuggestion) => {
    const pair = pairs.find(({ id }) => id === one.partOf) ?? taken.current.get(one.partOf ?? '')
    if (!pair) return
    const kept = await run(() => client.pseudonyms.put({ ...pair, variants: [...pair.variants, one.words] }))
    if (kept !== undefined) without(one)
  }
  const ignore = async (one: NameSuggestion) => {
    const done = await run(() => client.pseudonyms.ignore({ words: one.words }))
    if (done !== undefined) without(one)
  }
  return (
    <div className={styles.face}>
      <div className={styles.bar}>
        <Button onPress={begin} isDisabled={progress !== null}>
          Look again
        </Button>
        <p className={styles.quiet}>
          Found by how words are written and what stands around them. Names can be missed: read the texts too.
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
      {answer && answer.length === 0 && !progress && (
        <EmptyState isCompact title="Nothing more looks like a name">
          What the key holds and what you ignored is left out.
        </EmptyState>
      )}
      {answer && answer.length > 0 && (
        <ul ref={list} className={styles.suggestions} aria-label="Suggestions">
          {answer.slice(0, limit).map(one => (
            <SuggestionItem
              key={`${one.what} ${one.words}`}
              suggestion={one}
              take={shown => void take(one, shown)}
              takeAsForm={() => void takeAsForm(one)}
              ignore={() => void ignore(one)}
            />
          ))}
        </ul>
      )}
      {answer && answer.length > limit && (
        <Button onPress={() => setLimit(limit + step)}>
          Show more of {counted(answer.length, 'suggestion')}
        </Button>
      )}
      {ignored.length > 0 && (
        <Disclosure title="Ignored" aside={String(ignored.length)}>
          <ul className={styles.ignored}>
            {ignored.map(words => (
              <li key={words}>
                {words}
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={`Suggest ${words} again`}
                  onPress={() => void run(() => client.pseudonyms.heed({ words })).then(begin)}
                >
                  Suggest again
                </Button>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}
