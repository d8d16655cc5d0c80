import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import type { CaseKind } from '#shared/model/case.ts'
import { type JournalChoice, journalThings } from '#shared/model/journal.ts'
import type { LeakedName } from '#shared/model/pseudonym.ts'
import type { PackChoice } from '#shared/model/report.ts'
import { writeDurably } from '../../studies/durable-file.ts'
import type { Command, Context, Values } from './command.ts'
import { dayIn, daysIn } from './days.ts'
import { apart, forAll, forOne } from './for-one-report.ts'
import {
  frameworkNamed,
  list,
  memberNamed,
  needed,
  oneOf,
  queryNamed,
  roundNamed,
  text,
  UsageError,
  units,
} from './lookups.ts'
import { matrixIn } from './matrix-options.ts'
import { keyPassphraseOf } from './passphrase.ts'
import { chromiumFor, printPdf } from './print-pdf.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'write a report; never overwrites without --force',
  usage:
    'STUDY WHAT [--format F] -o OUT [--layer [matrix=]independent|consensus] [--framework F] [--rows themes|F] [--columns data-sets|source-kinds|sites|people|coders|themes|F|A] [--count passages|sources|people] [--polarity facilitator|barrier] [--top-only] [--of [WHAT=]people|sites] [--group-by A] [--attributes A,B] [--decimals N] [--query NAME] [--round [agreement=]R] [--coders A,B] [--unit character|word|sentence|segment|source] [--without-interviewer] [--with-quoted] [--coefficients] [--person I] [--thing T] [--from DAY] [--to DAY] [--cut-off DAY] [--formats WHAT=F,…] [--leave-out WHAT,…] [--force] [--key FILE] [--key-passphrase-file FILE] [--allow-names] [--without-scan]',
  options: {
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
    layer: { type: 'string', multiple: true },
    framework: { type: 'string' },
    rows: { type: 'string' },
    columns: { type: 'string' },
    count: { type: 'string' },
    polarity: { type: 'string' },
    'top-only': { type: 'boolean' },
    of: { type: 'string', multiple: true },
    'group-by': { type: 'string' },
    attributes: { type: 'string', multiple: true },
    decimals: { type: 'string' },
    query: { type: 'string' },
    round: { type: 'string', multiple: true },
    coders: { type: 'string', multiple: true },
    unit: { type: 'string' },
    'without-interviewer': { type: 'boolean' },
    'with-quoted': { type: 'boolean' },
    coefficients: { type: 'boolean' },
    person: { type: 'string' },
    thing: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    'cut-off': { type: 'string' },
    formats: { type: 'string', multiple: true },
    'leave-out': { type: 'string', multiple: true },
    force: { type: 'boolean' },
    key: { type: 'string' },
    'key-passphrase-file': { type: 'string' },
    'allow-names': { type: 'boolean' },
    'without-scan': { type: 'boolean' },
  },
  explains: {
    format:
      'the file format: docx, xlsx, csv, md, html, json, qdc, or pdf of what comes as html; a pack is a zip',
    output: 'the file to write',
    layer:
      'whose codings: consensus or independent (each coder’s own); where absent codebook and codings have both, the others the consensus; in a pack matrix=independent says it of the matrix alone',
    framework: 'themes: a deductive framework; the first where absent',
    rows: 'matrix: themes, or a framework by name; the first framework where absent',
    columns:
      'matrix: data-sets (where absent), source-kinds, sites, people, coders, or the name of an attribute; themes or a framework: codes on the same text',
    count: 'matrix: passages (where absent), the sources they are in, or the people behind them',
    polarity: 'matrix: only what was coded as facilitator, or as barrier',
    'top-only': 'matrix: only the top level of codes or themes, with what lies beneath counted in it',
    of: 'participants, summaries: people (where absent) or sites; in a pack summaries=sites says it of one alone',
    'group-by': 'participants: a column for each site (site), or for each value of an attribute',
    attributes: 'participants: which attributes, in order; all where absent',
    decimals: 'participants: decimals of per cents and means, 0 to 3; 1 where absent',
    query: 'query: a saved query by name; all of them where absent',
    round:
      'plan, minutes: the round, where absent the latest, or the meetings of all; agreement: the round, where absent the latest that can be compared, or the two coders given; in a pack agreement=R says it of that alone',
    coders: 'agreement: two coders outside rounds, over the sources both have coded',
    unit: 'agreement: what is counted; where absent as the round was planned, else character',
    'without-interviewer': 'agreement: leave the interviewer’s turns out',
    'with-quoted': 'agreement: compare the quoted replies and signatures of emails too',
    coefficients: 'agreement: coefficients in a reflexive study too',
    person: 'audit: only what this member did, by initials',
    thing: `audit: only steps about one thing: ${journalThings.map(({ id }) => id).join(', ')}`,
    from: 'audit: only from this day on, such as 2026-03-01',
    to: 'audit: only up to this day, which is included',
    'cut-off':
      'contacts, convergence: the last day of the contact log that counts, such as 2020-04-01; the study’s where absent',
    formats: 'pack: the format of a kind where it is not its first, such as codebook=xlsx,memos=md',
    'leave-out': 'pack: kinds that are not to be in it',
    force: 'replace a file that is there',
    key: 'where the key of pseudonyms is, if not beside the study',
    'key-passphrase-file':
      'a file whose first line opens it (or set TANDEM_KEY_PASSPHRASE): real names are looked for',
    'allow-names': 'write it although real names of the key stand in it',
    'without-scan': 'write it although nobody looked for real names',
  },
  words: [2, 2],
  study: 'read',
  async run(context) {
    const { words, values, client, answer, onProgress, signal, surroundings } = context
    const layer = forAll(values, 'layer')
    const what = words[1] ?? ''
    const isPack = what === 'pack'
    const format = (isPack ? (text(values, 'format') ?? 'zip') : needed(values, 'format')).toLowerCase()
    const isPdf = format === 'pdf' && !isPack
    const output = resolve(needed(values, 'output'))
    const browser = isPdf ? chromiumFor(surroundings.env) : null
    const wanted = {
      what,
      // A PDF is the web page, printed.
      format: isPdf ? 'html' : format,
      ...(layer === undefined ? {} : { layer: oneOf(layer, ['independent', 'consensus'], 'layer') }),
      ...(isPack || what === 'matrix' ? { matrix: await matrixIn(client, values) } : {}),
      ...(isPack || what === 'summaries' ? { summaries: { kind: kindIn(values, 'summaries') } } : {}),
      ...(isPack || what === 'participants' ? { participants: participantsIn(values) } : {}),
      ...(what === 'query' ? await queryIn(client, values) : {}),
      ...(isPack || what === 'themes' ? { framework: await frameworkIn(client, values) } : {}),
      ...(isPack || what === 'plan' || what === 'minutes' ? { round: await roundIn(client, values) } : {}),
      ...(isPack || what === 'agreement' || what === 'srqr'
        ? { agreement: await agreementIn(client, values, isPack) }
        : {}),
      ...(isPack || what === 'audit' ? { audit: await auditIn(client, values) } : {}),
      ...(isPack || what === 'contacts' || what === 'convergence'
        ? { contacts: { cutOff: dayIn(values, 'cut-off') ?? null } }
        : {}),
      ...(isPack ? { pack: packIn(values) } : {}),
    }
    const passphrase = await keyPassphraseOf(values, surroundings.env)
    if (passphrase !== undefined) await openKey(client, text(values, 'key'), passphrase)
    const despite = values['allow-names'] ? 'names' : values['without-scan'] ? 'no-scan' : null
    const made = await client.reports
      .make({ ...wanted, ...(despite === null ? {} : { despite }) }, { onProgress, signal })
      .catch((error: unknown) => explained(error, context, wanted))
    const replace = values.force === true
    const save = (path: string) => client.reports.save({ report: made.id, path, replace })
    const saved =
      browser === null
        ? await save(output)
        : await printedTo(output, replace, () => printPdf(browser, output, save, signal))
    if (made.remark !== null) context.say(`It holds ${made.remark}.`)
    answer({ what, format, file: saved.path, bytes: saved.bytes }, () => `Wrote ${saved.path}`)
  },
}

