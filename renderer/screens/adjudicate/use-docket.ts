import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { type Disagreement, disagreementKinds } from '#shared/model/disagreement.ts'
import type { Discussion } from '#shared/model/discussion.ts'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import { useNavigation } from '../../state/navigation.ts'
import { useEngine, useRead } from '../../use-engine.ts'
import { useAdjudicate } from './adjudicate-store.ts'
import { everything, filtered, isSettled } from './docket.ts'
import { FollowedDocket, type KnownDocket, noDocket } from './followed-docket.ts'

/** A round's differences with the names behind their ids. */
export interface Docket {
  round: Round
  coders: readonly [Member, Member]
  members: readonly Member[]
  codes: ReadonlyMap<string, Code>
  sources: ReadonlyMap<string, SourceSummary>
  /** Every difference of the round, in text order. */
  all: readonly Disagreement[]
  /** Those that pass the filter. */
  items: readonly Disagreement[]
  discussion: Discussion
}

/** The rounds, the one whose differences are looked at, and its docket once the engine has it. */
export function useDocket() {
  const chosen = useAdjudicate(state => state.round)
  const filter = useAdjudicate(state => state.filter)
  const choose = useAdjudicate(state => state.choose)
  const { params, screen } = useNavigation()
  const asked = screen === 'adjudicate' && typeof params.round === 'string' ? params.round : null
  const askedItem = typeof params.item === 'string' ? params.item : null
  const askedKind = disagreementKinds.find(kind => kind === params.kind) ?? null
  useEffect(() => {
    if (asked)
      choose({ view: 'docket', round: asked, item: askedItem, filter: { ...everything, kind: askedKind } })
  }, [asked, askedItem, askedKind, choose])

  const rounds = useRead('rounds.list', {})
  const members = useRead('members.list', {}).data
  const frameworks = useRead('codebook.frameworks', {}).data
  const sourceList = useRead('sources.list', {}).data
  const round = roundOf(rounds.data ?? [], chosen)
  const { all, failure } = useDifferences(round && round.state !== 'open' ? round.id : null)

  const discussion = useRead(
    'adjudication.discussion',
    round && round.state !== 'open' ? { round: round.id } : null,
  ).data

  const themes = useRead('themes.list', {}).data

  const docket = useMemo((): Docket | null => {
    if (!round || !all || !members || !frameworks || !sourceList || !discussion || !themes) return null
    const [a, b] = round.coders.map(({ id }) => members.find(member => member.id === id))
    if (!a || !b) return null
    const codes = new Map(frameworks.flatMap(framework => framework.codes).map(code => [code.id, code]))
    const parked = new Set(
      discussion.agenda.flatMap(({ disagreement, decidedAt }) =>
        disagreement !== null && decidedAt === null ? [disagreement] : [],
      ),
    )
    const places = new Map<string, number>()
    for (const [at, theme] of themes.entries())
      for (const code of theme.codes) if (!places.has(code)) places.set(code, at)
    const items = filtered(
      all,
      filter,
      parked,
      code => codes.get(code)?.name ?? code,
      code => places.get(code) ?? themes.length,
    )
    return {
      round,
      coders: [a, b],
      members,
      codes,
      discussion,
      sources: new Map(sourceList.map(source => [source.id, source])),
      all,
      items,
    }
  }, [round, all, members, frameworks, sourceList, discussion, themes, filter])

  return { rounds: rounds.data, round, docket, failure: rounds.failure ?? failure }
}

/** The difference that is looked at: the one chosen, else the first that is left. */
export function useShownItem(docket: Docket): Disagreement | null {
  const chosen = useAdjudicate(state => state.item)
  const { all, items } = docket
  return useMemo(
    () => all.find(({ id }) => id === chosen) ?? items.find(item => !isSettled(item)) ?? items[0] ?? null,
    [all, items, chosen],
  )
}

/** The differences of a round as they are ruled; of null none. */
function useDifferences(round: string | null): KnownDocket {
  const engine = useEngine()
  const caughtUp = useAdjudicate(state => state.caughtUp)
  const followed = useMemo(() => (round === null ? null : new FollowedDocket(engine, round)), [engine, round])
  useEffect(() => followed?.follow(), [followed])
  const known = useSyncExternalStore(followed?.watch ?? watchNothing, followed?.known ?? knowNothing)
  useEffect(() => {
    if (known.isCurrent) caughtUp()
  }, [known, caughtUp])
  return known
}

const watchNothing = () => () => {}
const knowNothing = () => noDocket

/** The round asked for, else the latest with differences left, else the latest submitted, else the latest. */
function roundOf(rounds: readonly Round[], chosen: string | null): Round | null {
  const byAge = [...rounds].sort((x, y) => y.openedAt.localeCompare(x.openedAt))
  return (
    byAge.find(({ id }) => id === chosen) ??
    byAge.find(({ differences }) => (differences?.open ?? 0) > 0) ??
    byAge.find(({ state }) => state !== 'open') ??
    byAge[0] ??
    null
  )
}
