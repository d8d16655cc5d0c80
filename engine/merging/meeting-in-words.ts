import type { Meeting, MeetingInWords } from '#shared/model/merge.ts'
import { all, type Db, first } from '../db/sql.ts'
import { counted, listed } from '../export/agreement-words.ts'
import { oneLine, shortened } from '../export/writing/legible.ts'
import { type FoldedTable, rowOf } from '../history/changes.ts'
import { openTogether, togetherInWords } from '../rounds/open-together.ts'
import { contentText } from '../sources/contents.ts'
import { isConfirmationMet } from './confirmation-met.ts'
import { contactNamed, partNamed, settingNamed } from './contact-names.ts'
import { inWords } from './value-in-words.ts'

/** What met, with the names of things as they stand now; what else of the same step did in sentences of its own. */
export const meetingInWords = (db: Db, { also = [], ...meeting }: Meeting): MeetingInWords => ({
  kind: meeting.kind,
  what: sentenceOn(db, meeting),
  also: also.map(each => sentenceOn(db, each)),
})

function sentenceOn(db: Db, meeting: Omit<Meeting, 'operation'>): string {
  const { kind, table, row, lost } = meeting
  const it = nameOf(db, table, row, meeting.other)
  const together =
    kind === 'open together'
      ? openTogether(db).find(({ earlier, later }) => earlier.id === row && later.id === meeting.other)
      : undefined
  const isLegible = !(table === 'saved_queries' && meeting.column === 'asks')
  const other = lost === null || lost === undefined || !isLegible ? '' : gaveWay(db, meeting, lost)
  const what: Record<Meeting['kind'], string> = {
    'edited twice':
      table === 'code_merges'
        ? mergedAndSplit(db, row)
        : isConfirmationMet(meeting)
          ? `${capital(it)} was confirmed on one side and changed on the other by somebody who did not know of it. It waits to be read, and confirmed anew.`
          : `${capital(it)}: ${columnInWords(meeting)} was changed on both sides; one of the two stands.${other}`,
    'removed here':
      table === 'rulings'
        ? `${capital(it)} was withdrawn on one side and made anew on the other; the new one stands.`
        : `${capital(it)} was removed on one side and changed on the other; it was kept.`,
    'needed and removed':
      table === 'statement_codes'
        ? `${capital(it)} is kept: nothing else would be left for the statement to be about, by what was taken out or changed on both sides. Look whether it is about the right components.`
        : `${capital(it)} was removed on one side, and something on the other needs it; it came back.`,
    'made twice':
      table === 'revisions'
        ? `${capital(textOf(db, row))} was corrected on both sides. Both texts are kept; the newest is without what the other corrected.`
        : table === 'judging_rules'
          ? `${capital(it)} was said on both sides; one of the two stands.`
          : `${capital(it)} was made on both sides, and there can be only one; one of the two stands.`,
    circle: `${capital(it)} was put under something that was put under it on the other side; it stands at the top now.`,
    'refers to nothing': `Something that came refers to what is in neither copy; it was left out of the tables and is kept in the history.`,
    'round closed':
      meeting.rulings === undefined
        ? `${capital(it)} is closed, and holds further work now that whoever closed it did not know of: ${furtherInWords(db, meeting)}. Its consensus and its figures do not count it. Leave it so, or open another round on what is to be settled.`
        : ruledMeanwhile(it, meeting.rulings),
    'open together': `${together ? togetherInWords(together) : `${capital(it)} and another round were open on the same sources`}. ${together ? `What is coded there now counts for “${together.later.title}”. ` : ''}Hand in and close one of the two, or undo the opening of one in which nobody has coded.`,
    'text corrected':
      table === 'memos'
        ? `${capital(it)} quotes words that were corrected since they were quoted; it waits to be looked at.`
        : `${capital(it)} stands on words that were corrected here since; it waits to be placed.`,
  }
  return what[kind]
}

/** What gave way, where it says something to a person. */
function gaveWay(
  db: Db,
  { table, row, column = '' }: Omit<Meeting, 'operation'>,
  lost: string | number,
): string {
  if (hasOwnWords.has(table)) {
    const now = rowOf(db, table as FoldedTable, row)
    return ` What gave way: ${inWords(db, table, column, lost, { ...now, id: row })}.`
  }
  return isIdLike(lost) ? '' : ` What gave way: “${String(lost)}”.`
}

