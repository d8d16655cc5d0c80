import type { Framework } from '#shared/model/codebook.ts'
import { folded, soughtWords } from '#shared/text/folded.ts'

/** What of each code is looked through, folded once so that typing need not: in the frameworks' order. */
export type CodeIndex = readonly IndexedCode[]

interface IndexedCode {
  readonly id: string
  readonly parent: string | null
  /** Its own words: its name and those of codes merged into it, and the definition where that is looked through too. */
  readonly own: string
  /** Its own words and the names above. */
  readonly all: string
}

/** Folds the frameworks' codes for being found. Linear, and done again only when the codes change. */
export function indexCodes(frameworks: readonly Framework[], withDefinitions: boolean): CodeIndex {
  const above = new Map<string | null, string>()
  return frameworks.flatMap(({ codes }) =>
    codes.map(({ id, parent, name, definition, merged }) => {
      const itsName = folded(name)
      const line = `${above.get(parent) ?? ''} ${itsName}`
      above.set(id, line)
      const others = merged.map(({ name }) => ` ${folded(name)}`).join('')
      const meaning = withDefinitions ? ` ${folded(definition)}` : ''
      return { id, parent, own: `${itsName}${others}${meaning}`, all: `${line}${others}${meaning}` }
    }),
  )
}

/** The codes that were found, in the frameworks' order, and the found ones with all that lies above them. */
export interface FoundCodes {
  readonly found: readonly string[]
  readonly shown: ReadonlySet<string>
}

/**
 * The codes that answer what was typed: each word stands in the code or the names above it, in any order, and at
 * least one in the code itself. Letter case and accents do not matter. Null where nothing was typed.
 */
export function findCodes(index: CodeIndex, typed: string): FoundCodes | null {
  const words = soughtWords(typed)
  if (words.length === 0) return null
  const isFound = ({ own, all }: IndexedCode) =>
    words.some(word => own.includes(word)) && words.every(word => all.includes(word))
  const found = index.filter(isFound).map(({ id }) => id)
  const shown = new Set<string>(found)
  // From the last to the first: what lies below comes before what lies above.
  for (const { id, parent } of index.toReversed()) if (parent !== null && shown.has(id)) shown.add(parent)
  return { found, shown }
}
