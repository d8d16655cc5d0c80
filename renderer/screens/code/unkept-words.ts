import { useMemo } from 'react'
import { create } from 'zustand'
import type { Span } from '#shared/text/span.ts'
import { warnBeforeLeaving } from '../../ui/warn-before-leaving.ts'
import { idNow } from './given-ids.ts'

/** A passage, and how it begins: so it is known again, or known to be gone. */
export interface NotedPassage extends Span {
  quote: string
}

/** A passage of a text, to be known again. */
export const noted = (text: string, { start, end }: Span): NotedPassage => ({
  start,
  end,
  quote: text.slice(start, Math.min(end, start + 120)),
})

/** Whether the words that were noted still stand there. */
export const isAsNoted = (text: string, passage: NotedPassage): boolean =>
  noted(text, passage).quote === passage.quote

/** Where words are written, and by whom: whatever becomes of what they are about. */
export interface WrittenAt {
  source: string
  member: string
  passage: NotedPassage
  /** Of a comment: the code of its coding, by which it is found again in the one that it was joined with. */
  code?: string
}

/** Words that are not saved. */
export interface Unkept extends WrittenAt {
  words: string
  /** What was there when they were begun. */
  from: string
}

/** What a person began to write and what could not be saved, till it is saved or given up; lost with the window. */
const useWords = create<ReadonlyMap<string, Unkept>>(() => new Map())
warnBeforeLeaving(() => useWords.getState().size > 0)

/** What a form's words are about: a coding or an annotation by its id, or an annotation that there is not yet. */
export type About = string

const newNote = 'new annotation '
let begun = 0

/** One more annotation that is begun. */
export const aboutNewNote = (): About => `${newNote}${++begun}`

export const isNewNote = (about: About): boolean => about.startsWith(newNote)

/** The words about something that are not saved, or undefined. */
export const useUnkept = (about: About): string | undefined => useWords(words => words.get(about)?.words)

/** All that one person has not saved, by what it is about. */
export function useUnkeptOf(member: string): readonly (Unkept & { about: About })[] {
  const all = useWords()
  return useMemo(() => ofMember(all, member), [all, member])
}

/** The same at this moment. */
export const unkeptOfNow = (member: string) => ofMember(useWords.getState(), member)

const ofMember = (all: ReadonlyMap<About, Unkept>, member: string): (Unkept & { about: About })[] =>
  [...all].flatMap(([about, unkept]) => (unkept.member === member ? { about, ...unkept } : []))

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
