import { create } from 'zustand'
import type { ExampleKind } from '#shared/model/codebook.ts'
import type { RulingOutcome } from '#shared/model/disagreement.ts'
import type { TakenBack } from '#shared/model/operation.ts'
import { type DocketFilter, everything } from './docket.ts'

/** What a key or a menu line can ask of the open docket. */
export interface RulingActions {
  rule(outcome: Exclude<RulingOutcome, 'extent' | 'code'>): void
  adjustExtent(): void
  chooseCode(): void
  giveReason(): void
  step(by: 1 | -1): void
  /** Reads on, or back, in the passage where it is longer than its room. */
  read(by: 1 | -1): void
  withdraw(): void
  batch(): void
  park(): void
  /** Makes the passage an example of the code that was ruled on. */
  exemplify(kind: ExampleKind): void
  /** False where the person may only look. */
  mayRule: boolean
  /** True where the item has a ruling that can be withdrawn. */
  canWithdraw: boolean
  /** True where its passage can be made an example: not in a reviewer's hand-out, from which no change of a code comes home. */
  canExemplify: boolean
  /** False where it is on the agenda already. */
  canPark: boolean
}

/** The docket, how its rulings fall, or what was decided about one's own codings. */
export type AdjudicateView = 'docket' | 'mirror' | 'mine'

interface Adjudicate {
  /** Who is at it. */
  member: string | null
  view: AdjudicateView
  round: string | null
  /** The item that is looked at. */
  item: string | null
  filter: DocketFilter
  /** The meeting that is going on. */
  meeting: string | null
  /** Who was last named as having discussed a difference: usually the same people for the next. */
  discussedWith: string
  /** Notes written on an item and not yet given with a ruling. */
  draft: { item: string; reason: string } | null
  /** Comments begun and not yet said, by the item, and decisions by the entry of the agenda: whoever comes back finds them. */
  begun: ReadonlyMap<string, string>
  /** The item that was ruled on last, and the one that came on screen for it: the way back. */
  came: { from: string; to: string } | null
  /**
   * Items that were ruled on here and do not say so yet: the next one is on screen before the engine has answered. True of
   * those whose answer came, and that wait for the docket that has it.
   */
  sent: ReadonlyMap<string, boolean>
  /** Present while an item is looked at. */
  actions: RulingActions | null
  /** What the screen as a whole offers now; null what it does not. */
  screen: {
    meet: (() => void) | null
    howToJudge: (() => void) | null
    show: ((view: AdjudicateView) => void) | null
  }
  /** What one person was at is not shown to the next who signs in here. */
  belongTo(member: string | null): void
  /** Keeps what was begun of a comment on an item. */
  begin(item: string, words: string): void
  /** Says of an item that it was sent, that it was answered, or, null, that it is as before. */
  note(item: string, isAnswered: boolean | null): void
  /** The docket that is shown has what was answered to these. */
  caughtUp(items: readonly string[]): void
  choose(
    what: Partial<
      Pick<Adjudicate, 'view' | 'round' | 'item' | 'filter' | 'meeting' | 'discussedWith' | 'draft' | 'came'>
    >,
  ): void
}

/** The items whose rulings were answered, and that wait for the docket that has them. */
export const answeredItems = (): string[] =>
  [...useAdjudicate.getState().sent].flatMap(([item, isAnswered]) => (isAnswered ? [item] : []))

/** Of a screen that is not there. */
export const offersNothing = { meet: null, howToJudge: null, show: null }

/** Leads to the difference that a step was about which was taken back or done again, where the docket is on screen. */
export function leadTo(step: TakenBack): void {
  const { screen, view, choose } = useAdjudicate.getState()
  if (step.difference === undefined || screen.show === null || view !== 'docket') return
  choose(step.difference)
}

/** What a person has begun, before anything is. */
const nothingBegun = { discussedWith: '', draft: null, begun: new Map(), came: null }

/** Where the reviewer is on the docket, and what they have begun to write. */
export const useAdjudicate = create<Adjudicate>(set => ({
  ...nothingBegun,
  member: null,
  view: 'docket',
  round: null,
  item: null,
  filter: everything,
  meeting: null,
  screen: offersNothing,
  sent: new Map(),
  actions: null,
  belongTo: member => set(now => (now.member === member ? {} : { ...nothingBegun, member })),
  begin: (item, words) => set(({ begun }) => ({ begun: new Map(begun).set(item, words) })),
  note: (item, isAnswered) =>
    set(({ sent }) => {
      const now = new Map(sent)
      if (isAnswered === null) now.delete(item)
      else now.set(item, isAnswered)
      return { sent: now }
    }),
  caughtUp: items =>
    set(({ sent }) => {
      const left = [...sent].filter(([item, isAnswered]) => !isAnswered || !items.includes(item))
      return left.length === sent.size ? {} : { sent: new Map(left) }
    }),
  choose: what => set(what),
}))