/** The tables whose values are no words by themselves. */
const hasOwnWords: ReadonlySet<string> = new Set(['settings', 'contacts', 'contact_cases'])

/** The same for somebody from whom a blind round hides what the coders did: that there is something, and no more. */
export const hiddenMeeting = (): MeetingInWords => ({
  kind: 'hidden',
  what: 'Something that came met something here. What it is can be seen when the round is no longer blind.',
  also: [],
})

const textOf = (db: Db, revision: string): string =>
  first<{ name: string }>(
    db,
    `SELECT '“' || s.title || '”' AS name FROM revisions r JOIN sources s ON s.id = r.source WHERE r.id = ?`,
    revision,
  )?.name ?? 'a text'

function furtherInWords(db: Db, { further = [] }: Pick<Meeting, 'further'>): string {
  return listed(
    further.map(({ coder, codings }) => {
      const name = first<{ name: string }>(db, 'SELECT name FROM members WHERE id = ?', coder)?.name
      return `${counted(codings, 'coding')} of ${name ?? 'somebody who is gone'}`
    }),
  )
}

const ruledMeanwhile = (it: string, rulings: number): string =>
  `${capital(it)} is closed, and ${counted(rulings, 'difference')} of it ${rulings === 1 ? 'is' : 'are'} ruled otherwise now than whoever closed it knew. What was ruled stands, and its consensus is made of it. Leave it so, or undo the merge.`

function mergedAndSplit(db: Db, merge: string): string {
  const code = first<{ id: string; name: string; into: string }>(
    db,
    `SELECT c.id, c.name, k.name AS "into" FROM code_merges m JOIN codes c ON c.id = m.code JOIN codes k ON k.id = c.parent
     WHERE m.id = ?`,
    merge,
  )
  if (!code) return 'A code was merged on one side and split on the other; it was taken apart since.'
  const parts = all<{ name: string }>(
    db,
    'SELECT k.name FROM split_parts p JOIN codes k ON k.id = p.part WHERE p.code = ? ORDER BY p.position, p.id',
    code.id,
  ).map(({ name }) => `“${name}”`)
  return `The code “${code.name}” was merged into “${code.into}” on one side and split into ${listed(parts)} on the other. Its passages count as “${code.into}”, and nobody is asked to judge them. Take it out of “${code.into}” again in Framework if they are to be judged.`
}

/** What a ruling is on: the codes, the words and the source of its difference. Undefined where there is no such ruling. */
function rulingOn(db: Db, id: string): string | undefined {
  const round = first<{ title: string }>(
    db,
    'SELECT r.title FROM rulings g JOIN rounds r ON r.id = g.round WHERE g.id = ?',
    id,
  )
  if (!round) return undefined
  const codings = all<{ code: string; source: string; start: number; end: number; sha: string }>(
    db,
    `SELECT k.name AS code, s.title AS source, c.start, c."end", r.text AS sha
     FROM ruled_on o JOIN json_each(o.codings) named JOIN codings c ON c.id = named.value
       JOIN codes k ON k.id = c.code JOIN sources s ON s.id = c.source JOIN revisions r ON r.id = c.revision
     WHERE o.ruling = ? ORDER BY c.start, c."end", c.id`,
    id,
  )
  const [one] = codings
  if (!one) return `a ruling in “${round.title}”`
  const end = Math.max(...codings.filter(({ sha }) => sha === one.sha).map(coding => coding.end))
  const words = shortened(oneLine(contentText(db, one.sha).slice(one.start, end).toWellFormed()), 80)
  const codes = listed([...new Set(codings.map(({ code }) => `“${code}”`))])
  return `the ruling on ${codes} at “${words}” in “${one.source}” (round “${round.title}”)`
}

