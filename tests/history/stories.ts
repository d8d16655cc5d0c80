import fc from 'fast-check'
import { type Change, type FoldedTable, inverse, made } from '#engine/history/changes.ts'
import { type Folded, fold } from '#engine/history/fold.ts'
import type { Operation } from '#engine/history/journal.ts'

const copies = ['a', 'b', 'c'] as const
type Copy = (typeof copies)[number]

/** What a person at a copy does next; `pick` chooses among the rows that stand there. */
interface Doing {
  copy: Copy
  what:
    | 'code'
    | 'rename'
    | 'move'
    | 'merge'
    | 'remove'
    | 'coding'
    | 'theme'
    | 'link'
    | 'unlink'
    | 'undo'
    | 'version'
    | 'meet'
  pick: number
  other: number
}

const doing: fc.Arbitrary<Doing> = fc.record({
  copy: fc.constantFrom(...copies),
  what: fc.constantFrom(
    'code',
    'code',
    'rename',
    'move',
    'move',
    'merge',
    'remove',
    'coding',
    'coding',
    'theme',
    'link',
    'unlink',
    'undo',
    'version',
    'meet',
  ),
  pick: fc.nat(50),
  other: fc.nat(50),
})

export const base: Change[] = [
  made('studies', 's', { title: 'S', stance: 'codebook', created_at: 0 }),
  made('members', 'm', {
    name: 'M',
    initials: 'M',
    accent: 1,
    is_coder: 1,
    is_reviewer: 0,
    is_lead: 0,
    created_at: 0,
  }),
  made('sources', 'src', {
    title: 'T',
    kind: 'note',
    data_set: null,
    format: 'txt',
    file_name: 't',
    imported: null,
    date: null,
    warnings: '[]',
    created_at: 0,
  }),
  made('revisions', 'rev', {
    source: 'src',
    number: 1,
    text: 'x',
    structure: 'x',
    characters: 1000,
    words: 1,
  }),
  made('frameworks', 'f', { name: 'F', kind: 'inductive', description: '', position: 1 }),
]

const codeRow = (name: string, parent: string | null = null) => ({
  framework: 'f',
  parent,
  name,
  definition: '',
  when_to_use: '',
  when_not: '',
  example: '',
  colour: 1,
  status: 'provisional',
  position: 1,
  proposed_in: null,
  created_by: 'm',
  created_at: 0,
})

/** Codes and a theme that every copy knows from the start, so that copies meet over them. */
const known: Change[] = [
  ...['k1', 'k2', 'k3', 'k4'].map(id => made('codes', id, codeRow(id))),
  made('themes', 'kt', { parent: null, name: 't', summary: '', position: 1, created_at: 0 }),
]

/** Lives a story on three copies; answers each copy's journal at the end. */
export function live(story: readonly Doing[]): Record<Copy, Operation[]> {
  const first = operation('base', 'a', 1, 1, [...base, ...known])
  const journals: Record<Copy, Operation[]> = { a: [first], b: [first], c: [first] }
  story.forEach((step, n) => {
    const journal = journals[step.copy]
    if (step.what === 'meet') {
      const there = journals[copies[step.pick % copies.length] ?? 'a']
      journals[step.copy] = [...new Map([...journal, ...there].map(o => [o.id, o])).values()]
      return
    }
    const changes = does(step, `${n}`, fold(journal), journal)
    if (changes.length === 0) return
    const lamport = Math.max(...journal.map(o => o.lamport)) + 1
    const sequence = journal.filter(o => o.copy === step.copy).length + 1
    journal.push(operation(`o${n}`, step.copy, sequence, lamport, changes))
  })
  return journals
}

export const operation = (
  id: string,
  copy: string,
  sequence: number,
  lamport: number,
  changes: Change[],
): Operation => ({
  id,
  copy,
  sequence,
  lamport,
  actor: `member of ${copy}`,
  at: 0,
  kind: 'x.y',
  summary: '',
  undoes: null,
  undoable: true,
  changes,
  previous: '',
  hash: '',
})

