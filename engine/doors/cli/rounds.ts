import { randomInt } from 'node:crypto'
import { extname, resolve } from 'node:path'
import type { Client } from '#shared/contract/client.ts'
import { day } from '#shared/contract/fields.ts'
import { TandemError } from '#shared/errors.ts'
import {
  type AgreedRule,
  agreedExtents,
  agreedRuleInWords,
  leastOverlap,
  mostOverlap,
} from '#shared/model/agreed-rule.ts'
import { type Round, type SampleAsked, type SampleSize, strata } from '#shared/model/round.ts'
import { localDay } from '#shared/text/day.ts'
import { counted } from '../../export/agreement-words.ts'
import { blindUntil } from '../../export/words.ts'
import type { Command, Values } from './command.ts'
import {
  list,
  memberNamed,
  needed,
  oneOf,
  roundNamed,
  sourceNamed,
  text,
  UsageError,
  units,
} from './lookups.ts'

const ruleOptions = {
  agree: { type: 'string' },
  overlap: { type: 'string' },
  extent: { type: 'string' },
} as const

const ruleExplains = {
  agree: 'when codings enter the consensus unruled: exact, where absent, or overlap',
  overlap: 'how much they must share: intersection over union in characters, 0.5 to 1; 0.8 where absent',
  extent: 'which extent then stands; union where absent',
}

const inWords = (round: Round, state = ` ${round.state}`): string =>
  `“${round.title}”${state}${round.unblinded ? `, blind ${blindUntil(round.unblinded)}` : round.blind ? ', blind' : ''}: ${counted(round.sources.length, 'source')}, ${round.coders
    .map(c => `${c.initials}${c.submittedAt === null ? '' : ' (submitted)'}`)
    .join(' and ')}${round.plan?.due ? `, due ${round.plan.due}` : ''}`

export const roundOpen: Command = {
  name: 'round open',
  summary: 'open a round of independent coding',
  usage:
    'STUDY --sources all|ID,… --coders A,B [--title T] [--sample N|P% [--by site|data-set|kind] [--seed N]] [--unit character|word|sentence|segment|source] [--due YYYY-MM-DD] [--no-new-codes] [--agree exact|overlap [--overlap 0.8] [--extent union|intersection|longer]] [--note TEXT] [--open]',
  options: {
    sources: { type: 'string', multiple: true },
    coders: { type: 'string', multiple: true },
    title: { type: 'string' },
    sample: { type: 'string' },
    by: { type: 'string' },
    seed: { type: 'string' },
    unit: { type: 'string' },
    due: { type: 'string' },
    'no-new-codes': { type: 'boolean' },
    ...ruleOptions,
    note: { type: 'string' },
    open: { type: 'boolean' },
  },
  explains: {
    sources:
      'all, or ids or titles, with commas between them; given again for each title that has a comma; with --sample those to draw from, all where absent',
    coders: 'the initials of two coders: a, then b',
    sample: 'draw so many of the sources at random, or so many per cent of them',
    by: 'draw within sites, data sets or kinds, in proportion',
    seed: 'what the draw follows from, a whole number; made and printed where absent',
    unit: 'the unit agreement is to be reported on; character where absent',
    due: 'the day the coding is to be done by',
    'no-new-codes': 'its coders propose no codes while it is open',
    ...ruleExplains,
    note: 'what the round is for',
    open: 'coders see each other’s work; blind where absent',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer, say }) {
    const coders = list(values, 'coders')
    if (coders.length !== 2) throw new UsageError('--coders takes two initials: A,B.')
    const { sources, described } = await sourcesIn(client, values)
    const sample = sampleIn(values, sources, described)
    const unit = text(values, 'unit')
    const due = text(values, 'due')
    if (due !== undefined && !day.safeParse(due).success)
      throw new UsageError(`--due is a day such as 2026-12-24; not “${due}”.`)
    if (due !== undefined && due < localDay(new Date()))
      say(`${due} is over: the round is late from the start.`)
    const note = text(values, 'note')
    const rounds = await client.rounds.list({})
    const round = await client.rounds.open({
      title: text(values, 'title') ?? `Round ${rounds.length + 1}`,
      ...(sample ? { sample } : { sources }),
      coders: await Promise.all(coders.map(async word => (await memberNamed(client, word)).id)),
      blind: values.open !== true,
      ...(unit === undefined ? {} : { unit: oneOf(unit, units, 'unit') }),
      ...(due === undefined ? {} : { due }),
      mayAddCodes: values['no-new-codes'] !== true,
      agree: ruleIn(values) ?? { by: 'exact' },
      ...(note === undefined ? {} : { note }),
    })
    if (sample)
      say(`Drew ${round.sources.length} of ${sample.among.length} sources with seed ${sample.seed}.`)
    answer(round, () => `Opened ${inWords(round, '')}`)
  },
}