function nameOf(db: Db, table: string, row: string, other?: string): string {
  if (table === 'rulings')
    return rulingOn(db, row) ?? (other === undefined ? undefined : rulingOn(db, other)) ?? 'a ruling'
  const own = ownNames[table]
  if (own) {
    const found = own(db, row) ?? (other === undefined ? undefined : own(db, other))
    if (found !== undefined) return found
  }
  const ask = queries[table]
  const asked = (id: string) => (ask === undefined ? undefined : first<{ name: string | null }>(db, ask, id))
  const found = asked(row) ?? (other === undefined ? undefined : asked(other))
  return found?.name ?? plain[table as FoldedTable]
}

/** SQL: the words of a statement `s`, as many as tell it from others. */
const shortText = `CASE WHEN length(s.text) > 80 THEN substr(s.text, 1, 79) || '…' ELSE s.text END`

/** A row in words, by its id, where a query cannot say it. */
const ownNames: Record<string, (db: Db, id: string) => string | undefined> = {
  contacts: contactNamed,
  contact_cases: partNamed,
  settings: (_, id) => settingNamed(id),
}

/** SQL: a row in words, by its id. */
const queries: Record<string, string> = {
  codes: `SELECT 'the code “' || name || '”' AS name FROM codes WHERE id = ?`,
  themes: `SELECT 'the theme “' || name || '”' AS name FROM themes WHERE id = ?`,
  memos: `SELECT 'the memo “' || title || '”' AS name FROM memos WHERE id = ?`,
  saved_queries: `SELECT 'the query “' || name || '”' AS name FROM saved_queries WHERE id = ?`,
  sources: `SELECT '“' || title || '”' AS name FROM sources WHERE id = ?`,
  members: `SELECT 'the member ' || name AS name FROM members WHERE id = ?`,
  cases: `SELECT 'the case “' || name || '”' AS name FROM cases WHERE id = ?`,
  data_sets: `SELECT 'the data set “' || name || '”' AS name FROM data_sets WHERE id = ?`,
  agenda: `SELECT iif(e.about = 'codes', 'the codes ' || (SELECT group_concat('“' || k.name || '”', ' and ')
      FROM json_each(e.named) named JOIN codes k ON k.id = named.value), 'a difference')
      || ' on the agenda of “' || r.title || '”' AS name FROM agenda e JOIN rounds r ON r.id = e.round WHERE e.id = ?`,
  meetings: `SELECT 'a meeting on “' || r.title || '”' AS name FROM meetings m JOIN rounds r ON r.id = m.round WHERE m.id = ?`,
  judging_rules: `SELECT 'how the differences of “' || r.title || '” are judged' AS name
    FROM judging_rules j JOIN rounds r ON r.id = j.round WHERE j.id = ?`,
  rounds: `SELECT 'the round “' || title || '”' AS name FROM rounds WHERE id = ?`,
  codings: `SELECT 'a coding with “' || k.name || '” in “' || s.title || '”' AS name
    FROM codings c JOIN codes k ON k.id = c.code JOIN sources s ON s.id = c.source WHERE c.id = ?`,
  annotations: `SELECT 'an annotation in “' || s.title || '”' AS name
    FROM annotations a JOIN sources s ON s.id = a.source WHERE a.id = ?`,
  statements: `SELECT 'the statement “' || ${shortText} || '” under “' || t.name || '”' AS name
    FROM statements s JOIN themes t ON t.id = s.theme WHERE s.id = ?`,
  statement_codes: `SELECT '“' || k.name || '” in the statement “' || ${shortText} || '” under “' || t.name || '”' AS name
    FROM statement_codes a JOIN codes k ON k.id = a.code JOIN statements s ON s.id = a.statement JOIN themes t ON t.id = s.theme
    WHERE a.id = ?`,
  attributes: `SELECT 'the attribute “' || name || '”' AS name FROM attributes WHERE id = ?`,
  case_values: `SELECT '“' || a.name || '” of “' || c.name || '”' AS name
    FROM case_values v JOIN attributes a ON a.id = v.attribute JOIN cases c ON c.id = v."case" WHERE v.id = ?`,
  grid_notes: `SELECT 'what is written of “' || coalesce(c.name, d.name, 'what is gone') || '” under “' || t.name || '”' AS name
    FROM grid_notes n JOIN themes t ON t.id = n.theme LEFT JOIN cases c ON c.id = n.about
      LEFT JOIN data_sets d ON d.id = n.about WHERE n.id = ?`,
}