/** Of whom a table is. */
const kindIn = (values: Values, table: 'participants' | 'summaries'): CaseKind =>
  oneOf(forOne(values, 'of', table) ?? 'people', ['people', 'sites'], 'of') === 'people' ? 'person' : 'site'

/** Writes what is printed whole or not at all, over a file that is there only where that was said. */
async function printedTo(path: string, replace: boolean, print: () => Promise<Buffer>) {
  const mayWrite = () => {
    if (replace || !existsSync(path)) return
    throw new TandemError(
      'exists',
      `${basename(path)} is already there.`,
      'Name another file, or give --force.',
    )
  }
  mayWrite()
  const bytes = await print()
  mayWrite()
  writeDurably(path, bytes)
  return { path, bytes: bytes.byteLength }
}

/** What the options say of a participants table. */
function participantsIn(values: Values) {
  const decimals = text(values, 'decimals') ?? '1'
  if (!/^[0-3]$/.test(decimals)) throw new UsageError(`--decimals is 0, 1, 2 or 3; not “${decimals}”.`)
  const attributes = list(values, 'attributes')
  return {
    kind: kindIn(values, 'participants'),
    groupBy: text(values, 'group-by') ?? null,
    attributes: attributes.length === 0 ? null : attributes,
    decimals: Number(decimals),
  }
}

