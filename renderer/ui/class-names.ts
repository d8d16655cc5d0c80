/** Joins the class names that are there; a module's missing name counts as none. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
