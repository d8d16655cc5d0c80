/** The thing, or an error that names what the sample study lacks: its own files are wrong, not somebody's input. */
export function found<T>(thing: T | null | undefined, what: string): T {
  if (thing === null || thing === undefined) throw new Error(`The sample study has no ${what}`)
  return thing
}