/** The framework that the theme table is for; null: the first deductive one. */
async function frameworkIn(client: Client, values: Values): Promise<string | null> {
  const framework = text(values, 'framework')
  return framework === undefined ? null : (await frameworkNamed(client, framework)).id
}

/** The saved query whose places are asked for; nothing: all of them. */
async function queryIn(client: Client, values: Values) {
  const name = text(values, 'query')
  return name === undefined ? {} : { query: { saved: (await queryNamed(client, name)).id } }
}

/** The round whose plan or minutes are asked for; null: the latest, or all. */
async function roundIn(client: Client, values: Values): Promise<string | null> {
  const round = forAll(values, 'round')
  return round === undefined ? null : (await roundNamed(client, round)).id
}

/** What the options say of an agreement report; in a pack a round may be for plans and minutes beside two coders. */
async function agreementIn(client: Client, values: Values, isPack: boolean) {
  const hasOthers = isPack && list(values, 'coders').length > 0
  const round = hasOthers ? apart(values, 'round', 'agreement') : forOne(values, 'round', 'agreement')
  const unit = text(values, 'unit')
  const coders = list(values, 'coders')
  if (coders.length > 0 && coders.length !== 2) throw new UsageError('--coders takes two initials: A,B.')
  if (coders.length > 0 && round !== undefined)
    throw new UsageError('Give --round or --coders, not both: two coders are compared outside rounds.')
  return {
    round: round === undefined ? null : (await roundNamed(client, round)).id,
    coders:
      coders.length === 0
        ? null
        : await Promise.all(coders.map(async word => (await memberNamed(client, word)).id)),
    unit: unit === undefined ? null : oneOf(unit, units, 'unit'),
    withInterviewer: values['without-interviewer'] !== true,
    withQuoted: values['with-quoted'] === true,
    coefficients: values.coefficients === true,
  }
}

/** Which steps of the journal the options ask for. */
async function auditIn(client: Client, values: Values): Promise<JournalChoice> {
  const person = text(values, 'person')
  const thing = text(values, 'thing')
  return {
    member: person === undefined ? null : (await memberNamed(client, person)).id,
    thing:
      thing === undefined
        ? null
        : oneOf(
            thing,
            journalThings.map(({ id }) => id),
            'thing',
          ),
    ...daysIn(values),
  }
}

/** What the options put into the pack. */
function packIn(values: Values): PackChoice {
  const formats = list(values, 'formats').map(words => {
    const [what = '', format = ''] = words.split('=')
    if (what === '' || format === '')
      throw new UsageError(`--formats is WHAT=F, such as memos=md; not “${words}”.`)
    return [what, format.toLowerCase()] as const
  })
  return { formats: Object.fromEntries(formats), without: list(values, 'leave-out') }
}

async function openKey(client: Client, file: string | undefined, passphrase: string): Promise<void> {
  const { key, path, usualPath } = await client.pseudonyms.state({})
  if (key === null) return
  const remembered = (await client.library.preferences({})).keyPlaces[key]
  await client.pseudonyms.openKey({ path: resolve(file ?? remembered ?? path ?? usualPath), passphrase })
}

/** Lists what stopped the export for the person who has the key open, and says what the command line can do. */
async function explained(
  error: unknown,
  { client, say }: Context,
  wanted: Parameters<Client['reports']['scan']>[0],
): Promise<never> {
  if (!(error instanceof TandemError)) throw error
  if (error.code === 'real-names') {
    for (const name of (await client.reports.scan(wanted)).names) say(inWords(name))
    throw new TandemError(
      error.code,
      error.message,
      'It was not written. Put the pseudonyms in their place, or give --allow-names.',
    )
  }
  if (error.code === 'key-closed') {
    throw new TandemError(
      error.code,
      error.message,
      'Give --key-passphrase-file to have it looked through, or --without-scan to go on knowingly.',
    )
  }
  throw error
}

function inWords({ words, shown, count, places }: LeakedName): string {
  const [first] = places
  const where = first ? `: …${first.before}${first.match}${first.after}…`.replace(/\s+/g, ' ') : ''
  return `  ${words} (${shown}), ${count === 1 ? 'once' : `${count} times`}${where}`
}
