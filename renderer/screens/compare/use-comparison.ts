import { useMemo } from 'react'
import type { AgreementReport } from '#shared/model/agreement.ts'
import type { Code } from '#shared/model/codebook.ts'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { useRead } from '../../use-engine.ts'
import { unitFor, useCompare } from './compare-store.ts'

/** A comparison as the screen shows it, with the names behind its ids. */
export interface Comparison {
  report: AgreementReport
  coders: readonly [Member, Member]
  /** The round compared, or null outside rounds. */
  round: Round | null
  codes: ReadonlyMap<string, Code>
  sources: ReadonlyMap<string, SourceSummary>
}

/** What is chosen to be compared, the rounds there are, and the figures once the engine has them. */
export function useComparison() {
  const { round: chosen, pair, unit, withInterviewer, withQuoted } = useCompare()

  const rounds = useRead('rounds.list', {})
  const members = useRead('members.list', {}).data
  const frameworks = useRead('codebook.frameworks', {}).data
  const sourceList = useRead('sources.list', {}).data
  const round = pair ? null : roundOf(rounds.data ?? [], chosen)
  const counted = { unit: unitFor(unit, round), withInterviewer, withQuoted }
  const inRound = useRead(
    'agreement.inRound',
    round && round.state !== 'open' ? { round: round.id, ...counted } : null,
    { keepPrevious: true },
  )
  const between = useRead('agreement.between', pair ? { coders: [...pair], ...counted } : null, {
    keepPrevious: true,
  })
  const { data: report, failure, asking, progress, cancel, askAgain } = pair ? between : inRound

  const comparison = useMemo((): Comparison | null => {
    if (!report || !members || !frameworks || !sourceList) return null
    const ids = pair ?? round?.coders.map(({ id }) => id) ?? []
    const [a, b] = ids.map(id => members.find(member => member.id === id))
    // An answer to the question before this one is not shown under other names.
    if (!a || !b || report.coders[0] !== a.initials || report.coders[1] !== b.initials) return null
    return {
      report,
      coders: [a, b],
      round,
      codes: new Map(frameworks.flatMap(framework => framework.codes).map(code => [code.id, code])),
      sources: new Map(sourceList.map(source => [source.id, source])),
    }
  }, [report, members, frameworks, sourceList, pair, round])

  return {
    rounds: rounds.data,
    members: members ?? [],
    round,
    comparison,
    failure: rounds.failure ?? failure,
    asking,
    progress,
    cancel,
    askAgain,
  }
}

/** The round asked for, else the latest that can be compared, else the latest. */
function roundOf(rounds: readonly Round[], chosen: string | null): Round | null {
  const byAge = [...rounds].sort((x, y) => y.openedAt.localeCompare(x.openedAt))
  return (
    byAge.find(({ id }) => id === chosen) ?? byAge.find(({ state }) => state !== 'open') ?? byAge[0] ?? null
  )
}
