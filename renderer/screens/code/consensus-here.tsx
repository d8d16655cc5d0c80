import { Gavel, Handshake } from 'lucide-react'
import { useState } from 'react'
import { overlapInWords } from '#shared/model/agreed-rule.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { Coding } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import type { Span } from '#shared/text/span.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useRead, useSession } from '../../use-engine.ts'
import { dateOf, number } from '../../wording.ts'
import { callNames, outcomeInWords } from '../adjudicate/difference-words.ts'
import { pathOf } from './code-lookup.ts'
import styles from './passage-panel.module.css'

interface ConsensusHereProps {
  source: string
  text: string
  passage: Span
  byId: ReadonlyMap<string, Code>
  members: ReadonlyMap<string, Member>
}

/** How many are shown till more are asked for, and how many more each time. */
const few = 24

/** What stands in the consensus on a passage, and why; nothing of it to whoever codes the source blind at the moment. */
export function ConsensusHere({ source, text, passage, byId, members }: ConsensusHereProps) {
  const { member } = useSession()
  const [showing, setShowing] = useState(few)
  const rounds = useRead('rounds.list', {}).data
  const blind = rounds?.find(
    each =>
      each.state === 'open' &&
      each.blind &&
      each.sources.includes(source) &&
      each.coders.some(({ id }) => id === member?.id),
  )
  const asked = useRead('codings.inSource', rounds && !blind ? { source, layer: 'consensus' } : null)
  if (blind) return <p className={styles.where}>Not shown while you code “{blind.title}” blind.</p>
  if (asked.failure) {
    return (
      <Callout tone="error" title={asked.failure.message}>
        {asked.failure.hint}
      </Callout>
    )
  }
  if (!rounds || !asked.data) return <Spinner />
  const here = asked.data.filter(({ start, end }) => start <= passage.end && end >= passage.start)
  if (here.length === 0) return <p className={styles.where}>Nothing stands in the consensus here.</p>
  return (
    <>
      <ul className={styles.cards} aria-label="In the consensus here">
        {here.slice(0, showing).map(coding => {
          const code = byId.get(coding.code)
          return (
            <li key={coding.id} className={styles.card} data-consensus>
              <CodeChip
                name={code?.name ?? 'A code that is no longer here'}
                colour={code?.colour ?? 1}
                polarity={coding.polarity ?? undefined}
                {...(code ? { path: pathOf(code) } : {})}
              />
              <span className={styles.quote} dir="auto">
                {text.slice(coding.start, Math.min(coding.end, coding.start + 200)).replace(/\s+/g, ' ')}
              </span>
              <WhyItStands
                coding={coding}
                round={rounds.find(({ id }) => id === coding.round)}
                members={members}
              />
            </li>
          )
        })}
      </ul>
      {here.length > showing && (
        <Button size="small" variant="quiet" onPress={() => setShowing(showing + few)}>
          {`Show ${number(Math.min(few, here.length - showing))} more of ${number(here.length)}`}
        </Button>
      )}
    </>
  )
}

interface WhyItStandsProps {
  coding: Coding
  round: Round | undefined
  members: ReadonlyMap<string, Member>
}

/** Both agreed, a rule settled it, or somebody ruled: what, who, when and why. */
function WhyItStands({ coding, round, members }: WhyItStandsProps) {
  const items = useRead(
    'adjudication.disagreements',
    coding.ruling && round ? { round: round.id } : null,
  ).data
  if (coding.ruling === null) {
    return (
      <p className={styles.where}>
        <Handshake aria-hidden="true" />{' '}
        {coding.byRule ? `Agreed by rule: ${overlapInWords(coding.byRule)}` : 'Both coders agree'}
        {round && ` · ${round.title}`}
      </p>
    )
  }
  const item = items?.find(
    ({ ruling, overtaken }) =>
      ruling?.id === coding.ruling || overtaken?.some(({ id }) => id === coding.ruling),
  )
  const ruling = [...(item?.ruling ? [item.ruling] : []), ...(item?.overtaken ?? [])].find(
    ({ id }) => id === coding.ruling,
  )
  const [a, b] = (round?.coders ?? []).map(({ id }) => members.get(id))
  const outcome = ruling && a && b ? outcomeInWords(ruling.outcome, callNames(item, [a, b])) : 'Ruled'
  const who = ruling && members.get(ruling.reviewer)?.name
  return (
    <>
      <p className={styles.where}>
        <Gavel aria-hidden="true" /> {outcome}
        {who && ` · ${who}`}
        {ruling && ` · ${dateOf(ruling.ruledAt)}`}
        {round && ` · ${round.title}`}
      </p>
      {ruling && ruling.reason !== '' && (
        <p className={styles.comment} dir="auto">
          {ruling.reason}
        </p>
      )}
    </>
  )
}
