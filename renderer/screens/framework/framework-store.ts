import { create } from 'zustand'

/** What a key or a menu line can ask of the open Framework screen. */
export interface FrameworkActions {
  addCode(under: boolean): void
  moveTo(): void
  remove(): void
  split(): void
  addFramework(): void
  freeze(): void
}

/** What a key can ask while the passages of a split code are judged. */
export interface JudgingActions {
  /** How many parts there are, on the keys from 1. */
  parts: number
  /** 0 keeps the passage. */
  judge(part: number): void
  mark(part: number): void
  judgeMarked(): void
  step(by: 1 | -1): void
}

/** What a key can ask while pairs of codes are looked through. */
export interface PairingActions {
  step(by: 1 | -1): void
  merge(): void
  move(): void
  tellApart(): void
}

interface FrameworkStore {
  /** Whose choice it is: it is not the next one's at this window. */
  member: string | null
  /** Id of the code or framework that is chosen. */
  chosen: string | null
  /** Ids of all that are selected in the tree; counts only while the chosen one is among them. */
  several: ReadonlySet<string>
  face: 'meaning' | 'passages' | 'split'
  /** The passages of a split code take the keyboard when they come: they were asked for, not come by. */
  judgesNow: boolean
  /** Present while the screen is open. */
  actions: FrameworkActions | null
  /** Present while a split code's passages are judged. */
  judging: JudgingActions | null
  /** Present while pairs of codes are looked through. */
  pairing: PairingActions | null
  belongTo(member: string | null): void
}

const nothingChosen = { chosen: null, several: new Set<string>(), face: 'meaning', judgesNow: false } as const

/** Where one is in the framework; never study data. */
export const useFrameworkStore = create<FrameworkStore>(set => ({
  member: null,
  ...nothingChosen,
  actions: null,
  judging: null,
  pairing: null,
  belongTo: member =>
    set(now => ({ ...(now.member !== null && now.member !== member && nothingChosen), member })),
}))
