import type { LabelPattern } from '#shared/model/speakers.ts'
import { anyTime, leadingTime, readTime } from './time-marks.ts'

/** How sure a label's own look makes us that it names a speaker. */
type LabelKind = 'role' | 'code' | 'name' | 'word'

/** How a label is set off from what is said. */
export type LabelStyle = 'colon' | 'timed' | 'bracket' | 'tab' | 'dash' | 'alone'

/** A line's beginning that may name a speaker; whether it does is decided over the whole text (speakers.ts). */
export interface Label {
  text: string
  kind: LabelKind
  style: LabelStyle
  /** The single labels of a joint one such as `X og Y`; empty for a plain one. */
  parts: string[]
  /** Offset in the line where what was said begins. */
  body: number
  startMs?: number
  endMs?: number
}

/** Labels longer than this are prose. */
const longest = 50
/** How much of a line is looked at. */
const reach = 160

const roles =
  'interviewer|interviewee|participant|respondent|researcher|moderator|facilitator|speaker|informant|interpreter|translator|' +
  'mentor|mentee|patient|client|carer|caregiver|therapist|nurse|doctor|physician|clinician|physio|physiotherapist|' +
  'host|guest|observer|note-?taker|co-?researcher|assistant|student|teacher|trainer|coach|manager|parent|mother|father|' +
  'partner|wife|husband|spouse|relative|child|daughter|son|man|woman|male|female|unknown|all|everyone|group|ot|pt|site lead|' +
  'interviewperson|interviewerin|befragte[rn]?|forsker|deltager|deltaker|borger|pårørende|ægtefælle|intervieweuse|enquêteur|' +
  'enquêtrice|chercheur|chercheuse|entrevistador|entrevistadora|entrevistado|entrevistada|intervistatore|intervistatrice|intervistato'
const role = new RegExp(
  `^(?:(?:male|female|focus group|fg|unknown|unidentified|second|first|other|the)\\s+)?(?:${roles})(?:\\s*(?:no\\.?\\s*|#)?\\d{1,3}[a-z]?|\\s+\\p{Lu})?$`,
  'iu',
)
const code =
  /^(?:\p{Lu}{1,3}\d{0,4}[a-z]?|\p{Lu}{1,5}[ _-]?\d{1,4}|\p{Lu}{2,4}\d{0,2}[-_]\p{Lu}{0,2}\d{1,3}|(?:id|p|s|m|r|i|f|spk|int|part|resp|subj)[ _.-]?\d{1,4})$/u
