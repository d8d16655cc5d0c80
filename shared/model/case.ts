import type { TableSheets } from './record.ts'

/** A person or a site that sources and speakers belong to. */
export type CaseKind = 'person' | 'site'

/** What the values of an attribute are: free text, a decimal number, a day, one of some choices, yes or no. */
export type AttributeType = 'text' | 'number' | 'date' | 'choice' | 'yes-no'

/** Something that is recorded of every person, or of every site. */
export interface Attribute {
  id: string
  about: CaseKind
  name: string
  type: AttributeType
  /** The choices of a `choice`, in their order; empty for the other types. */
  choices: string[]
}

/** What ties a case to a source: the whole source, or one speaker (or correspondent) in it. */
export interface CaseLink {
  source: string
  /** Null: the whole source. A label as the source has it, or an email address in lower case. */
  speaker: string | null
}

export interface Case {
  id: string
  kind: CaseKind
  name: string
  /** The site a person belongs to, by id. */
  site: string | null
  note: string
  /** By attribute id; nothing where nothing is known. Numbers in decimal, dates ISO 8601, `yes` and `no`. */
  values: Record<string, string>
  links: CaseLink[]
}

/** Every case, by name, and every attribute in its order. */
export interface CaseTable {
  cases: Case[]
  attributes: Attribute[]
}

/** One cell to be written; `column` is `name`, `site`, `note` or the id of an attribute. Empty empties it. */
export interface CaseCell {
  case: string
  column: string
  value: string
}

/** What merging one case into another would do. */
export interface CaseMerge {
  /** Values of both that differ: the first stands, the second goes. */
  differing: { attribute: string; stands: string; goes: string }[]
  /** What both say in words of their own, all of which stay; a line each. */
  both: string[]
  sentence: string
  refused: string | null
}

/** A link that names and labels speak for, waiting for a person to say yes. */
export interface CaseSuggestion {
  source: string
  sourceTitle: string
  speaker: string | null
  /** Null: there is no such case yet; it would be made. */
  case: string | null
  name: string
  kind: CaseKind
  /** Why it is proposed, as half a sentence: `named in the title`. */
  why: string
}

/** How the columns of a table are read as cases. Columns are numbered from 0. */
export interface CaseMapping {
  kind: CaseKind
  /** The column that names the case. */
  name: number
  /** The column that names the site of a person, or null. */
  site: number | null
  /** The columns that are attributes; all others are left out. */
  attributes: { column: number; name: string; type: AttributeType }[]
  /** Sites whose names are alike, such as `1` and `Site 1`, are sites of their own. */
  sitesApart?: boolean | undefined
}

/** The name of a site in a table, and that of another that is written otherwise and may be the same. */
export interface NearSite {
  name: string
  of: string
}

/** What taking a table in would do, before anything is written. */
export interface CaseImportPreview {
  fileName: string
  /** Hand this back to `cases.import` to take exactly what was shown. */
  preview: string
  columns: string[]
  /** Null where the file has no other sheet to read. */
  sheets: TableSheets | null
  mapping: CaseMapping
  /** Ids of attributes that are there already, by column: their type holds. */
  known: Record<number, string>
  counts: { new: number; changed: number; unchanged: number; unreadable: number; rows: number }
  /** The rows that would change something, or that something is wrong with, as far as a list can show them. */
  rows: CaseImportRow[]
  /** Names of sites that are taken for another whose name is alike, unless they are said to be apart. */
  near: NearSite[]
  /** What else would come to be or be left out, a sentence each. */
  notes: string[]
}

export interface CaseImportRow {
  /** The row's number in the table; the column names are row 1. */
  number: number
  name: string
  status: 'new' | 'changed' | 'unchanged' | 'left out'
  changes: { column: string; before: string; after: string }[]
  /** Cells that cannot be read and stay as they are, with the reason. */
  unreadable: { column: string; value: string; why: string }[]
  /** Why the whole row is left out. */
  why?: string
}

/** What a table brought in. */
export interface CaseImportResult {
  new: number
  changed: number
  unchanged: number
  unreadable: number
}
