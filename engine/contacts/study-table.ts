import type { CaseTable } from '#shared/model/case.ts'
import { type ContactSetUp, type ContactTable, siteFigures } from '#shared/model/contact.ts'
import { caseTable, storedCases } from '../cases/queries.ts'
import { nameKey } from '../cases/same-name.ts'
import type { Db } from '../db/sql.ts'
import { counted, listed } from '../export/agreement-words.ts'
import { dayInWords } from '../export/words.ts'
import { listContacts } from './queries.ts'
import { notA, ofOtherType, sayingTheSame, setUpOf } from './set-up.ts'
import { contactTable } from './table.ts'
import { daysOf, maybeTakenTwice, takenTwice } from './taken-twice.ts'

/** The per-site table of the study, with what merging its copies left to be put right; days are ISO 8601. */
export function studyTable(db: Db, today: string, cutOff?: string): ContactTable {
  const cases = caseTable(db)
  const setUp = setUpOf(db)
  const table = contactTable(listContacts(db), cases, setUp, today, cutOff)
  return {
    ...table,
    notes: [...ofMergedCopies(db), ...saidTwice(cases, setUp), ...notRead(db), ...table.notes],
  }
}

/** Figures of sites that two attributes of one name say otherwise. */
const saidTwice = ({ cases, attributes }: CaseTable, setUp: ContactSetUp): string[] =>
  siteFigures.flatMap(figure => {
    const saying = sayingTheSame(attributes, setUp.attributes[figure])
    return cases.flatMap(({ name, values }) => {
      const [first, ...others] = new Set(saying.flatMap(({ id }) => values[id] ?? []))
      if (first === undefined || others.length === 0) return []
      const inWords = (value: string) => (figure === 'opened' ? dayInWords(value) : value)
      return [
        `“${saying[0]?.name}” stands more than once under Cases and says ${listed([first, ...others].map(inWords))} of “${name}”. The table takes ${inWords(first)}.`,
      ]
    })
  })

/** Attributes whose type is other than what the table reads from them. */
const notRead = (db: Db): string[] =>
  siteFigures.flatMap(figure => {
    const attribute = ofOtherType(db, figure)
    return attribute === undefined ? [] : [`${notA(attribute, figure)}: the table reads nothing from it.`]
  })

function ofMergedCopies(db: Db): string[] {
  const twice = takenTwice(db)
  const maybe = maybeTakenTwice(db)
  const sites = storedCases(db).filter(({ kind }) => kind === 'site')
  const called = [...Map.groupBy(sites, ({ name }) => nameKey(name)).values()]
  return [
    ...(twice.length === 0
      ? []
      : [
          `${twice.length === 1 ? '1 contact stands' : `${twice.length.toLocaleString('en-GB')} contacts stand`} in the log twice, as a log was taken in in two copies of the study: ${daysOf(twice)}. What ${twice.length === 1 ? 'it adds counts twice until one of the two' : 'they add counts twice until one of each'} is removed.`,
        ]),
    ...(maybe.length === 0
      ? []
      : [
          `${counted(maybe.length, 'contact')} may stand in the log twice, as a log was taken in in two copies of the study and read in another way in each: ${daysOf(maybe)}. If so, what ${maybe.length === 1 ? 'it adds counts twice until one of the two' : 'they add counts twice until one of each'} is removed.`,
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
