/** A name as names are compared: letter case and the number of spaces put aside. */
export const nameKey = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()

/** Names in the order people expect: `OT 2` before `OT 18`. */
const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })
export const byName = (a: { name: string }, b: { name: string }): number => collator.compare(a.name, b.name)
