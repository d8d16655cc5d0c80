import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { ThemeMark, ThemeMarks, ThemeReach } from '#shared/model/theme.ts'
import { counted, number } from '../../wording.ts'

/** Of so many passages it is worth saying that one person gives a third of them or more, or that some speak against the rest. */
const enough = 6

/** That one voice carries it: `P05 gives 39 of 98 passages`; null where none does. */
export function oneVoice({ most, passages }: Pick<ThemeMark, 'most' | 'passages'>): string | null {
  if (most === null || passages < enough || most.passages * 3 < passages) return null
  return `${most.name} gives ${number(most.passages)} of ${counted(passages, 'passage')}`
}

/** The polarity that fewer passages have, where both are there and one is half as many as the other or fewer. */
export function deviant({ facilitator, barrier }: ThemeReach['says']) {
  const [fewer, more] = facilitator < barrier ? [facilitator, barrier] : [barrier, facilitator]
  if (fewer === 0 || fewer + more < enough || fewer * 2 > more) return null
  const what: Polarity = facilitator < barrier ? 'facilitator' : 'barrier'
  const rest: Polarity = what === 'facilitator' ? 'barrier' : 'facilitator'
  return { what, words: `${counted(fewer, what)} among ${counted(more, rest)}` }
}

/** How many people, at how many sites, of those the study has: empty where it has no people. */
export function whoOf(people: number, sites: number, known: ThemeMarks['known']): string {
  if (known.people === 0) return ''
  const at = known.sites > 0 ? ` at ${number(sites)} of ${counted(known.sites, 'site')}` : ''
  return `${number(people)} of ${counted(known.people, 'person', 'people')}${at}`
}

export const noEvidence = (layer: Layer): string =>
  layer === 'consensus' ? 'No consensus passage yet' : 'No passage yet'

/** What a card says of its theme or code. */
export interface MarkWords {
  passages: number
  /** Passages and sources, then people and sites. */
  figures: string[]
  /** What to look at twice: one voice that carries it, what speaks against the rest, data sets that are silent. */
  remarks: string[]
  /** One voice carries it, or something speaks against the rest. */
  standsOut: boolean
  hasEvidence: boolean
}

/** A mark in words, quiet figures apart from what is remarkable. */
export function markWords(mark: ThemeMark, { known, dataSets, layer }: Omit<ThemeMarks, 'marks'>): MarkWords {
  const { passages, sources, people, sites, says } = mark
  if (passages === 0)
    return { passages, figures: [], remarks: [noEvidence(layer)], standsOut: false, hasEvidence: false }
  const odd = [oneVoice(mark), deviant(says)?.words ?? null].filter(words => words !== null)
  const silent = dataSets.filter(name => !mark.dataSets.includes(name))
  return {
    passages,
    figures: [
      `${counted(passages, 'passage')} in ${counted(sources, 'source')}`,
      whoOf(people, sites, known),
    ].filter(words => words !== ''),
    remarks: [...odd, ...(silent.length > 0 ? [`Nothing in ${silent.join(', ')}`] : [])],
    standsOut: odd.length > 0,
    hasEvidence: true,
  }
}
