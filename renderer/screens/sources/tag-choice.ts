import type { Tag } from '#shared/model/source-filter.ts'
import { tagName } from '#shared/text/tag-name.ts'

/** What is to become of tags: those given to every source by name, those taken from every one by id. */
export interface TagChoice {
  add: readonly string[]
  remove: readonly string[]
  /** The name of a new tag as it stands in the field, not yet added. */
  typed: string
}

export const noTags: TagChoice = { add: [], remove: [], typed: '' }

/** The choice with the tag that was typed: one of the study's by that name, however it is spelt, or a new one. */
export function withTyped(choice: TagChoice, tags: readonly Pick<Tag, 'id' | 'name'>[]): TagChoice {
  const name = tagName(choice.typed)
  const known = tags.find(tag => tag.name.toLowerCase() === name.toLowerCase())
  const taken = { ...choice, typed: '' }
  if (known) return withTag(taken, known, true)
  return name === '' || choice.add.includes(name) ? taken : { ...taken, add: [...choice.add, name] }
}

/** The choice with one of the study's tags given to every source, or taken from every one. */
export const withTag = (
  { add, remove, typed }: TagChoice,
  { id, name }: Pick<Tag, 'id' | 'name'>,
  isOn: boolean,
): TagChoice => ({
  add: [...add.filter(given => given !== name), ...(isOn ? [name] : [])],
  remove: [...remove.filter(taken => taken !== id), ...(isOn ? [] : [id])],
  typed,
})
