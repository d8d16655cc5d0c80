export type CodeStatus = 'provisional' | 'agreed' | 'retired'

/** A label with its meaning. `colour` is a step of the palette, 1–24. `path` is the names from the root to itself. */
export interface Code {
  id: string
  framework: string
  parent: string | null
  name: string
  path: string[]
  kind: 'inductive' | 'deductive'
  definition: string
  whenToUse: string
  whenNotToUse: string
  example: string
  colour: number
  status: CodeStatus
  /** Order among its siblings. */
  position: number
  /** The round in which a coder proposed it, or null. */
  proposedIn: string | null
}

/**
 * How often codes were used, as far as the asker may see, in the independent layer: `mine[n]` codings of the asker's
 * own and `all[n]` of everyone's carry the code `codes[n]` itself, not those under it. A code without any is not listed.
 */
export interface CodeCounts {
  codes: string[]
  mine: number[]
  all: number[]
}

/** A named tree of codes; `codes` come in tree order (a parent before its children). */
export interface Framework {
  id: string
  name: string
  kind: 'inductive' | 'deductive'
  description: string
  /** Number of its newest frozen version, 0 where none was frozen. */
  version: number
  codes: Code[]
}

/** A framework frozen at a moment. */
export interface FrameworkVersion {
  id: string
  framework: string
  number: number
  note: string
  createdAt: string
  codes: number
}

/** What would go with a thing that is removed, counted and in words; `refused` says why it cannot be removed. */
export interface GoesWith {
  codings: number
  children: number
  sentence: string
  refused: string | null
}
