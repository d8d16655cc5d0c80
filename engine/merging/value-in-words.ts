import { type AgreedExtent, agreedExtents, agreedRuleInWords } from '#shared/model/agreed-rule.ts'
import { emptyQuery, type StudyQuery } from '#shared/model/query.ts'
import { type Cell, type Db, first, type Row } from '../db/sql.ts'
import { counted } from '../export/agreement-words.ts'
import { dayInWords, dayOf } from '../export/words.ts'
import { type MemoNode, quotationsIn, readBody } from '../memos/body.ts'
import { queryInWords } from '../queries/in-words.ts'
import { contentText } from '../sources/contents.ts'
import { settingInWords } from './contact-names.ts'

const longest = 300

/** A value of a column as a person reads it, `me`; `row` is the row it would stand in, with its id. */
export function inWords(db: Db, table: string, column: string, value: Cell, row: Row, me = ''): string {
  if (table === 'agreed_rules' && (column === 'overlap' || column === 'extent')) return ruleInWords(row)
  if (table === 'agenda') return decisionInWords(db, row)
  if (yesOrNo.has(column)) return value === 1 ? 'yes' : 'no'
  if (table === 'settings') return settingInWords(db, String(row.id ?? ''), value)
  if (table === 'contacts' && column === 'date') return dayInWords(String(value))
  if (table === 'contacts' && column === 'minutes')
    return value === null ? 'no length' : counted(Number(value), 'minute')
  if (table === 'contact_cases' && column === 'attended')
    return value === 1 ? 'took part' : 'did not take part'
  if (value === null || value === '') return 'nothing'
  const named = names[column]
  if (named) return first<{ name: string | null }>(db, named, value)?.name ?? 'something that is gone'
  if (table === 'saved_queries' && column === 'asks') return beginning(queryWords(db, row, String(value), me))
  if (table === 'memos' && column === 'body') return beginning(bodyInWords(db, String(value)))
  if ((table === 'codings' || table === 'annotations') && places.has(column)) return passage(db, row)
  return beginning(String(value))
}

function queryWords(db: Db, { names }: Row, asks: string, me: string): string {
  const called = typeof names === 'string' ? (JSON.parse(names) as Record<string, string>) : {}
  return queryInWords(db, { ...emptyQuery, ...(JSON.parse(asks) as Partial<StudyQuery>) }, me, called).inWords
}

const ruleInWords = ({ overlap, extent }: Row): string =>
  agreedRuleInWords(
    typeof overlap === 'number' && agreedExtents.some(each => each === extent)
      ? { by: 'overlap', overlap, extent: extent as AgreedExtent }
      : { by: 'exact' },
  )

/** What was decided on two codes, and in which meeting. */
function decisionInWords(db: Db, { decision, meeting, decided_at }: Row): string {
  if (decided_at === null) return 'nothing decided'
  const heldOn = first<{ held_on: string }>(db, 'SELECT held_on FROM meetings WHERE id = ?', meeting)?.held_on
  const where = heldOn === undefined ? 'outside meetings' : `in the meeting of ${dayOf(new Date(heldOn))}`
  return `“${beginning(String(decision))}”, ${where}`
}

/** The columns that say yes or no. */
const yesOrNo = new Set(['names_hidden', 'coders_may_rule'])

const places = new Set(['revision', 'start', 'end'])

/** SQL: what an id stands for, by the column that holds it. */
const names: Record<string, string> = {
  code: 'SELECT name FROM codes WHERE id = ?',
  parent:
    'SELECT coalesce((SELECT name FROM codes WHERE id = given), (SELECT name FROM themes WHERE id = given)) AS name FROM (SELECT ? AS given)',
  theme: 'SELECT name FROM themes WHERE id = ?',
  data_set: 'SELECT name FROM data_sets WHERE id = ?',
  coder: 'SELECT name FROM members WHERE id = ?',
  author: 'SELECT name FROM members WHERE id = ?',
}

function passage(db: Db, { revision, start, end }: Row): string {
  const text = first<{ text: string }>(db, 'SELECT text FROM revisions WHERE id = ?', revision)?.text
  return text === undefined
    ? 'another place'
    : beginning(contentText(db, text).slice(Number(start), Number(end)))
}

function bodyInWords(db: Db, sha256: string): string {
  if (!first(db, 'SELECT 1 FROM contents WHERE sha256 = ?', sha256)) return 'a text that is gone'
  const root = readBody(contentText(db, sha256))
  const said = wordsOf(root).trim()
  const quoted = quotationsIn(root).length
  return said === '' ? `no words${quoted > 0 ? `, ${quoted} quotations` : ''}` : said
}

const wordsOf = (node: MemoNode): string =>
  [node.text ?? '', ...(node.children ?? []).map(wordsOf)].filter(part => part !== '').join(' ')

function beginning(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest).toWellFormed()}…`
}
