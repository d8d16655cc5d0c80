import type { Span } from '#shared/text/span.ts'
import type { Coded } from './coding-set.ts'

/** How the transcript draws a coding and what it calls it; the screen decides. */
export interface Look {
  /** Step of the code palette, 1–24. */
  colour: number
  /** The code's name, shown beside its stripe. */
  label: string
  /** Everything a person should hear about it: code, coder, polarity. The stripe's accessible name. */
  description: string
  /** How its line is drawn: one style a coder, so that two coders differ without colour. */
  line: 'solid' | 'dashed'
  polarity: 'facilitator' | 'barrier' | null
  /** True where the person may change it: its edges get handles when it is selected. */
  movable: boolean
}

/**
 * How a coding looks: the same for as long as the function is the same. Asked only for codings near the viewport; give
 * another function when codes or coders are called otherwise, and all is drawn anew.
 */
export type LookOf<T> = (coding: T) => Look

/** A coding that carries its look. */
export interface PaintedCoding extends Coded, Look {}

/** The look of codings that carry it. */
export const ownLook: LookOf<Look> = coding => coding

/** A note on a passage as the transcript draws it. */
export interface PaintedNote extends Span {
  id: string
  description: string
}

/** A column of margin stripes: one for the bench, one a coder where coders are compared. */
export interface MarginColumn {
  label: string
  /** The coder's accent, 1–8; no heading colour where absent. */
  accent?: number
}