const particle = /^(?:de|del|della|di|da|van|von|der|den|la|le|el|al|bin|ibn|ben|dos|du|of)$/
const nameToken = /^\p{Lu}[\p{L}\p{M}'’.-]*$/u
/** One to three words of a script without capitals, each letter with its vowel signs: `王小明`, `सीता`, `محمد علي`. */
const caselessWord = String.raw`(?:\p{Lo}[\p{M}\u200C\u200D]*){1,10}`
const caseless = new RegExp(`^${caselessWord}(?: ${caselessWord}){0,2}$`, 'u')
/** Whether a label is of a script without capitals, and short. */
export const isCaseless = (label: string): boolean => caseless.test(label)
/** Words that begin a clause, not a name, even where the next word has a capital: `On Thursday:`. */
const clause =
  /^(?:on|in|at|the|an?|my|our|your|his|her|their|this|that|these|those|for|with|if|when|what|why|how|who|where|as|to|by|it|we|he|she|they|you|is|are|not|from|about|also|then|one|two|three)$/i
const notSpeakers = new Set(
  (
    'note|notes|nb|re|fw|fwd|sv|vs|subject|from|to|cc|bcc|date|dato|time|tid|title|source|session|duration|length|location|place|page|ps|' +
    'example|topic|theme|summary|background|details|attachments|agenda|action|actions|purpose|aim|aims|method|methods|results|' +
    'conclusion|conclusions|setting|context|url|http|https|ftp|www|mailto|e-mail|email|mail|tel|telephone|phone|mobile|fax|address|name|navn|age|' +
    'sex|gender|recording|transcript|transcription|transcriber|transcribed by|interview|interview date|participants|present|' +
    'attendees|apologies|warning|important|hint|tip|legend|key|yes|no|ok|okay|well|so|and|but|first|second|third|finally|also|' +
    'however|step|figure|table|chapter|section|part|line|item|sent|received|attached|version|status|project|language|comment|' +
    'comments|reflection|reflections|observation|observations|memo|laugh|laughs|laughter|laughing|pause|silence|inaudible|' +
    'crosstalk|unclear|unintelligible|sighs|sigh|coughs|music|applause|noise|break|end|start|invited|meeting records|eg|ie|nhs|faq|tv|uk|us|eu|id|' +
    'mentions|code|codes|category|categories|case|cases|research topic|methodology'
  ).split('|'),
)

/** What a label looks like, or null where it cannot be one. */
function kindOf(label: string): LabelKind | null {
  const bare = label
    .replace(/\s*[([][^()[\]]{0,30}[)\]]\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (bare === '' || bare.length > longest || notSpeakers.has(bare.toLowerCase())) return null
  if (role.test(bare)) return 'role'
  if (code.test(bare)) return 'code'
  const tokens = bare.split(' ')
  const last = tokens.at(-1) ?? ''
  if (
    tokens.length <= 5 &&
    !clause.test(tokens[0] ?? '') &&
    nameToken.test(tokens[0] ?? '') &&
    nameToken.test(last)
  ) {
    if (tokens.every(t => nameToken.test(t) || particle.test(t)) && !last.endsWith('.')) return 'name'
  }
  return /^\p{Ll}{2,15}$/u.test(bare) || isCaseless(bare) ? 'word' : null
}

function classify(text: string): Pick<Label, 'text' | 'kind' | 'parts'> | null {
  const label = text.replace(/\s+/g, ' ').trim()
  if (label === '' || label.length > longest) return null
  const parts = label.split(/\s+(?:og|and|und|et|y|e|&|\+)\s+|\s*[/&+]\s*/u)
  if (parts.length > 1 && parts.length <= 4) {
    const kinds = parts.map(kindOf)
    const first = kinds[0]
    if (first && kinds.every(k => k !== null && k !== 'word')) return { text: label, kind: first, parts }
  }
  const kind = kindOf(label)
  return kind && { text: label, kind, parts: [] }
}

const bold = String.raw`(?:\*\*|__)?`
const bracketForm = new RegExp(`^\\[([^\\]\\n]{1,${longest}})\\]\\s*(${anyTime})?\\s*:?\\s*`)
const colonForm = new RegExp(
  `^${bold}([^:：\\n\\t]{1,${longest}}?)\\s*(?:[,|]\\s*)?(${anyTime})?\\s*${bold}\\s*[:：]${bold}(?!//)\\s*`,
)
const timedForm = new RegExp(
  `^${bold}(\\p{L}[^:\\n\\t]{0,${longest}}?)${bold}\\s*[,|–-]?\\s*(${anyTime})\\s*$`,
  'u',
)
const tabForm = new RegExp(`^([^:\\n\\t]{1,${longest}})(\\t+)(?=\\S)`)
const initialsForm = /^(\p{Lu}{1,3}\d{0,3})[.)]?\s+(?=\S)/u
const aloneForm = new RegExp(`^([^\\n\\t]{1,${longest}}?)\\s*$`)
/** No label that a person points to has more words. */
const mostWords = 5
/** Patterns in which the label has its line to itself. */
const wholeLine: ReadonlySet<LabelPattern> = new Set(['timed', 'alone'])
const dashForm = new RegExp(`^([^:\\n\\t]{1,${longest}}?)\\s+[-–—]\\s+(?=\\S)`)

/** The label a line begins with, after an optional time mark; null where it begins with none. */
export const readLabel = (line: string): Label | null => readAfterTime(line, labelIn)

/**
 * The label a line begins with where a person says in which pattern labels are written: whatever it looks like, if it
 * is short. Null where the line does not begin so.
 */
export const readLabelAs = (pattern: LabelPattern, line: string): Label | null =>
  readAfterTime(line, (rest, whole, afterTime) => {
    const match = whole || !wholeLine.has(pattern) ? formOf(pattern, afterTime).exec(rest) : null
    const text = match?.[1]?.replace(/\s+/g, ' ').trim() ?? ''
    if (!match || !/[\p{L}\p{N}]/u.test(text) || text.split(' ').length > mostWords) return null
    if (pattern === 'alone' && /[.?!,;:]$/.test(text)) return null
    const time = match[2] === undefined ? null : readTime(match[2])
    const kind = kindOf(text) ?? 'word'
    const style = pattern === 'initials' ? 'tab' : pattern
    return { text, kind, parts: [], ...time, style, body: match[0].length }
  })

/** Reads the label after a time mark, if there is one, and keeps the time. */
export function readAfterTime(
  line: string,
  read: (rest: string, whole: boolean, afterTime: boolean) => Label | null,
): Label | null {
  const head = line.slice(0, reach)
  const indent = /^\s*/.exec(head)?.[0].length ?? 0
  const lead = leadingTime(head)
  const from = lead ? lead.length : indent
  const rest = head.slice(from)
  const label = read(rest, line.length <= reach, lead !== null)
  if (!label) return null
  const times = lead
    ? { startMs: lead.startMs, ...(lead.endMs === undefined ? {} : { endMs: lead.endMs }) }
    : {}
  return { ...times, ...label, body: from + label.body }
}

function formOf(pattern: LabelPattern, afterTime: boolean): RegExp {
  switch (pattern) {
    case 'colon':
      return colonForm
    case 'bracket':
      return bracketForm
    case 'timed':
      return afterTime ? aloneForm : timedForm
    case 'alone':
      return aloneForm
    case 'tab':
      return tabForm
    case 'dash':
      return dashForm
    case 'initials':
      return initialsForm
  }
}

function labelIn(rest: string, whole: boolean, afterTime: boolean): Label | null {
  const bracket = bracketForm.exec(rest)
  if (bracket) return made('bracket', bracket[1], bracket[0].length, bracket[2])
  const timed = whole ? timedForm.exec(rest) : null
  if (timed) return made('timed', timed[1], rest.length, timed[2])
  const colon = colonForm.exec(rest)
  if (colon) {
    const label = made('colon', colon[1], colon[0].length, colon[2])
    const spaced = /\s$/.test(colon[0]) || colon[0].length === rest.length || colon[0].endsWith('：')
    if (
      label &&
      (spaced ||
        label.kind === 'role' ||
        (label.kind === 'code' && /\p{L}/u.test(rest[colon[0].length] ?? '')))
    ) {
      return label
    }
    return null
  }
  for (const [style, form] of [
    ['tab', tabForm],
    ['dash', dashForm],
  ] as const) {
    const match = form.exec(rest)
    const label = match && made(style, match[1], match[0].length)
    if (label && (label.kind === 'role' || label.kind === 'code' || style === 'tab')) return label
  }
  if (!whole || rest.length > longest) return null
  return made(afterTime ? 'timed' : 'alone', rest.replace(/^\*\*(.*)\*\*$/, '$1'), rest.length)
}

function made(style: LabelStyle, text: string | undefined, body: number, mark?: string): Label | null {
  const label = classify(text ?? '')
  const time = mark === undefined ? null : readTime(mark)
  return label && { ...label, ...time, style, body }
}

/** A legend's codes and what they stand for: `I = Interviewer; X = Informant` gives both. */
export function readLegend(line: string): Map<string, string> {
  const names = new Map<string, string>()
  if (line.length > 400 || !line.includes('=')) return names
  for (const entry of line.replace(/^[\s([]+|[\s)\].]+$/g, '').split(/[;,\t]|\s{3,}/)) {
    const match = /^\s*(?:[\p{L} ]{2,20}:\s*)?([\p{L}\p{N}]{1,6})\s*=\s*(\p{L}[^=]{0,60}?)\s*$/u.exec(entry)
    if (match?.[1] && match[2]) names.set(match[1], match[2].replace(/\s+/g, ' '))
  }
  return names
}
