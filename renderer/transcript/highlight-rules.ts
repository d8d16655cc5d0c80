/** How many lanes of underlines have their own height; deeper lanes share the last. */
export const drawnLanes = 5

/**
 * How much of the wash each lane adds: backgrounds lie on one another, and text must stay on top of them all. In words,
 * since a page that writes a broken number out keeps a table of such words from then on.
 */
const washes = ['0.85', '0.5', '0.32', '0.24', '0.18']

/** How a named highlight is drawn. */
export interface HighlightRule {
  name: string
  /** Declarations. */
  style: string
}

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

/** The rules of all looks: 24 colours, each in every lane, solid and dashed. */
export const lookRules = (prefix: string): HighlightRule[] =>
  Array.from({ length: 24 }, (_, at) => at + 1).flatMap(colour =>
    Array.from({ length: drawnLanes }, (_, lane) => lane).flatMap(lane =>
      (['solid', 'dashed'] as const).map(line => highlightRule(prefix, { colour, lane, line })),
    ),
  )

/**
 * The rule for one look: an underline in its lane over a very faint background. Lengths are in em, so they
 * follow the reading size: the first line stands .24 em under the baseline, each next one .2 em lower.
 */
function highlightRule(prefix: string, look: HighlightLook): HighlightRule {
  const lane = Math.min(look.lane, drawnLanes - 1)
  const offset = (0.24 + lane * 0.2).toFixed(2)
  const colour = `var(--code-${look.colour})`
  return {
    name: highlightName(prefix, look),
    style: `
      color: var(--ink);
      background-color: oklch(from ${colour} l c h / calc(var(--code-wash) * ${washes[lane]}));
      text-decoration: underline ${look.line} ${colour} 0.13em;
      text-underline-offset: ${offset}em;
      text-decoration-skip-ink: none;`,
  }
}

/** The passing layers, in the order they lie on the codings: each over the one before. */
export const layers = ['note', 'found', 'lit', 'selected', 'flash', 'current'] as const
export type Layer = (typeof layers)[number]

/** Name of the highlight of a passing layer; `lit` has one for each colour. */
export const layerName = (prefix: string, layer: Layer, colour?: number): string =>
  colour === undefined ? `${prefix}-${layer}` : `${prefix}-${layer}-${colour}`

/** Over a strong background the quieter words of who asks have the ink of the others. */
const marked = (background: string): string => `background-color: var(${background}); color: var(--ink);`

/** The rules of the passing layers; `lit` is a coding under the pointer or chosen. */
export const layerRules = (prefix: string): HighlightRule[] => [
  {
    name: layerName(prefix, 'note'),
    // Next to the letters, over the lines of codings: halfway up to the line above it would be that line's.
    style: `
      text-decoration: underline dotted var(--ink-faint) 0.1em;
      text-underline-offset: 0.08em;
      text-decoration-skip-ink: none;`,
  },
  { name: layerName(prefix, 'found'), style: marked('--mark') },
  ...Array.from({ length: 24 }, (_, at) => at + 1).map(colour => ({
    name: layerName(prefix, 'lit', colour),
    style: `background-color: oklch(from var(--code-${colour}) l c h / calc(var(--code-wash-strong) * 1.25)); color: var(--ink);`,
  })),
  { name: layerName(prefix, 'selected'), style: marked('--accent-wash-strong') },
  { name: layerName(prefix, 'flash'), style: marked('--mark') },
  { name: layerName(prefix, 'current'), style: marked('--mark-current') },
]