/** The rule that the options name, or null. */
function ruleIn(values: Values): AgreedRule | null {
  const named = text(values, 'agree')
  const by = named === undefined ? null : oneOf(named, ['exact', 'overlap'], 'agree')
  const overlap = text(values, 'overlap')
  const extent = text(values, 'extent')
  if (by !== 'overlap') {
    if (overlap !== undefined || extent !== undefined)
      throw new UsageError('--overlap and --extent are for --agree overlap.')
    return by === null ? null : { by }
  }
  const share = Number(overlap ?? 0.8)
  if (!(share >= leastOverlap && share <= mostOverlap))
    throw new UsageError(`--overlap is a number from 0.5 to 1, such as 0.8; not “${overlap}”.`)
  return { by, overlap: share, extent: oneOf(extent ?? 'union', agreedExtents, 'extent') }
}

/**
 * What `--sources` names, given once or more often. A title may have commas: what is the id or title of a source as it
 * stands is that, all else is a list.
 */
async function namedSources(client: Client, values: Values): Promise<string[]> {
  const given = Array.isArray(values.sources) ? values.sources : []
  const known = given.some(word => String(word).includes(','))
    ? new Set((await client.sources.list({})).flatMap(({ id, title, fileName }) => [id, title, fileName]))
    : new Set<string>()
  return given.flatMap(word => {
    const one = String(word).trim()
    return known.has(one) ? [one] : list({ sources: one }, 'sources')
  })
}

/** The sources named, or all. */
async function sourcesIn(client: Client, values: Values): Promise<{ sources: string[]; described: string }> {
  const wanted = await namedSources(client, values)
  if (wanted.length === 0 && values.sample === undefined)
    throw new UsageError('--sources is needed: all, or ids.')
  const all = wanted.length === 0 || (wanted.length === 1 && wanted[0] === 'all')
  const sources = all
    ? (await client.sources.list({})).map(s => s.id)
    : await Promise.all(wanted.map(async word => (await sourceNamed(client, word)).id))
  if (sources.length > 0) return { sources, described: all ? 'all of the study' : 'named one by one' }
  throw new TandemError('not-found', 'The study has no sources to code.', 'Import some first.')
}

/** The sample that the options ask for, or null. */
function sampleIn(values: Values, among: string[], described: string): SampleAsked | null {
  const asked = text(values, 'sample')
  const by = text(values, 'by')
  const seed = text(values, 'seed')
  if (asked === undefined) {
    if (by !== undefined || seed !== undefined) throw new UsageError('--by and --seed are for --sample.')
    return null
  }
  if (seed !== undefined && !(/^\d{1,10}$/.test(seed) && Number(seed) <= 0xffff_ffff))
    throw new UsageError(`--seed is a whole number from 0 to 4294967295; not “${seed}”.`)
  return {
    among,
    described,
    size: sizeIn(asked),
    by: by === undefined ? null : oneOf(by, strata, 'by'),
    seed: seed === undefined ? randomInt(0x1_0000_0000) : Number(seed),
  }
}

function sizeIn(asked: string): SampleSize {
  const share = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(asked)?.[1]
  if (share !== undefined && Number(share) > 0 && Number(share) <= 100) return { share: Number(share) / 100 }
  if (/^[1-9]\d{0,3}$/.test(asked)) return { number: Number(asked) }
  throw new UsageError(`--sample is a number of sources, or a share such as 20%; not “${asked}”.`)
}

