/** What a step of the journal is about, as lists of it are narrowed. */
export type JournalThing =
  | 'people'
  | 'sources'
  | 'cases'
  | 'pseudonyms'
  | 'framework'
  | 'codings'
  | 'annotations'
  | 'rounds'
  | 'adjudication'
  | 'agreement'
  | 'themes'
  | 'memos'
  | 'queries'
  | 'contacts'
  | 'study'

/** Every thing in the order lists show it, with the nouns its steps' kinds begin with: `code` of `code.merged`. */
export const journalThings: readonly { id: JournalThing; name: string; nouns: readonly string[] }[] = [
  { id: 'framework', name: 'Framework', nouns: ['code', 'framework'] },
  { id: 'codings', name: 'Codings', nouns: ['coding'] },
  { id: 'annotations', name: 'Annotations', nouns: ['annotation'] },
  { id: 'rounds', name: 'Rounds and hand-outs', nouns: ['round', 'handout', 'merge'] },
  {
    id: 'adjudication',
    name: 'Adjudication',
    nouns: ['ruling', 'judging', 'agenda', 'meeting', 'comment'],
  },
  { id: 'agreement', name: 'Agreement figures', nouns: ['agreement'] },
  { id: 'themes', name: 'Themes', nouns: ['theme', 'statement'] },
  { id: 'memos', name: 'Memos', nouns: ['memo'] },
  { id: 'queries', name: 'Queries', nouns: ['query'] },
  {
    id: 'sources',
    name: 'Sources and texts',
    nouns: ['source', 'sources', 'revision', 'data-set', 'tag', 'filter'],
  },
  { id: 'cases', name: 'Cases', nouns: ['case', 'cases', 'attribute'] },
  { id: 'contacts', name: 'Contacts', nouns: ['contact', 'contacts'] },
  { id: 'pseudonyms', name: 'Pseudonyms', nouns: ['pseudonyms'] },
  { id: 'people', name: 'Members', nouns: ['member'] },
  // Whatever else there is, too.
  { id: 'study', name: 'Study and settings', nouns: ['study'] },
]

/** Which steps of the journal are wanted; null: all. */
export interface JournalChoice {
  /** A member by id. */
  member: string | null
  thing: JournalThing | null
  /** Days, ISO 8601, by this computer's clock; both are included. */
  from: string | null
  to: string | null
}

/** Every step. */
export const wholeJournal: JournalChoice = { member: null, thing: null, from: null, to: null }

/** What a step is about, by its kind: `framework` of `code.merged`. */
export const thingOf = (kind: string): JournalThing => {
  const noun = kind.split('.')[0] ?? ''
  return journalThings.find(({ nouns }) => nouns.includes(noun))?.id ?? 'study'
}

/** The name of a thing, as lists show it. */
export const thingName = (thing: JournalThing): string =>
  journalThings.find(({ id }) => id === thing)?.name ?? ''
