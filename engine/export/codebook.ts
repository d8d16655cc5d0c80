import type { Code, Framework } from '#shared/model/codebook.ts'
import type { CodedPassage, Layer } from '#shared/model/coding.ts'
import type { Member } from '#shared/model/member.ts'
import type { StudyReader } from './study-reader.ts'
import { dayOf, layerNames, layersNote, layersOf, placeIn, withheldNote } from './words.ts'
import { shortened } from './writing/legible.ts'

/** What is the same of every coding framework export, whatever its format. */
export const codebookExport = {
  what: 'codebook',
  whatName: 'Coding framework',
  description:
    'Every framework with its codes: definitions, when to use and when not, an example passage, and how often each coder used each code.',
}

/** A passage that shows a code: written with the code, or taken from its codings. */
export interface Example {
  text: string
  /** Where it is taken from: with the code itself, or from a layer of codings. */
  from: 'code' | Layer
  /** How the passage is attributed; null for the code's own example. */
  attribution: string | null
}

export interface CodebookEntry {
  code: Code
  /** 0 for codes at the top of their framework. */
  level: number
  /** At the top of its framework, with codes beneath it. */
  leads: boolean
  example: Example | null
  /** Independent codings of exactly this code, in the order of `columns`. */
  counts: number[]
  /** Consensus codings of exactly this code. */
  consensus: number
}

/** A column of counts of independent codings: one coder’s, or everybody’s where names are hidden. */
export interface CountColumn {
  /** Above a narrow column. */
  short: string
  /** Whose codings it counts. */
  title: string
  /** As a column of a table of data is named. */
  head: string
}

export interface Codebook {
  studyTitle: string
  day: string
  layers: Layer[]
  /**
   * Who has a column: every coder, and whoever else has a coding; nobody where only the consensus is shown or names are
   * hidden from whoever asks.
   */
  coders: Member[]
  columns: CountColumn[]
  showsConsensus: boolean
  /** Inductive frameworks first. */
  frameworks: { framework: Framework; entries: CodebookEntry[] }[]
  /** Lines about layers and what is left out. */
  notes: string[]
}

const longestExample = 600

/** The coding framework as every format of its export shows it. */
export function codebookOf(study: StudyReader): Codebook {
  const layers = layersOf(study)
  const shows = (layer: Layer) => layers.includes(layer)
  const independent = shows('independent') ? study.passages('independent') : []
  const consensus = shows('consensus') ? study.passages('consensus') : []
  const used = new Set(independent.map(passage => passage.coder))
  const isTold = shows('independent') && !study.namesHidden
  const coders = isTold
    ? study.members().filter(member => member.roles.includes('coder') || used.has(member.id))
    : []
  const isTotal = shows('independent') && study.namesHidden
  const byCode = {
    independent: Map.groupBy(independent, passage => passage.code),
    consensus: Map.groupBy(consensus, passage => passage.code),
  }
  const frameworks = study.frameworks()
  const parents = new Set(frameworks.flatMap(({ codes }) => codes.map(({ parent }) => parent)))
  const entryOf = (code: Code): CodebookEntry => {
    const own = byCode.independent.get(code.id) ?? []
    const agreed = byCode.consensus.get(code.id) ?? []
    const counts = Map.groupBy(own, passage => passage.coder)
    return {
      code,
      level: code.path.length - 1,
      leads: code.parent === null && parents.has(code.id),
      example: exampleOf(study, code, agreed, own),
      counts: isTotal ? [own.length] : coders.map(coder => counts.get(coder.id)?.length ?? 0),
      consensus: agreed.length,
    }
  }
  return {
    studyTitle: study.study.title,
    day: dayOf(study.madeAt),
    layers,
    coders,
    columns: isTotal ? [total] : coders.map(columnOf),
    showsConsensus: shows('consensus'),
    frameworks: frameworks
      .toSorted((a, b) => Number(b.kind === 'inductive') - Number(a.kind === 'inductive'))
      .map(framework => ({ framework, entries: framework.codes.map(entryOf) })),
    notes: [
      layersNote(layers),
      'Counts are of codings to the code itself, not to the codes beneath it.',
      ...(isTotal ? [namesHiddenInCounts] : []),
      ...(study.withheld ? [withheldNote] : []),
    ],
  }
}

const columnOf = ({ initials, name }: Member): CountColumn => ({
  short: initials,
  title: `Independent codings by ${name}`,
  head: `Independent codings, ${initials}`,
})

const total: CountColumn = {
  short: 'All',
  title: 'Independent codings by all coders',
  head: 'Independent codings',
}

const namesHiddenInCounts =
  'A round is judged with its coders’ names hidden: independent codings are counted together, whosever they are. Names come back when the round is closed.'

/** The code's own example, else a consensus passage, else an independent one. */
function exampleOf(
  study: StudyReader,
  code: Code,
  consensus: readonly CodedPassage[],
  independent: readonly CodedPassage[],
): Example | null {
  if (code.example.trim() !== '') return { text: code.example.trim(), from: 'code', attribution: null }
  const passage = telling(consensus) ?? telling(independent)
  if (!passage) return null
  return {
    text: shortened(passage.text.trim(), longestExample),
    from: passage.layer,
    attribution: study.attribution(passage),
  }
}

/** The first passage long enough to show something and short enough to print whole; else the first. */
const telling = (passages: readonly CodedPassage[]): CodedPassage | undefined =>
  passages.find(({ text }) => text.length >= 40 && text.length <= longestExample) ?? passages[0]

export const kindNames: Record<Framework['kind'], string> = { inductive: 'Inductive', deductive: 'Deductive' }

/** `Version 2`, or that none was frozen. */
export const versionText = ({ version }: Framework): string =>
  version === 0 ? 'not frozen yet' : `version ${version}`

/** Where a code stands in its tree, and its status: `in Doing the work › Reaching patients · agreed`. */
export const placeAndStatus = ({ path, status }: Code): string => [...placeIn(path), status].join(' · ')

/** Where an example comes from, for a column of its own: its attribution and layer. */
export function exampleFrom(example: Example | null): string {
  if (!example) return ''
  if (example.from === 'code') return 'Written with the code'
  return `${example.attribution} (${layerNames[example.from].toLowerCase()})`
}

/** `AM Anna Møller · BK Ben Katz`: who the initials of the columns stand for. */
export const whoIsWho = (coders: readonly Member[]): string =>
  coders.map(({ initials, name }) => `${initials} ${name}`).join(' · ')
