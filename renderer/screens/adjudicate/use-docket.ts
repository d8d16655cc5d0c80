import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Failure } from '#shared/errors.ts'
import type { Code, Framework } from '#shared/model/codebook.ts'
import { type Disagreement, disagreementKinds } from '#shared/model/disagreement.ts'
import type { Discussion } from '#shared/model/discussion.ts'
import type { Member } from '#shared/model/member.ts'
import type { Round } from '#shared/model/round.ts'
import type { SourceSummary } from '#shared/model/source.ts'
import type { Theme } from '#shared/model/theme.ts'
import { useNavigation } from '../../state/navigation.ts'
import { useInPause } from '../../transcript/use-in-pause.ts'
import { useEngine, useRead, useSession } from '../../use-engine.ts'
import { answeredItems, useAdjudicate } from './adjudicate-store.ts'
import { type DocketFilter, everything, filtered, isSettled } from './docket.ts'
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

/** What the screen is drawn from. */
export interface Shown {
  rounds: readonly Round[] | undefined
  /** The one whose differences are looked at. */
  round: Round | null
  /** Its docket, once the engine has it. */
  docket: Docket | null
  failure: Failure | undefined
}

/**
 * The rounds, the one whose differences are looked at, and its docket. What comes of the engine's answer to a ruling is in
 * them in the pause after the frame: that has the next difference, and nothing else.
 */
export function useDocket(): Shown {
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
  const known = useInPause(rounds.data)
  const shownRounds = rounds.data && known
  const round = roundOf(shownRounds ?? [], chosen)
  const { all, failure, has } = useDifferences(round && round.state !== 'open' ? round.id : null)

  const discussion = useRead(
    'adjudication.discussion',
    round && round.state !== 'open' ? { round: round.id } : null,
  ).data

  const themes = useRead('themes.list', {}).data
  const person = useSession().member?.id ?? null

  const read = useMemo(() => {
    if (!round || !all || !members || !frameworks || !sourceList || !discussion || !themes) return null
    const [a, b] = round.coders.map(({ id }) => members.find(member => member.id === id))
    if (!a || !b) return null
    const coders: Docket['coders'] = [a, b]
    return { person, round, coders, members, frameworks, sourceList, themes, all, has, discussion }
  }, [person, round, all, has, members, frameworks, sourceList, discussion, themes])
  const settled = useInPause(read)
  // What is of another round, or was read by whoever sat here before, is not shown meanwhile.
  const isOfNow = read?.round.id === settled?.round.id && read?.person === settled?.person
  const of = isOfNow ? settled : null
  const docket = useMemo(() => of && docketOf(of, filter), [of, filter])
  const caughtUp = useAdjudicate(state => state.caughtUp)
  useEffect(() => {
    if (of) caughtUp(of.has)
  }, [of, caughtUp])

  return { rounds: shownRounds, round, docket, failure: rounds.failure ?? failure }
}

/** What a docket is made of, as it is read. */
interface ReadDocket extends Pick<Docket, 'round' | 'coders' | 'members' | 'all' | 'discussion'> {
  frameworks: readonly Framework[]
  sourceList: readonly SourceSummary[]
  themes: readonly Theme[]
}

function docketOf({ frameworks, sourceList, themes, ...read }: ReadDocket, filter: DocketFilter): Docket {
  const codes = new Map(frameworks.flatMap(framework => framework.codes).map(code => [code.id, code]))
  const parked = new Set(
    read.discussion.agenda.flatMap(({ disagreement, decidedAt }) =>
      disagreement !== null && decidedAt === null ? [disagreement] : [],
    ),
  )
  const places = new Map<string, number>()
  for (const [at, theme] of themes.entries())
    for (const code of theme.codes) if (!places.has(code)) places.set(code, at)
  const items = filtered(
    read.all,
    filter,
    parked,
    code => codes.get(code)?.name ?? code,
    code => places.get(code) ?? themes.length,
  )
  return { ...read, codes, sources: new Map(sourceList.map(source => [source.id, source])), items }
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
  const followed = useMemo(
    () => (round === null ? null : new FollowedDocket(engine, round, answeredItems)),
    [engine, round],
  )
  useEffect(() => followed?.follow(), [followed])
  return useSyncExternalStore(followed?.watch ?? watchNothing, followed?.known ?? knowNothing)
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
