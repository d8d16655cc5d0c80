import type { Figure } from '#shared/model/agreement.ts'
import { type DisagreementKind, disagreementKinds, isLeft } from '#shared/model/disagreement.ts'
import type { Stance } from '#shared/model/study.ts'
import { counted, listed, number, outcomeNames, shareText, standing, unitNames } from './agreement-words.ts'
import { bareSources, type ComparedPair, type Docket } from './compared-pair.ts'
import { type FigureLook, figureText, howInterval, intervalText, whyNoInterval } from './figure-text.ts'
import { blindUntil, dayOf } from './words.ts'

/** How the paragraph is to speak. */
export interface Speaking {
  stance: Stance
  /** Whether coefficients are named; in a reflexive study only where asked for. */
  withCoefficients: boolean
  /** The version of Tandem that counted. */
  madeBy: string
}

/**
 * A paragraph for the methods section: who coded what twice, how far apart from each other, against which framework,
 * how agreement was counted, and what became of the differences. Every number comes from the comparison; a sentence
 * whose fact is absent is left out, and nothing is called good or poor.
 */
export function methodsParagraph(pair: ComparedPair, speaking: Speaking): string {
  const { coding, comparing } = methodsSentences(pair, speaking)
  return [
    ...coding,
    ...comparing,
    ...(speaking.withCoefficients ? [`Figures were computed with Tandem ${speaking.madeBy}.`] : []),
  ].join(' ')
}

/** The same in parts: how the coding was done, and how it was compared and settled. */
export function methodsSentences(
  pair: ComparedPair,
  speaking: Speaking,
): { coding: string[]; comparing: string[] } {
  const said = (sentences: readonly string[]) => sentences.filter(sentence => sentence !== '')
  return {
    coding: said([coded(pair, speaking), bare(pair), blind(pair), framework(pair)]),
    comparing: said([
      unit(pair, speaking),
      ...(speaking.withCoefficients ? [figures(pair)] : []),
      differences(pair, speaking),
      settled(pair, speaking),
    ]),
  }
}

function coded(pair: ComparedPair, { stance }: Speaking): string {
  const { coders, round, sources, whole } = pair
  const [a, b] = coders
  const who = `Two ${stance === 'reflexive' ? 'people' : 'coders'} (${a.initials}, ${b.initials})`
  // Who submits a source without a coding has been through it, and has not coded it.
  const did = bareSources(pair) === 0 ? 'coded' : 'worked through'
  const how = `${round?.blind ? 'independently' : 'both'} ${did}`
  const words = sources.reduce((sum, source) => sum + source.words, 0)
  if (sources.length === whole.sources) {
    const all =
      whole.sources === 1
        ? 'the one source of the study'
        : `all ${counted(whole.sources, 'source')} of the study`
    return `${who} ${how} ${all} (${counted(whole.words, 'word')})${inDataSets(sources, whole)}.`
  }
  const ofSources = `${number(sources.length)} of ${counted(whole.sources, 'source')} (${shareText(sources.length, whole.sources)})`
  const ofWords = `${number(words)} of ${counted(whole.words, 'word')} (${shareText(words, whole.words)})`
  return `${who} ${how} ${ofSources}, ${ofWords}${inDataSets(sources, whole)}.`
}

function bare(pair: ComparedPair): string {
  const count = bareSources(pair)
  if (count === 0) return ''
  return `Neither coded anything in ${count === pair.sources.length ? 'any' : number(count)} of these sources.`
}

/** How many sources of each data set; nothing where the study has none. */
function inDataSets(sources: ComparedPair['sources'], { dataSets }: ComparedPair['whole']): string {
  const named = dataSets.filter(({ name }) => name !== '')
  const twice = named
    .map(({ name, sources: all }) => ({ name, all, of: sources.filter(s => s.dataSet === name).length }))
    .filter(({ of }) => of > 0)
  return twice.length === 0
    ? ''
    : `: ${listed(twice.map(({ name, all, of }) => `${number(of)}${of === all ? '' : ` of ${number(all)}`} in “${name}”`))}`
}

function blind({ round, coders }: ComparedPair): string {
  if (!round) return ''
  const submitted = coders.flatMap(({ submittedAt }) => (submittedAt === null ? [] : [submittedAt])).sort()
  const last = submitted.length === coders.length ? submitted.at(-1) : undefined
  const from = dayOf(new Date(round.openedAt))
  const to = last === undefined ? undefined : dayOf(new Date(last))
  const when = to === undefined ? '' : from === to ? ` (${from})` : ` (${from} to ${to})`
  if (round.unblinded)
    return `They worked blind to each other’s codings${when}, ${blindUntil(round.unblinded)}.`
  return round.blind
    ? `They worked blind to each other’s codings until both had submitted${when}.`
    : `They could see each other’s codings while they worked${when}.`
}

function framework({ round }: ComparedPair): string {
  const frozen = round?.frameworks.filter(({ version }) => version > 0) ?? []
  if (frozen.length === 0) return ''
  return `They coded against ${listed(frozen.map(({ name, version }) => `version ${version} of “${name}”`))}.`
}

