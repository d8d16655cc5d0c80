import type { Doubt, NameKind } from '#shared/model/pseudonym.ts'

/** The kinds of names, as a choice. */
export const nameKinds: readonly { id: NameKind; label: string }[] = [
  { id: 'person', label: 'Person' },
  { id: 'place', label: 'Place' },
  { id: 'organisation', label: 'Organisation' },
  { id: 'phone', label: 'Phone number' },
  { id: 'email', label: 'Email address' },
  { id: 'number', label: 'Number' },
  { id: 'other', label: 'Other' },
]

export const kindName = (kind: NameKind): string => nameKinds.find(({ id }) => id === kind)?.label ?? kind

/** Why a place is not ticked beforehand. */
export const doubtWords: Record<Doubt, string> = {
  'sentence-start': 'Begins a sentence: it may be the word, not the name.',
  'fuller-name': 'Beside another word with a capital: it may be part of somebody else’s name.',
  'two-people': 'Could be either of two people.',
  'another-name': 'May be another name that ends in s.',
  'no-spaces': 'Written without spaces: it may be part of another word.',
}