export const roundPlan: Command = {
  name: 'round plan',
  summary: 'how a round was planned, as a page to print',
  usage: 'STUDY --round R [-o FILE] [--force]',
  options: {
    round: { type: 'string' },
    output: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
  },
  explains: {
    output: 'the file to write, .html or .docx; the plan is printed in short where absent',
    force: 'replace a file that is there',
  },
  words: [1, 1],
  study: 'read',
  async run({ values, client, answer, onProgress, signal }) {
    const round = await roundNamed(client, needed(values, 'round'))
    const plan = await client.rounds.plan({ round: round.id })
    const output = text(values, 'output')
    if (output === undefined) {
      const drawn = plan?.chosen.how === 'drawn' ? plan.chosen : null
      return answer({ ...round, plan }, () =>
        [
          inWords(round),
          ...(plan
            ? [`reported on ${plan.unit}s; coders ${plan.mayAddCodes ? 'may' : 'may not'} propose codes`]
            : []),
          `agreed: ${agreedRuleInWords(round.agree)}`,
          ...(drawn ? [`drawn of ${drawn.among.length} sources with seed ${drawn.seed}`] : []),
          ...(drawn?.by != null ? drawn.strata.map(s => `${s.name}\t${s.drawn} of ${s.sources}`) : []),
          ...(plan?.note ? [plan.note] : []),
        ].join('\n'),
      )
    }
    const format = oneOf(extname(output).slice(1) || 'html', ['html', 'docx'], 'output')
    const made = await client.reports.make({ what: 'plan', format, round: round.id }, { onProgress, signal })
    const saved = await client.reports.save({
      report: made.id,
      path: resolve(output),
      replace: values.force === true,
    })
    answer({ what: 'plan', format, file: saved.path, bytes: saved.bytes }, () => `Wrote ${saved.path}`)
  },
}

export const roundAgree: Command = {
  name: 'round agree',
  summary: 'change when codings of a round count as agreed',
  usage:
    'STUDY --round R --agree exact|overlap [--overlap 0.8] [--extent union|intersection|longer] --because TEXT',
  options: { round: { type: 'string' }, ...ruleOptions, because: { type: 'string' } },
  explains: { ...ruleExplains, because: 'why; it stays in the history' },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const { id } = await roundNamed(client, needed(values, 'round'))
    const agree = ruleIn(values)
    if (agree === null) throw new UsageError('--agree is needed: exact, or overlap.')
    const round = await client.rounds.setAgreed({ round: id, agree, because: needed(values, 'because') })
    answer(round, () => `“${round.title}” counts as agreed: ${agreedRuleInWords(round.agree)}`)
  },
}

export const roundUnblind: Command = {
  name: 'round unblind',
  summary: 'end the blinding of an open round; cannot be undone',
  usage: 'STUDY --round R --because TEXT',
  options: { round: { type: 'string' }, because: { type: 'string' } },
  explains: { because: 'why; it stays in the history' },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const { id } = await roundNamed(client, needed(values, 'round'))
    const round = await client.rounds.unblind({ round: id, because: needed(values, 'because') })
    answer(round, () => `Unblinded ${inWords(round)}`)
  },
}

export const roundSubmit: Command = {
  name: 'round submit',
  summary: 'hand in a coder’s work; it no longer changes',
  usage: 'STUDY --round R --coder A',
  options: { round: { type: 'string' }, coder: { type: 'string' } },
  words: [1, 1],
  study: 'write',
  async run({ values, client, as, answer, say }) {
    const handout = (await client.session.current({})).study?.handout
    const round = await roundNamed(client, handout?.round.id ?? needed(values, 'round'))
    const coder = await memberNamed(client, handout?.coder.id ?? needed(values, 'coder'))
    if (handout) {
      const ready = await client.rounds.submit({ round: round.id, coder: coder.id })
      say(
        'A hand-out’s work is handed in with its return: tandem return COPY -o FILE. Nothing is locked here.',
      )
      return answer(ready, () => inWords(ready))
    }
    const there = round.coders.find(({ id }) => id === coder.id)
    if (there && there.submittedAt !== null) {
      say(`${coder.initials} handed in “${round.title}” already, on ${there.submittedAt.slice(0, 10)}.`)
      return answer(round, () => inWords(round))
    }
    const after = await (await as(coder.initials)).rounds.submit({ round: round.id, coder: coder.id })
    answer(after, () => `Submitted for ${coder.initials}: ${inWords(after)}`)
  },
}

export const roundClose: Command = {
  name: 'round close',
  summary: 'end a round; no more rulings, no more returns',
  usage: 'STUDY --round R [--leave-open]',
  options: { round: { type: 'string' }, 'leave-open': { type: 'boolean' } },
  explains: {
    'leave-open':
      'close it though differences are without a ruling, decisions of merging are open, or hand-outs are still out; they stay so',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const { id } = await roundNamed(client, needed(values, 'round'))
    const round = await client.rounds.close({ round: id, leaveOpen: values['leave-open'] === true })
    answer(round, () => `Closed ${inWords(round, '')}`)
  },
}

export const roundsCommand: Command = {
  name: 'rounds',
  summary: 'list the rounds of a study',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const rounds = await client.rounds.list({})
    answer(rounds, () => rounds.map(round => inWords(round)).join('\n'))
  },
}
