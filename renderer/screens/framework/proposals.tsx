import { useState } from 'react'
import type { ProposalPair, ProposedCode } from '#shared/model/merge.ts'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient, useRead, useSession } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { ProposalPairs } from '../merge/proposal-pairs.tsx'
import styles from './framework-overview.module.css'
import { ProposalDialog } from './proposal-dialog.tsx'

interface ProposalsProps {
  framework: string
  /** Asked whether a proposed code is the other one of a pair. */
  onMerge: (pair: ProposalPair) => void
  /** Asked what a proposed code is to be merged into. */
  onMergeInto: (code: string) => void
}

/** What coders proposed in rounds that can be seen, by whom, and which of it may be one code; nothing where there is none. */
export function Proposals({ framework, onMerge, onMergeInto }: ProposalsProps) {
  const { member } = useSession()
  const data = useRead('merging.proposals', {}).data
  const codes = data?.codes.filter(code => code.framework === framework) ?? []
  if (codes.length === 0) return null
  const isLead = member?.roles.includes('lead') ?? false
  const own = new Set(codes.map(({ id }) => id))
  const pairs = data?.pairs.filter(({ proposed }) => own.has(proposed.id)) ?? []
  return (
    <section aria-label="Proposed by coders" className={styles.versions}>
      <h3>Proposed by coders</h3>
      <p className={styles.quiet}>
        These stand in the framework as provisional, with what is coded by them.{' '}
        {isLead
          ? 'Accept one to agree on it, merge it into another, or decline it with a reason; what you leave stays as it is.'
          : 'A lead accepts, merges or declines them.'}
      </p>
      <ul className={styles.list}>
        {codes.map(code => (
          <Proposal key={code.id} code={code} isLead={isLead} onMergeInto={() => onMergeInto(code.id)} />
        ))}
      </ul>
      {pairs.length > 0 && (
        <>
          <h4>May be one code</h4>
          <ProposalPairs
            pairs={pairs}
            actions={pair => (
              <div>
                <Button
                  size="small"
                  aria-label={`Merge “${pair.proposed.name}” into “${pair.other.name}”…`}
                  onPress={() => onMerge(pair)}
                >
                  Merge…
                </Button>
              </div>
            )}
          />
        </>
      )}
    </section>
  )
}

interface ProposalProps {
  code: ProposedCode
  isLead: boolean
  onMergeInto: () => void
}

function Proposal({ code, isLead, onMergeInto }: ProposalProps) {
  const { id, name, by, round, passages } = code
  const client = useClient()
  const { run, busy } = useAct()
  const [deciding, setDeciding] = useState<'rename' | 'decline' | null>(null)
  const accept = () =>
    void run(() => client.codebook.updateCode({ code: id, status: 'agreed' }), {
      undoable: `“${name}” was accepted.`,
    })
  const of = `“${name}” of ${by ?? 'somebody'}`
  return (
    <li className={styles.proposal}>
      <span className={styles.number}>{name}</span>
      <span className={styles.quiet}>
        proposed in “{round}” by {by ?? 'somebody'} · {counted(passages, 'coding')}
      </span>
      {isLead && (
        <span className={styles.acts}>
          <Button size="small" isPending={busy} aria-label={`Accept ${of}`} onPress={accept}>
            Accept
          </Button>
          <Button
            size="small"
            variant="quiet"
            aria-label={`Rename ${of}, and accept it…`}
            onPress={() => setDeciding('rename')}
          >
            Rename…
          </Button>
          <Button size="small" variant="quiet" aria-label={`Merge ${of}…`} onPress={onMergeInto}>
            Merge…
          </Button>
          <Button
            size="small"
            variant="quiet"
            aria-label={`Decline ${of}…`}
            onPress={() => setDeciding('decline')}
          >
            Decline…
          </Button>
        </span>
      )}
      {deciding && <ProposalDialog code={code} kind={deciding} onClose={() => setDeciding(null)} />}
    </li>
  )
}
