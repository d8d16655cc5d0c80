interface Choosing {
  /** Ids of the codings that are chosen. */
  picked: ReadonlySet<string>
  /** Those of them that the statement is kept with; none for one that is written. */
  had: readonly string[]
  /** What can be chosen under the theme. */
  inTheme: readonly { id: string }[]
  /** What of it is in view: coded to what the statement is about. */
  inView: readonly { id: string }[]
  /** Whether what was chosen and is not in view stays chosen. */
  keepsHidden: boolean
}

/**
 * What a statement is kept with where its passages are chosen, and what of that is not in view: it is there no more, lies under
 * another component, or is no longer coded to both. What is not in view stays unless it is let go of by name.
 */
export function statementChoices({ picked, had, inTheme, inView, keepsHidden }: Choosing): {
  kept: string[]
  hidden: string[]
} {
  const before = new Set(had)
  const there = new Set(inTheme.map(({ id }) => id))
  const shown = new Set(inView.map(({ id }) => id))
  const standing = [...picked].filter(id => before.has(id) || there.has(id))
  return {
    kept: standing.filter(id => keepsHidden || shown.has(id)),
    hidden: standing.filter(id => !shown.has(id)),
  }
}
