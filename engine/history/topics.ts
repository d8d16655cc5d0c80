import type { Topic } from '#shared/contract/method.ts'
import type { FoldedTable } from './changes.ts'

/** What windows ask about when a row of a table changes; a table that is not here may bear on anything. */
const topicsOf: Partial<Record<FoldedTable, readonly Topic[]>> = {
  cases: ['cases', 'sources', 'contacts'],
  attributes: ['cases'],
  case_values: ['cases'],
  source_cases: ['cases', 'sources'],
  source_speakers: ['cases', 'sources'],
  contacts: ['contacts'],
  contact_cases: ['contacts'],
  contact_mappings: ['contacts'],
  codings: ['codings'],
  annotations: ['annotations'],
  to_place: ['codings', 'memos'],
  codes: ['codebook', 'codings', 'themes'],
  code_merges: ['codebook', 'codings', 'themes', 'rulings', 'rounds'],
  code_changes: ['codebook'],
  split_parts: ['codebook'],
  split_judgements: ['codings', 'codebook', 'themes'],
  revisits: ['codebook'],
  codes_apart: ['codebook'],
  code_examples: ['codebook', 'rulings'],
  rulings: ['rulings', 'codings', 'rounds'],
  ruled_on: ['rulings'],
  ruled_readings: ['rulings'],
  meetings: ['rulings'],
  agenda: ['rulings'],
  item_comments: ['rulings'],
  agreed_rules: ['rounds', 'rulings', 'codings'],
  entered_by_rule: ['rulings', 'codings'],
  second_judgings: ['rulings'],
  second_rulings: ['rulings'],
  themes: ['themes', 'memos'],
  theme_codes: ['themes'],
  grid_notes: ['themes'],
  statements: ['themes'],
  statement_codes: ['themes'],
  statement_passages: ['themes'],
  memos: ['memos'],
  memo_comments: ['memos'],
  memo_exports: [],
  saved_queries: ['queries', 'memos'],
  pseudonym_keys: ['pseudonyms'],
  kept_results: ['rounds'],
}

/** The topics that changes to these tables bear on; `everything` where one of them may bear on anything. */
export function topicsTouched(
  tables: ReadonlySet<FoldedTable>,
  everything: readonly Topic[],
): readonly Topic[] {
  const topics = new Set<Topic>()
  for (const table of tables) {
    const own = topicsOf[table]
    if (!own) return everything
    for (const topic of own) topics.add(topic)
  }
  return tables.size === 0 ? everything : [...topics]
}
