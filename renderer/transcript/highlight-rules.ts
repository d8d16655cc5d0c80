/** How many lanes of underlines have their own height; deeper lanes share the last. */
export const drawnLanes = 5

/** How much of the wash each lane adds: backgrounds lie on one another, and text must stay on top of them all. */
const washes = [0.85, 0.5, 0.32, 0.24, 0.18]

/** Only what stands in a row is painted. Left open, every element of the window would be styled for every highlight. */
const inRows = '[data-row] *'

/** What decides how a coding is drawn in the text: its colour, its lane and its coder's line. */
export interface HighlightLook {
  colour: number
  lane: number
  line: 'solid' | 'dashed'
}

/** Name of the highlight for a look; `prefix` keeps two transcripts in one window apart. */
export function highlightName(prefix: string, { colour, lane, line }: HighlightLook): string {
  return `${prefix}-${colour}-${Math.min(lane, drawnLanes - 1)}-${line}`
}

/**
 * The rule for one look: an underline in its lane over a very faint background. Lengths are in em, so they
 * follow the reading size: the first line stands .24 em under the baseline, each next one .2 em lower.
 */
export function highlightRule(prefix: string, look: HighlightLook): string {
  const lane = Math.min(look.lane, drawnLanes - 1)
  const offset = (0.24 + lane * 0.2).toFixed(2)
  const colour = `var(--code-${look.colour})`
  return `${inRows}::highlight(${highlightName(prefix, look)}) {
    background-color: oklch(from ${colour} l c h / calc(var(--code-wash) * ${washes[lane]}));
    text-decoration: underline ${look.line} ${colour} 0.13em;
    text-underline-offset: ${offset}em;
  }`
}

/** The passing layers, in the order they lie on the codings: each over the one before. */
export const layers = ['note', 'found', 'selected', 'lit', 'flash', 'current'] as const
export type Layer = (typeof layers)[number]

/** The rules of the passing layers; `lit` is a coding under the pointer or chosen. */
export function layerRules(prefix: string): string[] {
  return [
    `${inRows}::highlight(${prefix}-note) { text-decoration: overline dotted var(--ink-faint) 0.1em; }`,
    `${inRows}::highlight(${prefix}-found) { background-color: var(--mark); }`,
    `${inRows}::highlight(${prefix}-selected) { background-color: var(--accent-wash-strong); }`,
    ...Array.from(
      { length: 24 },
      (_, at) =>
        `${inRows}::highlight(${prefix}-lit-${at + 1}) { background-color: oklch(from var(--code-${at + 1}) l c h / calc(var(--code-wash-strong) * 1.25)); }`,
    ),
    `${inRows}::highlight(${prefix}-flash) { background-color: var(--mark); }`,
    `${inRows}::highlight(${prefix}-current) { background-color: var(--mark-current); }`,
  ]
}
