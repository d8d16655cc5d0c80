import { type MatrixCodes, type MatrixColumns, matrixAcross } from '#shared/model/matrix.ts'
import type { StudyReader } from './study-reader.ts'

/** An option of the command line, as a shell takes it. */
type Option = readonly [name: string, value?: string | null]

/** What was chosen of a pack, an option each, as the command line is told it; what is as usual is not said. */
export function packOptions(study: StudyReader): string[] {
  const { layer, participants, summaries, agreement, audit, framework, round } = study
  const { formats, without } = study.pack
  const { cutOff } = study.contactsChoice
  const chosen = Object.entries(formats)
    .filter(([what]) => !without.includes(what))
    .map(([what, format]) => `${what}=${format}`)
  const initials = (id: string) => study.members().find(one => one.id === id)?.initials ?? id
  const ofRound = agreement.round ?? round
  const options: (Option | false)[] = [
    layer !== null && ['layer', layer],
    framework !== null && ['framework', nameIn(study.frameworks(), framework)],
    ...matrixOptions(study),
    (participants.kind === 'site' || summaries.kind === 'site') && ['of', 'sites'],
    participants.groupBy !== null && ['group-by', participants.groupBy],
    participants.attributes !== null && [
      'attributes',
      participants.attributes.map(one => listable(study, one)).join(','),
    ],
    participants.decimals !== 1 && ['decimals', String(participants.decimals)],
    ofRound !== null && [
      'round',
      nameIn(
        study.rounds().map(({ id, title }) => ({ id, name: title })),
        ofRound,
      ),
    ],
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

/** What was chosen and no option says: the command line has one for several reports together. */
export function unsaidChoices({
  layer,
  participants,
  summaries,
  agreement,
  round,
  matrixChoice,
}: StudyReader): string[] {
  const tops = [matrixChoice?.rows, matrixChoice?.columns].flatMap(of =>
    of && 'topOnly' in of ? [of.topOnly] : [],
  )
  return [
    ...(participants.kind === summaries.kind ? [] : ['people in one table and sites in another']),
    ...(agreement.round === round || agreement.round === null || round === null
      ? []
      : ['one round for agreement and another for plans and minutes']),
    ...(matrixChoice === null || matrixChoice.layer === (layer ?? 'consensus')
      ? []
      : ['the layer of the matrix']),
    ...(new Set(tops).size > 1 ? ['the top level on one side of the matrix'] : []),
  ]
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

const codesNamed = (study: StudyReader, of: MatrixCodes): string =>
  of.kind === 'themes' ? 'themes' : nameIn(study.frameworks(), of.framework)

function columnsNamed(study: StudyReader, of: MatrixColumns): string {
  if (of.kind === 'themes' || of.kind === 'codes') return codesNamed(study, of)
  // A framework may be called as an attribute is.
  return of.kind === 'attribute'
    ? nameIn([...study.cases().attributes, ...study.frameworks()], of.attribute)
    : matrixAcross[of.kind]
}

/** What something is called where nothing else is called so, else its id. */
function nameIn(all: readonly { id: string; name: string }[], id: string): string {
  const found = all.find(one => one.id === id)
  const key = found?.name.toLowerCase()
  return found && all.filter(({ name }) => name.toLowerCase() === key).length === 1 ? found.name : id
}

/** An attribute as it stands in a list parted by commas: by its id where its name has one. */
const listable = (study: StudyReader, word: string): string =>
  word.includes(',') ? (study.cases().attributes.find(({ name }) => name === word)?.id ?? word) : word

/** A word that a shell would part or read otherwise stands between single quotes. */
function inShell([name, value]: Option): string {
  if (value == null) return `--${name}`
  return `--${name} ${/^[\p{L}\p{N}_=,.:-]+$/u.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`}`
}
