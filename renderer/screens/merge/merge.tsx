import { GitMerge, Printer } from 'lucide-react'
import type { MergeOutcome } from '#shared/model/merge.ts'
import { useNavigation } from '../../state/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureCallout } from '../../ui/failure-callout.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useClient, useRead, useSession } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import styles from './merge.module.css'
import { cancelMerge, chooseReturns, mergeAll, putAside, useMerging } from './merge-store.ts'
import { MergedList } from './merged-list.tsx'
import { PackageItem } from './package-item.tsx'
import { PrintedSheet } from './printed-sheet.tsx'
import { ProposalPairs } from './proposal-pairs.tsx'

/** What was done on other computers comes in here: what would come, what came, and what is left to decide. */
export function Merge() {
  const client = useClient()
  const { member, study } = useSession()
  const { stage, progress, isCancelling, outcome, failure } = useMerging()
  const merged = useRead('merging.returns', {})
  const isLead = member?.roles.includes('lead') ?? false
  const isBusy = stage === 'looking' || stage === 'merging'
  const list = merged.data ?? []
  return (
    <>
      <PageHeader
        title="Merge"
        description="What coders return, and what another copy of this study holds, comes in as one step that can be undone."
        actions={
          <>
            {list.length > 0 && (
              <Button icon={<Printer />} onPress={() => print()}>
                Print the sheet…
              </Button>
            )}
            {isLead && (
              <Button
                variant={stage === null ? 'primary' : 'secondary'}
                isDisabled={isBusy}
                onPress={() => void chooseReturns(client)}
              >
                {stage === 'looked' ? 'Add files…' : 'Choose files…'}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.page}>
        <FailureCallout failure={failure ?? merged.failure} />
        {isBusy && (
          <Progress
            label={
              stage === 'looking'
                ? `Looking at ${progress?.doing ?? 'the files'}`
                : (progress?.doing ?? 'Merging')
            }
            value={progress?.total ? progress.done / progress.total : null}
            isCancelling={isCancelling}
            onCancel={cancelMerge}
          />
        )}
        {outcome && stage === 'looked' && <Preview outcome={outcome} />}
        {outcome && stage === 'done' && <Came outcome={outcome} />}
        {stage === null && list.length === 0 && !merged.loading && (
          <EmptyState
            icon={<GitMerge />}
            title="Nothing merged yet"
            action={
              isLead && (
                <Button variant="primary" onPress={() => void chooseReturns(client)}>
                  Choose files…
                </Button>
              )
            }
          >
            Coders send back files that end in .tandem-return. Choose them, several at once if you like, or
            drop them on the window: you see what would come before anything changes.
            {!isLead && ' Only a lead merges.'}
          </EmptyState>
        )}
        {list.length > 0 && (
          <section aria-label="Merged so far">
            <h2 className={styles.heading}>Merged so far</h2>
            <MergedList merged={list} />
            <PrintedSheet study={study?.title ?? ''} merged={list} />
          </section>
        )}
      </div>
    </>
  )
}

/** What merging would do, before it is done. */
function Preview({ outcome: { packages, pairs } }: { outcome: MergeOutcome }) {
  const client = useClient()
  const coming = packages.filter(({ status }) => status === 'merged')
  const refused = packages.length - packages.filter(({ status }) => status !== 'refused').length
  return (
    <section aria-label="What would come">
      <div className={styles.headLine}>
        <h2 className={styles.heading}>What would come</h2>
        <div className={styles.choices}>
          <Button onPress={putAside}>Put aside</Button>
          {coming.length > 0 && (
            <Button variant="primary" onPress={() => void mergeAll(client)}>
              Merge {counted(coming.length, 'package')}
            </Button>
          )}
        </div>
      </div>
      <p className={styles.quiet} role="status">
        {coming.length === 0
          ? 'Nothing of this can be merged now.'
          : `Nothing has changed yet. A backup is made first.${refused > 0 ? ' What is refused stays out; the rest comes in.' : ''}`}
      </p>
      <ul className={styles.packages}>
        {packages.map((report, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file may be given twice, and the list does not change
          <PackageItem key={n} report={report} isDone={false} />
        ))}
      </ul>
      {pairs.length > 0 && (
        <>
          <h3 className={styles.subheading}>Codes that may be one</h3>
          <ProposalPairs pairs={pairs} />
        </>
      )}
    </section>
  )
}

/** What came. */
function Came({ outcome: { packages, pairs, backup } }: { outcome: MergeOutcome }) {
  const go = useNavigation(({ go }) => go)
  const came = packages.filter(({ status }) => status === 'merged')
  const isRefused = packages.some(({ status }) => status === 'refused')
  const toDecide = came.reduce((sum, { needDecision }) => sum + needDecision.length, 0)
  // What is blind is not compared yet.
  const rounds = [...new Set(came.flatMap(({ round, hidden }) => (hidden ? [] : (round?.id ?? []))))]
  const [only] = rounds
  return (
    <section aria-label="What came">
      <Callout
        tone={isRefused ? 'warn' : 'info'}
        isLive
        title={
          came.length === 0
            ? 'Nothing was merged.'
            : `Merged ${counted(came.length, 'package')} in one step${isRefused ? '; what was refused stayed out' : ''}.`
        }
        actions={
          <>
            {only !== undefined && rounds.length === 1 && (
              <Button size="small" onPress={() => go('compare', { round: only })}>
                Compare
              </Button>
            )}
            <Button size="small" onPress={putAside}>
              Done
            </Button>
          </>
        }
      >
        {came.length > 0 && (
          <p>
            Undo takes all of it back.{' '}
            {toDecide > 0 ? `${counted(toDecide, 'step')} below wait for a decision.` : ''}
            {backup !== null && ' The study as it was before is in its backups.'}
          </p>
        )}
      </Callout>
      <ul className={styles.packages}>
        {packages.map((report, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file may be given twice, and the list does not change
          <PackageItem key={n} report={report} isDone />
        ))}
      </ul>
      {pairs.length > 0 && (
        <>
          <h3 className={styles.subheading}>Codes that may be one</h3>
          <p className={styles.quiet}>They stand in the framework as proposals; look at them there.</p>
          <ProposalPairs pairs={pairs} />
        </>
      )}
    </section>
  )
}