function does(
  { what, pick, other, copy }: Doing,
  n: string,
  { tables }: Folded,
  journal: readonly Operation[],
): Change[] {
  const rows = (table: FoldedTable) => [...(tables.get(table) ?? [])]
  const choose = (table: FoldedTable, at: number) => rows(table)[at % Math.max(1, rows(table).length)]
  const code = choose('codes', pick)
  const second = choose('codes', other)
  const theme = choose('themes', other)
  switch (what) {
    case 'code':
      return [
        made('codes', `code ${n}`, {
          framework: 'f',
          parent: code && pick % 2 ? code[0] : null,
          name: `n${n}`,
          definition: '',
          when_to_use: '',
          when_not: '',
          example: '',
          colour: 1,
          status: 'provisional',
          position: 1,
          proposed_in: null,
          created_by: 'm',
          created_at: 0,
        }),
      ]
    case 'rename':
      return code ? [edit('codes', code, { name: `renamed ${n}` })] : []
    case 'move':
      return code && second && !under(tables, second[0]).includes(code[0])
        ? [edit('codes', code, { parent: second[0] })]
        : []
    case 'merge': {
      const isMerged = (id: string) => rows('code_merges').some(([, row]) => row.code === id)
      if (!code || !second || isMerged(code[0]) || isMerged(second[0])) return []
      if (under(tables, second[0]).includes(code[0])) return []
      return [
        ...rows('codes')
          .filter(([, row]) => row.parent === code[0])
          .map(([id, row]) => edit('codes', [id, row], { parent: second[0] })),
        edit('codes', code, { parent: second[0], status: 'retired' }),
        made('code_merges', `merge ${n}`, { code: code[0] }),
      ]
    }
    case 'remove': {
      if (!code) return []
      const going = rows('codes')
        .filter(([id]) => under(tables, id).includes(code[0]))
        .map(([id]) => id)
      const gone = (table: FoldedTable, id: string): Change => ({
        table,
        id,
        before: { ...tables.get(table)?.get(id) },
        after: null,
      })
      return [
        ...(['codings', 'theme_codes', 'code_merges'] as const).flatMap(table =>
          rows(table)
            .filter(([, row]) => going.includes(String(row.code)))
            .map(([id]) => gone(table, id)),
        ),
        ...going.toReversed().map(id => gone('codes', id)),
      ]
    }
    case 'coding':
      return code
        ? [
            made('codings', `coding ${n}`, {
              layer: 'independent',
              source: 'src',
              revision: 'rev',
              start: pick,
              end: pick + 1 + other,
              code: code[0],
              coder: 'm',
              polarity: null,
              comment: '',
              round: null,
              ruling: null,
              created_at: 0,
            }),
          ]
        : []
    case 'theme':
      return [
        made('themes', `theme ${n}`, { parent: null, name: 't', summary: '', position: 1, created_at: 0 }),
      ]
    case 'link': {
      const linked = rows('theme_codes').some(([, row]) => row.theme === theme?.[0] && row.code === code?.[0])
      return theme && code && !linked
        ? [made('theme_codes', `link ${n}`, { theme: theme[0], code: code[0], position: 1 })]
        : []
    }
    case 'unlink': {
      const link = choose('theme_codes', pick)
      return link ? [{ table: 'theme_codes', id: link[0], before: link[1], after: null }] : []
    }
    case 'version': {
      const number = Math.max(0, ...rows('framework_versions').map(([, row]) => Number(row.number))) + 1
      return [
        made('framework_versions', `version ${n}`, {
          framework: 'f',
          number,
          note: '',
          codes: '[]',
          created_at: 0,
        }),
      ]
    }
    case 'undo': {
      const last = journal.findLast(o => o.copy === copy && o.id !== 'base')
      const stands = last?.changes.every(({ table, id, after }) => {
        const now = tables.get(table)?.get(id)
        return after === null
          ? !now
          : now && Object.entries(after).every(([column, value]) => now[column] === value)
      })
      return last && stands ? inverse(last.changes) : []
    }
    default:
      return []
  }
}

export function edit(
  table: FoldedTable,
  [id, row]: readonly [string, Record<string, string | number | null>],
  after: Record<string, string>,
): Change {
  return {
    table,
    id,
    before: Object.fromEntries(Object.keys(after).map(column => [column, row[column] ?? null])),
    after,
  }
}

/** A code and those above it. */
function under(tables: Folded['tables'], id: string): string[] {
  const path: string[] = []
  for (
    let at: unknown = id;
    typeof at === 'string' && !path.includes(at);
    at = tables.get('codes')?.get(at)?.parent
  )
    path.push(at)
  return path
}

export const story = fc.array(doing, { minLength: 5, maxLength: 60 })
export const union = (journals: Record<Copy, Operation[]>) => Object.values(journals).flat()
export const asText = (folded: Folded) =>
  JSON.stringify(
    [...folded.tables].map(([table, rows]) => [table, [...rows].sort(([a], [b]) => (a < b ? -1 : 1))]),
  )
