import type { ContactTable } from '#shared/model/contact.ts'
import { caseTable, storedCases } from '../cases/queries.ts'
import { nameKey } from '../cases/same-name.ts'
import type { Db } from '../db/sql.ts'
import { listContacts } from './queries.ts'
import { setUpOf } from './set-up.ts'
import { contactTable } from './table.ts'
import { daysOf, takenTwice } from './taken-twice.ts'

/** The per-site table of the study, with what merging its copies left to be put right; days are ISO 8601. */
export function studyTable(db: Db, today: string, cutOff?: string): ContactTable {
  const table = contactTable(listContacts(db), caseTable(db), setUpOf(db), today, cutOff)
  return { ...table, notes: [...ofMergedCopies(db), ...table.notes] }
}

function ofMergedCopies(db: Db): string[] {
  const twice = takenTwice(db)
  const sites = storedCases(db).filter(({ kind }) => kind === 'site')
  const called = [...Map.groupBy(sites, ({ name }) => nameKey(name)).values()]
  return [
    ...(twice.length === 0
      ? []
      : [
          `${twice.length === 1 ? '1 contact stands' : `${twice.length.toLocaleString('en-GB')} contacts stand`} in the log twice, as a log was taken in in two copies of the study: ${daysOf(twice)}. What ${twice.length === 1 ? 'it adds counts twice until one of the two' : 'they add counts twice until one of each'} is removed.`,
        ]),
    ...called.flatMap(([site, ...others]) =>
      site && others.length > 0
        ? [
            `“${site.name}” is the name of ${others.length + 1} sites. If they are one, merge them under Cases.`,
          ]
        : [],
    ),
  ]
}
