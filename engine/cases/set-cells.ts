import { TandemError } from '#shared/errors.ts'
import type { Attribute, CaseCell } from '#shared/model/case.ts'
import { longestName } from '#shared/text/name.ts'
import { all, type Db } from '../db/sql.ts'
import { type Change, changed, made, removed } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import { listAttributes, type StoredCase, storedCases } from './queries.ts'
import { nameKey } from './same-name.ts'
import { readValue } from './values.ts'

interface Faulty {
  case: string
  column: string
  value: string
  why: string
}

/** Writes cells in one step, all or none. Of two writes to one cell the later counts. */
export function setCells(tools: Tools, cells: readonly CaseCell[]): void {
  const { db, record } = tools
  const last = new Map(cells.map(cell => [`${cell.case} ${cell.column}`, cell]))
  const writing = new Writing(tools, [...new Set(cells.map(cell => cell.case))])
  for (const cell of last.values()) writing.write(cell)
  writing.refuseFaults()
  const changes = writing.changes()
  record('case.values', said(db, [...last.values()], changes.length), changes)
}

class Writing {
  private readonly tools: Tools
  private readonly cases: Map<string, StoredCase>
  private readonly before: Map<string, StoredCase>
  private readonly attributes: Map<string, Attribute>
  private readonly kept: Map<string, { id: string; value: string }>
  private readonly faults: Faulty[] = []
  private readonly values: (Change | null)[] = []
  private readonly touched = new Set<string>()
  /** Ids of sites by name; looked up anew once a name has changed. */
  private sites: Map<string, string> | null = null

  /** `written` are the cases that cells will be written of. */
  constructor(tools: Tools, written: readonly string[]) {
    const { db } = tools
    this.tools = tools
    const stored = storedCases(db)
    this.before = new Map(stored.map(one => [one.id, one]))
    this.cases = new Map(stored.map(one => [one.id, { ...one }]))
    this.attributes = new Map(listAttributes(db).map(one => [one.id, one]))
    this.kept = new Map(
      all<{ id: string; case: string; attribute: string; value: string }>(
        db,
        'SELECT id, "case", attribute, value FROM case_values WHERE "case" IN (SELECT value FROM json_each(?))',
        JSON.stringify(written),
      ).map(row => [`${row.case} ${row.attribute}`, row]),
    )
  }

  write({ case: id, column, value }: CaseCell): void {
    const of = this.cases.get(id)
    if (!of) throw new TandemError('not-found', 'There is no such case in this study.', 'Look again.')
    const fault = (why: string, head = column) =>
      this.faults.push({ case: this.before.get(id)?.name ?? '', column: head, value: value.trim(), why })
    if (column === 'name' || column === 'site' || column === 'note') {
      this.touched.add(id)
      const why = this[column](of, value)
      if (why !== null) fault(why, { name: 'Name', site: 'Site', note: 'Note' }[column])
      return
    }
    const attribute = this.attributes.get(column)
    if (!attribute)
      throw new TandemError('not-found', 'There is no such attribute in this study.', 'Look again.')
    if (attribute.about !== of.kind) {
      if (value.trim() !== '')
        fault(`is about ${attribute.about === 'site' ? 'sites' : 'people'} only`, attribute.name)
      return
    }
    const known = this.kept.get(`${id} ${column}`)
    const { db, newId } = this.tools
    if (value.trim() === '') {
      if (known) this.values.push(removed(db, 'case_values', known.id))
      return
    }
    const read = readValue(attribute, value)
    if ('why' in read) fault(read.why, attribute.name)
    else if (known) this.values.push(changed(db, 'case_values', known.id, { value: read.value }))
    else this.values.push(made('case_values', newId(), { case: id, attribute: column, value: read.value }))
  }

  private name(of: StoredCase, value: string): string | null {
    const name = value.trim().replace(/\s+/g, ' ')
    if (name === '') return 'is empty: a case needs a name'
    if (name.length > longestName) return `is longer than ${longestName} characters`
    of.name = name
    this.sites = null
    return null
  }

  private site(of: StoredCase, value: string): string | null {
    if (value.trim() === '') {
      of.site = null
      return null
    }
    if (of.kind === 'site') return 'cannot be: only a person belongs to a site'
    this.sites ??= new Map(
      [...this.cases.values()].filter(c => c.kind === 'site').map(c => [nameKey(c.name), c.id]),
    )
    const site = this.sites.get(nameKey(value))
    if (site === undefined) return 'is no site of this study: add it first'
    of.site = site
    return null
  }

  private note(of: StoredCase, value: string): string | null {
    of.note = value
    return null
  }

  /** Refuses all cells where one cannot be written, naming the first. */
  refuseFaults(): void {
    const taken = new Map<string, string>()
    for (const { id, kind, name } of this.touched.size === 0 ? [] : this.cases.values()) {
      const key = `${kind} ${nameKey(name)}`
      const other = taken.get(key)
      if (other !== undefined && (this.touched.has(id) || this.touched.has(other))) {
        const fresh = this.touched.has(id) ? id : other
        const why = `is the name of another ${kind}`
        this.faults.push({
          case: this.before.get(fresh)?.name ?? '',
          column: 'Name',
          value: this.cases.get(fresh)?.name ?? '',
          why,
        })
      }
      taken.set(key, id)
    }
    const [first, ...others] = this.faults
    if (!first) return
    const place = first.column === 'Name' ? `Name of ${first.case}` : `${first.column} of ${first.case}`
    const what = first.value === '' ? '' : ` “${first.value.slice(0, 80)}”`
    throw new TandemError(
      'bad-input',
      `${place}:${what} ${first.why}.`,
      others.length === 0
        ? 'Nothing was changed.'
        : `${others.length} more ${others.length === 1 ? 'cell' : 'cells'} cannot be taken either; nothing was changed.`,
    )
  }

  changes(): Change[] {
    const rows = [...this.touched].map(id => {
      const now = this.cases.get(id)
      return now
        ? changed(this.tools.db, 'cases', id, { name: now.name, site: now.site, note: now.note })
        : null
    })
    return [...rows, ...this.values].filter(change => change !== null)
  }
}

/** What was done, in words: the one cell by its name, several by their number. */
function said(db: Db, cells: readonly CaseCell[], changes: number): string {
  const [cell] = cells
  if (cells.length !== 1 || !cell) return `Changed ${changes} ${changes === 1 ? 'value' : 'values'} of cases`
  const of = storedCases(db).find(one => one.id === cell.case)?.name ?? ''
  const names: Record<string, string> = { name: 'name', site: 'site', note: 'note' }
  const column = names[cell.column] ?? listAttributes(db).find(one => one.id === cell.column)?.name ?? ''
  return names[cell.column] ? `Changed the ${column} of “${of}”` : `Changed “${column}” of “${of}”`
}