/** What a row of each table is called where nothing of it can be named. */
const plain: Record<FoldedTable, string> = {
  studies: 'the study',
  settings: 'a setting of the study',
  members: 'a member',
  data_sets: 'a data set',
  sources: 'a source',
  corrections: 'a correction of a text',
  record_mappings: 'how a table of records is read',
  records: 'a record',
  tags: 'a tag',
  source_tags: 'a tag of a source',
  saved_filters: 'a kept filter',
  cases: 'a case',
  attributes: 'an attribute of cases',
  source_cases: 'a source of a case',
  source_speakers: 'a speaker of a source',
  contacts: 'a contact',
  contact_cases: 'who took part in a contact',
  contact_mappings: 'how a contact log is read',
  attachments: 'an attached file',
  speaker_choices: 'who speaks in a passage',
  frameworks: 'a framework',
  rounds: 'a round',
  round_sources: 'a source of a round',
  code_changes: 'the reason of a change of a code',
  revisits: 'a source to revisit',
  code_examples: 'an example of a code',
  rulings: 'a ruling',
  meetings: 'a meeting',
  ruled_on: 'what a ruling was given on',
  ruled_readings: 'what was read when a ruling was given',
  agenda: 'an entry of the agenda',
  item_comments: 'a comment on a difference',
  judging_rules: 'how the differences of a round are judged',
  second_judgings: 'a sample to judge again',
  second_rulings: 'a ruling to judge again',
  to_place: 'a passage to place',
  memo_comments: 'a comment on a memo',
  memo_exports: 'what was exported of a memo',
  pseudonym_keys: 'a key of pseudonyms',
  kept_results: 'a kept result',
  round_plans: 'the plan of a round',
  unblindings: 'the early end of a blind round',
  handouts: 'a hand-out',
  returns: 'a package that was merged',
  case_values: 'a value of a case',
  codes: 'a code',
  themes: 'a theme',
  memos: 'a memo',
  saved_queries: 'a query',
  codings: 'a coding',
  annotations: 'an annotation',
  theme_codes: 'a code’s place in a theme',
  grid_notes: 'a cell of a grid',
  statements: 'a statement',
  statement_codes: 'a component of a statement',
  statement_passages: 'a passage behind a statement',
  code_merges: 'a merge of codes',
  split_parts: 'a part of a split code',
  split_judgements: 'a judgement on a passage of a split code',
  codes_apart: 'a word on two codes that are not the same',
  agreed_rules: 'the rule for what is agreed',
  entered_by_rule: 'what the rule for agreed codings settled',
  framework_versions: 'a version of a framework',
  revisions: 'a text of a source',
  round_coders: 'a coder’s part in a round',
}

function columnInWords({ table, column }: Pick<Meeting, 'table' | 'column'>): string {
  if (column === undefined) return 'something of it'
  if (column === 'parent') return 'its place in the tree'
  if (table === 'agreed_rules') return 'what counts as agreed'
  if (table === 'agenda') return 'what was decided'
  if (table === 'settings') return 'what was chosen'
  if (column === 'start' || column === 'end' || column === 'revision') return 'its extent'
  const word: Record<string, string> = {
    name: 'its name',
    value: 'its value',
    date: 'its day',
    mode: 'how it was held',
    minutes: 'its length',
    note: 'its note',
    attended: 'whether they took part',
    reason: 'why they did not take part',
    title: 'its title',
    code: 'its code',
    body: 'its text',
    text: 'its text',
    asks: 'what it asks for',
    definition: 'its definition',
    comment: 'its comment',
    polarity: 'its polarity',
    status: 'its status',
    names_hidden: 'whether the coders’ names are hidden',
    coders_may_rule: 'whether the round’s coders rule on its differences',
    held_on: 'its day',
    attendees: 'who was there',
    notes: 'its notes',
    position: table === 'codes' ? 'its place in the framework' : 'its place',
  }
  return word[column] ?? 'one of its properties'
}

const isIdLike = (value: string | number): boolean =>
  typeof value === 'number' || /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{64}$/.test(value)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
