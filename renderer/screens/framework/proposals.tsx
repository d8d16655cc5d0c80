import type { ProposalPair, ProposedCode } from '#shared/model/merge.ts'
import { Button } from '../../ui/button.tsx'
import { useAct, useClient, useRead } from '../../use-engine.ts'
import { counted } from '../../wording.ts'
import { ProposalPairs } from '../merge/proposal-pairs.tsx'
import styles from './framework-overview.module.css'

interface ProposalsProps {
  framework: string
  /** Asked whether a proposed code is the other one of a pair. */
  onMerge: (pair: ProposalPair) => void
}

/** What coders proposed in rounds that can be seen, by whom, and which of it may be one code; nothing where there is none. */
export function Proposals({ framework, onMerge }: ProposalsProps) {
  const data = useRead('merging.proposals', {}).data
  const codes = data?.codes.filter(code => code.framework === framework) ?? []
  if (codes.length === 0) return null
  const own = new Set(codes.map(({ id }) => id))
  const pairs = data?.pairs.filter(({ proposed }) => own.has(proposed.id)) ?? []
  return (
    <section aria-label="Proposed by coders" className={styles.versions}>
      <h3>Proposed by coders</h3>
      <p className={styles.quiet}>
        These stand in the framework as provisional, with what is coded by them. Accept one to agree on it;
        what you leave stays as it is.
      </p>
      <ul className={styles.list}>
        {codes.map(code => (
          <Proposal key={code.id} code={code} />
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

function Proposal({ code: { id, name, by, round, passages } }: { code: ProposedCode }) {
  const client = useClient()
  const { run, busy } = useAct()
  const accept = () =>
    void run(() => client.codebook.updateCode({ code: id, status: 'agreed' }), {
      undoable: `“${name}” was accepted.`,
    })
  return (
    <li className={styles.proposal}>
      <span className={styles.number}>{name}</span>
      <span className={styles.quiet}>
        proposed by {by ?? 'somebody'} in “{round}” · {counted(passages, 'passage')}
      </span>
      <Button
        size="small"
        isPending={busy}
        aria-label={`Accept “${name}” of ${by ?? 'somebody'}`}
        onPress={accept}
      >
        Accept
      </Button>
    </li>
  )
}
