import { type MatrixCodes, type MatrixColumns, matrixAcross } from '#shared/model/matrix.ts'
import { standingParticipants } from '#shared/model/report.ts'
import type { StudyReader } from './study-reader.ts'

/** An option of the command line, as a shell takes it. */
type Option = readonly [name: string, value?: string | null]

/** What was chosen of a pack, an option each, as the command line is told it; what is as usual is not said. */
export function packOptions(study: StudyReader): string[] {
  const { asker, layer, agreement, audit, framework, round, matrixChoice } = study
  const { formats, without } = study.pack
  const { cutOff } = study.contactsChoice
  const chosen = Object.entries(formats)
    .filter(([what]) => !without.includes(what))
    .map(([what, format]) => `${what}=${format}`)
  const initials = (id: string) => memberOf(study, id)
  const every = study.cases().attributes
  const participants = standingParticipants(study.participants, every)
  const attributes = every.filter(({ about }) => about === participants.kind)
  const options: (Option | false)[] = [
    asker !== null && ['as', initials(asker)],
    layer !== null && ['layer', layer],
    matrixChoice !== null &&
      matrixChoice.layer !== (layer ?? 'consensus') && ['layer', `matrix=${matrixChoice.layer}`],
    framework !== null && ['framework', nameIn(study.frameworks(), framework)],
    ...matrixOptions(study),
    ofWhom(study),
    participants.groupBy !== null && ['group-by', groupNamed(attributes, participants.groupBy)],
    participants.attributes !== null && [
      'attributes',
      participants.attributes.map(one => listable(attributes, one)).join(','),
    ],
    participants.decimals !== 1 && ['decimals', String(participants.decimals)],
    round !== null && ['round', roundNamed(study, round)],
    agreement.round !== null &&
      agreement.round !== round && ['round', `agreement=${roundNamed(study, agreement.round)}`],
    agreement.coders !== null && ['coders', agreement.coders.map(initials).join(',')],
    agreement.unit !== null && ['unit', agreement.unit],
    !agreement.withInterviewer && ['without-interviewer'],
    agreement.withQuoted && ['with-quoted'],
    agreement.coefficients && ['coefficients'],
    audit.member !== null && ['person', initials(audit.member)],
    audit.thing !== null && ['thing', audit.thing],
    audit.from !== null && ['from', audit.from],
    audit.to !== null && ['to', audit.to],
    cutOff !== null && ['cut-off', cutOff],
    chosen.length > 0 && ['formats', chosen.join(',')],
    without.length > 0 && ['leave-out', without.join(',')],
  ]
  return options.flatMap(option => (option ? [inShell(option)] : []))
}

/** A choice that no option says, and the reports that it is about, by kind. */
interface Unsaid {
  choice: string
  of: readonly string[]
}

/** What was chosen and no option says. */
export function unsaidChoices(study: StudyReader): Unsaid[] {
  const { agreement, round, matrixChoice } = study
  const tops = [matrixChoice?.rows, matrixChoice?.columns].flatMap(of =>
    of && 'topOnly' in of ? [of.topOnly] : [],
  )
  const isLatest = agreement.round === null && agreement.coders === null
  return [
    ...(round !== null && isLatest && study.rounds().length > 1
      ? [{ choice: 'the latest round beside another for plans and minutes', of: ['agreement', 'srqr'] }]
      : []),
    ...(new Set(tops).size > 1
      ? [{ choice: 'the top level on one side of the matrix alone', of: ['matrix'] }]
      : []),
  ]
}

/** Of whom the tables are: said of both together, or of the one that is of sites. */
function ofWhom({ participants, summaries }: StudyReader): Option | false {
  if (participants.kind !== summaries.kind)
    return ['of', `${participants.kind === 'site' ? 'participants' : 'summaries'}=sites`]
  return participants.kind === 'site' && ['of', 'sites']
}

/** A member by initials where nobody else has them. */
function memberOf(study: StudyReader, id: string): string {
  const members = study.members().map(one => ({ id: one.id, name: one.initials }))
  return listable(members, id)
}

/** A round by its title; by its id where that would be read as said of one report apart. */
function roundNamed(study: StudyReader, id: string): string {
  const title = nameIn(
    study.rounds().map(one => ({ id: one.id, name: one.title })),
    id,
  )
  return title.startsWith('agreement=') ? id : title
}

/** What makes the columns of the participants table. An attribute may be called as that of the sites is. */
function groupNamed(attributes: readonly Named[], word: string): string {
  return word.toLowerCase() === 'site' ? word : nameIn(attributes, word, ['site'])
}

function matrixOptions(study: StudyReader): (Option | false)[] {
  const { matrixChoice } = study
  if (matrixChoice === null) return []
  const { rows, columns, polarity, count } = matrixChoice
  return [
    ['rows', codesNamed(study, rows)],
    ['columns', columnsNamed(study, columns)],
    ['count', count],
    polarity !== null && ['polarity', polarity],
    rows.topOnly && ['top-only'],
  ]
}

/** What the command line takes for something else than a framework or an attribute of that name. */
const taken = ['themes', ...Object.values(matrixAcross)]

const codesNamed = (study: StudyReader, of: MatrixCodes): string =>
  of.kind === 'themes' ? 'themes' : nameIn(study.frameworks(), of.framework, taken)

function columnsNamed(study: StudyReader, of: MatrixColumns): string {
  if (of.kind !== 'codes' && of.kind !== 'attribute')
    return of.kind === 'themes' ? 'themes' : matrixAcross[of.kind]
  // A framework may be called as an attribute is.
  const all = [...study.cases().attributes, ...study.frameworks()]
  return nameIn(all, of.kind === 'codes' ? of.framework : of.attribute, taken)
}

interface Named {
  id: string
  name: string
}

/** What something, known by its id or its name, is called where nothing else is called so, else its id. */
function nameIn(all: readonly Named[], word: string, others: readonly string[] = []): string {
  const found = all.find(one => one.id === word) ?? all.find(one => isCalled(one, word))
  if (!found) return word
  const isOnly = all.filter(one => isCalled(one, found.name)).length === 1
  return isOnly && !others.some(other => isCalled(found, other)) ? found.name : found.id
}

const isCalled = ({ name }: Named, word: string): boolean => name.toLowerCase() === word.toLowerCase()

/** The same in a list parted by commas: by its id where its name has one. */
function listable(all: readonly Named[], word: string): string {
  const name = nameIn(all, word)
  return name.includes(',') ? (all.find(one => one.name === name)?.id ?? name) : name
}

/** A word that a shell would part or read otherwise stands between single quotes. */
function inShell([name, value]: Option): string {
  if (value == null) return `--${name}`
  // A word that begins with a dash would be taken for an option of its own.
  const between = value.startsWith('-') ? '=' : ' '
  return `--${name}${between}${/^[\p{L}\p{N}_=,.:-]+$/u.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`}`
}
