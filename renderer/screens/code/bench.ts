import { create } from 'zustand'
import type { Selected } from '../../transcript/snap.ts'
import type { About } from './unkept-words.ts'

/** What a key or a menu line can ask of the open bench. Each answers at once; the engine answers later. */
export interface BenchActions {
  choose(): void
  codePinned(nth: number): void
  codeLast(): void
  codeInVivo(): void
  /** Annotates the passage; with `about`, goes on with an annotation that was begun. */
  annotate(about?: About): void
  comment(): void
  setPolarity(polarity: 'facilitator' | 'barrier'): void
  remove(): void
  nudge(edge: 'start' | 'end', forward: boolean): void
  find(): void
  findNext(forward: boolean): void
  nextUncoded(): void
  nextOfCode(forward: boolean): void
  nextNote(): void
  copyWithAttribution(): void
  openNeighbour(forward: boolean): void
  correctText(): void
  /** Gives the keyboard back to the text. */
  read(): void
}

interface Bench {
  /** Whose it is: what one person used last is not what keys of the next at this window do. */
  member: string | null
  /** The source last read here, to come back to. */
  source: string | null
  selection: Selected | null
  /** The coding that is chosen. */
  active: string | null
  /** The code whose definition is shown and which `next passage of a code` follows. */
  code: string | null
  /** Ids of codes lately used, the last first. */
  recent: readonly string[]
  /** Names of codes made here a moment ago, by id: shown until the framework has them. */
  fresh: ReadonlyMap<string, string>
  /** Present while the bench is open with a text. */
  actions: BenchActions | null
  use(code: string): void
  belongTo(member: string | null): void
}

const nothingUsed = {
  selection: null,
  active: null,
  code: null,
  recent: [],
  fresh: new Map<string, string>(),
}

/** Where the coder is; never study data. */
export const useBench = create<Bench>(set => ({
  member: null,
  source: null,
  ...nothingUsed,
  actions: null,
  use: code =>
    set(({ recent }) => ({ code, recent: [code, ...recent.filter(id => id !== code)].slice(0, 24) })),
  belongTo: member =>
    set(now => ({ ...(now.member !== null && now.member !== member && nothingUsed), member })),
}))
