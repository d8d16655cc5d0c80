import { ListChecks, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import type { Found } from '#shared/model/autocode.ts'
import { openSpeakers } from '../../../speakers/speakers-store.ts'
import { Button } from '../../../ui/button.tsx'
import { Callout } from '../../../ui/callout.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { useSession } from '../../../use-engine.ts'
import { counted, number } from '../../../wording.ts'
import styles from './preview.module.css'
import { PreviewList } from './preview-list.tsx'
import { leftOutInWords } from './request.ts'
import { type Decisions, decided, rowsOf } from './review.ts'
import type { Search } from './use-search.ts'

interface PreviewProps {
  search: Search
  /** What was looked for and where, in words. */
  sought: string
  place: string
  accepted: readonly boolean[]
  decisions: Decisions
  onDecide: (decisions: Decisions) => void
  code: string | null
  /** True where something else is asked for by now than what was found. */
  isOutdated: boolean
  /** Looks for what is asked for now; absent while something is missing. */
  onFindAgain: (() => void) | undefined
}

/** What was found, to accept or refuse one by one; before that, what will be here. */
export function Preview({ search, sought, place, ...review }: PreviewProps) {
  const { answered, running, failure, cancel } = search
  if (running) {
    const { progress } = running
    return (
      <div className={styles.waiting}>
        <Progress
          label={progress ? `Looking through ${progress.doing}` : 'Looking'}
          value={progress?.total ? progress.done / progress.total : null}
          detail={
            progress?.total ? `${number(progress.done)} of ${counted(progress.total, 'source')}` : undefined
          }
          onCancel={cancel}
        />
      </div>
    )
  }
  if (failure) {
    return (
      <div className={styles.waiting}>
        <Callout tone="error" isLive title={failure.message}>
          {failure.hint}
        </Callout>
      </div>
    )
  }
  if (!answered || (answered.found.proposals.length === 0 && review.isOutdated)) {
    return (
      <EmptyState isCompact headingLevel={3} icon={<ListChecks />} title="What is found comes here">
        Look at each passage and accept or refuse it. Nothing is coded before you press the button below.
      </EmptyState>
    )
  }
  const { found } = answered
  if (found.proposals.length === 0) {
    return (
      <div className={styles.found}>
        <EmptyState isCompact headingLevel={3} icon={<SearchX />} title="Nothing found">
          Looked for {sought} in {place}
          {found.searched === 1 ? '.' : `, ${counted(found.searched, 'source')}.`}
          {leftOutInWords(answered.asked)}
        </EmptyState>
        <Remarks found={found} />
      </div>
    )
  }
  return <Review found={found} sought={sought} {...review} />
}

type ReviewProps = Omit<PreviewProps, 'search' | 'place'> & { found: Found }

function Review(props: ReviewProps) {
  const { found, sought, accepted, decisions, onDecide, code, isOutdated, onFindAgain } = props
  const rows = useMemo(() => rowsOf(found), [found])
  const all = (isAccepted: boolean) => onDecide(decided(decisions, found.proposals, isAccepted))
  return (
    <div className={styles.found}>
      <div className={styles.head}>
        <p className={styles.sum}>
          <strong>{counted(found.proposals.length, 'passage')}</strong> in{' '}
          {counted(found.sources.length, 'source')}: {sought}
        </p>
        <Button size="small" variant="quiet" onPress={() => all(true)}>
          Accept all
        </Button>
        <Button size="small" variant="quiet" onPress={() => all(false)}>
          Refuse all
        </Button>
      </div>
      {isOutdated && (
        <Callout
          tone="warn"
          isLive
          actions={
            onFindAgain && (
              <Button size="small" onPress={onFindAgain}>
                Find again
              </Button>
            )
          }
        >
          You have changed what to look for since these were found, so they cannot be coded.
        </Callout>
      )}
      <Remarks found={found} />
      <PreviewList
        rows={rows}
        accepted={accepted}
        code={code}
        onDecide={(from, to, isAccepted) =>
          onDecide(decided(decisions, found.proposals.slice(from, to), isAccepted))
        }
      />
      <p className={styles.keys}>
        Arrows move · Space accepts or refuses · Enter shows more · A all, N none of a source
      </p>
    </div>
  )
}

function Remarks({ found: { remarks, unmarked } }: { found: Found }) {
  const isHandout = useSession().study?.handout !== null
  if (remarks.length === 0) return null
  return (
    <Callout
      tone="warn"
      actions={
        unmarked.length > 0 && !isHandout
          ? unmarked.map(({ id, title }) => (
              <Button key={id} size="small" onPress={() => openSpeakers(id)}>
                Speakers of “{short(title)}”…
              </Button>
            ))
          : undefined
      }
    >
      {remarks.map(remark => (
        <p key={remark}>{remark}</p>
      ))}
    </Callout>
  )
}

const short = (title: string): string => (title.length > 32 ? `${title.slice(0, 31)}…` : title)
