import { create } from 'zustand'
import type { Code } from '#shared/model/codebook.ts'
import { warnBeforeLeaving } from '../../ui/warn-before-leaving.ts'

/** A field of a code that is written in words. */
export type WordsField = 'name' | 'definition' | 'whenToUse' | 'whenNotToUse' | 'example'

/** What was typed in a field and is not kept yet. */
interface TypedWords {
  readonly text: string
  /** What the field said when one began, or when one was last shown what another made of it. */
  readonly from: string
}

/** The fields of a code in which something is typed and not kept. */
type UnkeptMeaning = Readonly<Partial<Record<WordsField, TypedWords>>>

/** What was typed of codes and could not be kept, till it is or is given up; lost with the window. */
const useMeanings = create<ReadonlyMap<string, UnkeptMeaning>>(() => new Map())
warnBeforeLeaving(() => useMeanings.getState().size > 0)

const nothing: UnkeptMeaning = {}

/** A code as one person writes about it. */
type About = string

export const aboutCode = (code: string | null, member: string | undefined): About => `${code} ${member}`

/** What is typed of a code and not kept. */
export const useUnkeptMeaning = (about: About): UnkeptMeaning =>
  useMeanings(meanings => meanings.get(about) ?? nothing)

/** Whether anything is typed of a code and not kept; draws nothing again with each letter. */
export const useHasUnkept = (about: About): boolean => useMeanings(meanings => meanings.has(about))

/** Notes what is typed in a field of a code; `change` gets what was there and answers null once it is kept or given up. */
export function noteTyped(
  about: About,
  field: WordsField,
  change: (before: TypedWords | undefined) => TypedWords | null,
): void {
  useMeanings.setState(before => {
    const { [field]: was, ...rest } = before.get(about) ?? nothing
    const typed = change(was)
    const after: UnkeptMeaning = typed ? { ...rest, [field]: typed } : rest
    const next = new Map(before)
    if (Object.keys(after).length === 0) next.delete(about)
    else next.set(about, after)
    return next
  }, true)
}

/** Lets go of all that is typed of a code. */
export function forgetMeaning(about: About): void {
  useMeanings.setState(before => new Map([...before].filter(([id]) => id !== about)), true)
}

/** Whether another wrote what one is writing: it says neither what it did then nor what is typed. */
export const hasMet = (typed: TypedWords | undefined, now: string): boolean =>
  typed !== undefined && now !== typed.from && now !== typed.text.trim()

/** A code as it would be with what is typed of it by now. */
export function withTyped(code: Code, about: About): Code {
  const typed = useMeanings.getState().get(about) ?? nothing
  const text = (field: WordsField) => typed[field]?.text.trim() ?? code[field]
  return {
    ...code,
    name: text('name') || code.name,
    definition: text('definition'),
    whenToUse: text('whenToUse'),
    whenNotToUse: text('whenNotToUse'),
    example: text('example'),
  }
}
