import { useMemo } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import type { ManyCodersReport } from '#shared/model/many-coders.ts'
import type { Member } from '#shared/model/member.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { useRead } from '../../use-engine.ts'
import { unitFor, useCompare } from './compare-store.ts'

/** A comparison of several people as the screen shows it, with the names behind its ids. */
export interface ManyComparison {
  report: ManyCodersReport
  coders: readonly Member[]
  codes: ReadonlyMap<string, Code>
  sources: ReadonlyMap<string, SourceSummary>
}

/** The comparison of these people once the engine has it, and what it can be chosen from. */
export function useManyCoders(ids: readonly string[]) {
  const { unit, withInterviewer, withQuoted } = useCompare()
  const rounds = useRead('rounds.list', {}).data
  const members = useRead('members.list', {}).data
  const frameworks = useRead('codebook.frameworks', {}).data
  const sourceList = useRead('sources.list', {}).data
  const { data: report, failure } = useRead(
    'agreement.among',
    { coders: [...ids], unit: unitFor(unit, null), withInterviewer, withQuoted },
    { keepPrevious: true },
  )
  const comparison = useMemo((): ManyComparison | null => {
    if (!report || !members || !frameworks || !sourceList) return null
    const coders = ids.flatMap(id => members.find(member => member.id === id) ?? [])
    // An answer to the question before this one is not shown under other names.
    if (coders.map(({ initials }) => initials).join(' ') !== report.coders.join(' ')) return null
    return {
      report,
      coders,
      codes: new Map(frameworks.flatMap(framework => framework.codes).map(code => [code.id, code])),
      sources: new Map(sourceList.map(source => [source.id, source])),
    }
  }, [report, members, frameworks, sourceList, ids])
  return { rounds: rounds ?? [], members: members ?? [], comparison, failure }
}
