export type Polarity = 'facilitator' | 'barrier'
export type Layer = 'independent' | 'consensus'

/**
 * One coder says: characters [start, end) of this source carry this code. Offsets are UTF-16, half-open.
 * In the consensus layer `coder` is null and `ruling` names the ruling it comes from (null: both coders agreed).
 */
export interface Coding {
  id: string
  source: string
  start: number
  end: number
  code: string
  coder: string | null
  layer: Layer
  polarity: Polarity | null
  comment: string
  round: string | null
  ruling: string | null
  createdAt: string
  /** True where its coder has submitted the round it belongs to: it no longer changes. */
  frozen: boolean
}

/** A coding with what a list or an export shows beside it. */
export interface CodedPassage extends Coding {
  text: string
  codeName: string
  codePath: string[]
  coderName: string | null
  coderInitials: string | null
  sourceTitle: string
  sourceKind: string
  speaker: string | null
}

/** A note on a passage, without a code. */
export interface Annotation {
  id: string
  source: string
  start: number
  end: number
  author: string
  text: string
  createdAt: string
}
