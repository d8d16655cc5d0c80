import type { CaseMerge } from '#shared/model/case.ts'
import type { ContactMode } from '#shared/model/contact.ts'
import { contactInWords } from '../contacts/in-words.ts'
import { all, type Db } from '../db/sql.ts'
import { type Change, changed, removed } from '../history/changes.ts'
import type { StoredCase } from './queries.ts'
import { nameKey } from './same-name.ts'

/** A case's part in a contact. */
interface Part {
  id: string
  contact: string
  date: string
  mode: ContactMode
  attended: number
  reason: string
}

const partsOf = (db: Db, id: string): Part[] =>
  all<Part>(
    db,
    `SELECT p.id, p.contact, c.date, c.mode, p.attended, p.reason FROM contact_cases p
     JOIN contacts c ON c.id = p.contact WHERE p."case" = ? ORDER BY c.date, c.id`,
    id,
  )

/**
 * What becomes of the contacts of a case that is merged away: each is one of the case it goes to. In a contact that both are named
 * in, who took part under either name took part; of two absences both reasons stay. Alike whichever of the two goes.
 */
export function contactsMerged(
  db: Db,
  from: StoredCase,
  into: StoredCase,
): Pick<CaseMerge, 'differing' | 'both'> & { changes: (Change | null)[] } {
  const there = new Map(partsOf(db, into.id).map(part => [part.contact, part]))
  const changes: (Change | null)[] = []
  const differing: CaseMerge['differing'] = []
  const both: string[] = []
  for (const part of partsOf(db, from.id)) {
    const other = there.get(part.contact)
    if (!other) {
      changes.push(changed(db, 'contact_cases', part.id, { case: into.id }))
      continue
    }
    const attended = Math.max(part.attended, other.attended)
    const reason = reasonOf([other, part].filter(one => one.attended === attended))
    changes.push(
      removed(db, 'contact_cases', part.id),
      changed(db, 'contact_cases', other.id, { attended, reason }),
    )
    const name = contactInWords(part)
    if (part.attended !== other.attended) {
      const absent = part.attended === 1 ? other : part
      differing.push({ attribute: capital(name), stands: 'attended', goes: absenceOf(absent) })
    } else if (reason !== part.reason && reason !== other.reason) {
      both.push(`Why absent, ${name}: ${reason}`)
    }
  }
  return { changes, differing, both }
}

/** The reason that parts in one contact give together: each once, in one order whoever comes first. */
function reasonOf(parts: readonly Part[]): string {
  const [one = '', ...others] = onceEach(parts.map(({ reason }) => reason))
  return others.length === 0
    ? one
    : onceEach([one, ...others].flatMap(reason => reason.split('; '))).join('; ')
}

/** Words without the empty and, letter case and spaces put aside, without those that are there twice; in one order. */
function onceEach(words: readonly string[]): string[] {
  const once = new Map<string, string>()
  for (const each of words.filter(word => word !== '').sort()) {
    if (!once.has(nameKey(each))) once.set(nameKey(each), each)
  }
  return [...once.values()]
}

const absenceOf = ({ reason }: Part): string => (reason === '' ? 'absent' : `absent (${reason})`)

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
