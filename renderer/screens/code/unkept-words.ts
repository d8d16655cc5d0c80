import { create } from 'zustand'
import type { Span } from '#shared/text/span.ts'
import { warnBeforeLeaving } from '../../ui/warn-before-leaving.ts'
import { idNow } from './given-ids.ts'

/** A passage, and how it begins: so it is known again, or known to be gone. */
export interface NotedPassage extends Span {
  quote: string
}

/** Words that are not saved, and of a new annotation the passage that it is about. */
interface Unkept {
  words: string
  /** What was there when they were begun. */
  from: string
  passage?: NotedPassage | undefined
}

/** What a person began to write and what could not be saved, till it is saved or given up; lost with the window. */
const useWords = create<ReadonlyMap<string, Unkept>>(() => new Map())
warnBeforeLeaving(() => useWords.getState().size > 0)

/** What a form's words are about: a coding or an annotation by its id, or a new annotation of one person on a source. */
export type About = string

export const aboutNewNote = (source: string, member: string): About => `${source} ${member}`

/** The words about something that are not saved, or undefined. */
export const useUnkept = (about: About): string | undefined => useWords(words => words.get(about)?.words)

/** What is not saved about something at this moment, whole. */
export const unkeptNow = (about: About): Unkept | undefined => useWords.getState().get(about)

/** Notes words that are not saved; null: they are, or were given up. */
export function noteUnkept(about: About, unkept: Unkept | null): void {
  const id = idNow(about)
  useWords.setState(before => {
    const next = new Map(before)
    if (unkept === null) next.delete(id)
    else next.set(id, unkept)
    return next
  }, true)
}
