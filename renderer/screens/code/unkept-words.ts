import { create } from 'zustand'
import { idNow } from './given-ids.ts'

/** What a person began to write and what could not be saved, till it is saved or given up; lost with the window. */
const useWords = create<ReadonlyMap<string, string>>(() => new Map())

/** What a form's words are about: a coding or an annotation by its id, or a new annotation of one person on a source. */
export type About = string

export const aboutNewNote = (source: string, member: string): About => `${source} ${member}`

/** The words about something that are not saved, or undefined. */
export const useUnkept = (about: About): string | undefined => useWords(words => words.get(about))

/** The same, at this moment. */
export const unkeptNow = (about: About): string | undefined => useWords.getState().get(about)

/** Notes words that are not saved; null: they are, or were given up. */
export function noteUnkept(about: About, words: string | null): void {
  const id = idNow(about)
  useWords.setState(before => {
    const next = new Map(before)
    if (words === null) next.delete(id)
    else next.set(id, words)
    return next
  }, true)
}
