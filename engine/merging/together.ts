/** Columns that say one thing together, and are taken together. */
export const together: Partial<Record<string, readonly string[]>> = {
  codings: ['revision', 'start', 'end'],
  annotations: ['revision', 'start', 'end'],
  agenda: ['decision', 'meeting', 'decided_at'],
  memos: ['body', 'words', 'updated_at'],
  saved_queries: ['asks', 'names', 'saved_by', 'saved_at'],
  agreed_rules: ['overlap', 'extent', 'because', 'set_by', 'set_at'],
}

/** Whether two columns of a table say one thing together. */
export const areTogether = (table: string, a: string | undefined, b: string | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  (together[table]?.includes(a) ?? false) &&
  (together[table]?.includes(b) ?? false)
