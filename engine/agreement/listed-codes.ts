/** The codes used and those above them, in the framework's order: what a report lists when no codes are asked for. */
export function withAncestors(
  used: ReadonlySet<string>,
  parents: ReadonlyMap<string, string | null>,
): string[] {
  const listed = new Set<string>()
  for (const code of used) {
    for (let at: string | null | undefined = code; at && !listed.has(at); at = parents.get(at)) listed.add(at)
  }
  return [...parents.keys()].filter(code => listed.has(code))
}
