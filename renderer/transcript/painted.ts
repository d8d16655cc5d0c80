import type { Span } from '#shared/text/span.ts'

/** A coding as the transcript draws it; the screen decides what it is called and how it looks. */
export interface PaintedCoding extends Span {
  id: string
  /** Step of the code palette, 1–24. */
  colour: number
  /** The code's name, shown beside its stripe. */
  label: string
  /** Everything a person should hear about it: code, coder, polarity. The stripe's accessible name. */
  description: string
  /** How its line is drawn: one style a coder, so that two coders differ without colour. */
  line: 'solid' | 'dashed'
  /** Which column of the margin it stands in, an index into `MarginColumn`s; 0 where there is one column. */
  column: number
  polarity: 'facilitator' | 'barrier' | null
  /** True where the person may change it: its edges get handles when it is selected. */
  movable: boolean
}

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