function unit({ report }: ComparedPair, { withCoefficients }: Speaking): string {
  const { many } = unitNames[report.unit]
  const { speakers, aroundMail, characters } = report.leftOut
  const parts = [
    ...(speakers.length > 0 ? [`the turns of ${listed(speakers)}`] : []),
    ...(aroundMail > 0 ? ['quoted replies and signatures of emails'] : []),
  ]
  const left =
    characters === 0 || parts.length === 0
      ? ''
      : `; ${listed(parts)} (${counted(characters, 'character')}) were left out`
  const what = withCoefficients ? 'Agreement was computed on' : 'Their codings were compared in'
  return `${what} ${many} (n = ${number(report.n)}) over ${counted(report.codes.length, 'code')}, all codes pooled; text that a person left uncoded counts as not given the code${left}.`
}

function figures({ report }: ComparedPair): string {
  const { percent_agreement, cohen_kappa, alpha_nominal } = report.overall.figures
  const named: [string, Figure, FigureLook][] = [
    ['percent agreement', percent_agreement, 'share'],
    ['Cohen’s κ', cohen_kappa, 'coefficient'],
    ['Krippendorff’s α', alpha_nominal, 'coefficient'],
  ]
  const values = named.map(([name, figure, look]) => {
    if (figure.value === null) return `${name} was undefined (${lowerFirst(figure.why ?? '')})`
    const interval = intervalText(figure, look)
    return `${name} was ${figureText(figure, look)}${interval === null ? '' : ` (95\u202f% CI ${interval})`}`
  })
  const all = named.map(([, figure]) => figure)
  const how = all.map(howInterval).find(found => found !== null)
  const why = all.map(whyNoInterval).find(found => found !== null)
  const intervals = how
    ? ` Intervals are from a ${how}.`
    : why
      ? ` Intervals are not given: ${why.replace(/^no interval: /, '')}.`
      : ''
  return `${upperFirst(listed(values))}.${intervals}`
}

function differences({ docket }: ComparedPair, { stance }: Speaking): string {
  if (!docket) return ''
  const { agreed, items } = docket
  const alike = `${stance === 'reflexive' ? 'Both gave' : 'They agreed on'} ${counted(agreed, 'coding')}${stance === 'reflexive' ? ' alike' : ''} in extent, code and polarity`
  if (items.length === 0) return `${alike} and differed on none.`
  const found = disagreementKinds.flatMap(kind => {
    const count = items.filter(item => item.kind === kind).length
    if (count === 0) return []
    return [
      `${number(count)} ${stance === 'reflexive' ? `where ${readApart[kind]}` : `of ${inDocket(kind)}`}`,
    ]
  })
  return stance === 'reflexive'
    ? `${alike}; at ${counted(items.length, 'place')} their readings parted (${listed(found)}).`
    : `${alike} and differed ${items.length === 1 ? 'once' : `${number(items.length)} times`}: ${listed(found)}.`
}

/** A kind as the paragraph counts it: what differs in polarity alone is agreed in extent and code, and counted here only. */
function inDocket(kind: DisagreementKind): string {
  if (kind === 'polarity') return 'polarity alone'
  return kind === 'slot' ? 'framework slot' : kind
}

/** What parts two readings, in a study that speaks of readings. */
const readApart: Record<DisagreementKind, string> = {
  omission: 'only one coded the passage',
  boundary: 'the extent differed',
  code: 'the code differed',
  slot: 'the place in the framework differed',
  polarity: 'the polarity alone differed',
}

function settled({ docket, coders }: ComparedPair, { stance }: Speaking): string {
  const ruled = docket?.items.flatMap(({ ruling }) => (ruling ? [ruling] : [])) ?? []
  if (!docket || ruled.length === 0) return ''
  const [a, b] = coders
  const all = ruled.length === docket.items.length
  const who = all
    ? `All ${stance === 'reflexive' ? 'of these' : 'differences'} were`
    : `Of these, ${number(ruled.length)} ${ruled.length === 1 ? 'was' : 'were'}`
  const discussed = ruled.filter(({ discussedWith }) => discussedWith !== '').length
  const talk =
    discussed === 0
      ? ''
      : discussed === ruled.length
        ? ' after discussion'
        : `, ${number(discussed)} of them after discussion`
  const stands = standing(docket.items, coders)
  const fell = outcomeNames(a.initials, b.initials).flatMap(({ id, name }) => {
    const times = stands.filter(outcome => outcome === id).length
    return times === 0 ? [] : [`${name} in ${number(times)}`]
  })
  const byRule = docket.items.filter(item => item.byRule).length
  const left = docket.items.filter(isLeft).length
  const ofRule = byRule === 0 ? '' : `; ${number(byRule)} counted as agreed by the rule of enough overlap`
  const open = left === 0 ? '' : `; ${number(left)} ${left === 1 ? 'is' : 'are'} not settled yet`
  return `${who} settled by ${byWhom(docket)}${talk}; what stands is ${listed(fell)}${ofRule}${open}.`
}

/** Who ruled: a third reviewer, or a coder too where one did. */
function byWhom({ reviewers }: Docket): string {
  const others = reviewers.filter(({ isCoder }) => !isCoder)
  const own = reviewers.filter(({ isCoder }) => isCoder)
  const names = (people: Docket['reviewers']) => listed(people.map(({ initials }) => initials))
  return listed([
    ...(others.length === 1 ? [`a third reviewer (${names(others)})`] : []),
    ...(others.length > 1 ? [`${others.length} other reviewers (${names(others)})`] : []),
    ...(own.length > 0 ? [`the ${own.length === 1 ? 'coder' : 'coders'} ${names(own)}`] : []),
  ])
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
