/** A run of text as a PDF places it: where its baseline begins, in points from the page's lower left corner. */
export interface Piece {
  text: string
  x: number
  y: number
  width: number
  /** Size of the font, in points. */
  size: number
  /** Direction of the baseline, in radians; 0 reads to the right. */
  angle: number
  /** White space stands before it. */
  spaced: boolean
  rtl: boolean
  fontName: string
  bold?: boolean
  italic?: boolean
}

export interface PdfPage {
  left: number
  bottom: number
  width: number
  height: number
  pieces: Piece[]
}

/** A piece of a line, with what stands between it and the one before: nothing, a space, or a tab for a wide gap. */
export interface Run {
  text: string
  before: '' | ' ' | '\t'
  bold: boolean
  italic: boolean
}

/** One line of text. Distances in points: `left` and `right` of its ink, `top` of its baseline from the page's top. */
export interface PdfLine {
  runs: Run[]
  text: string
  left: number
  right: number
  top: number
  /** Size of most of its characters. */
  size: number
  page: number
  /** Lines with the same number follow each other in one column. */
  column: number
  /** Columns in the same place have lines of the same length, on whatever page. */
  place: string
  /** How far to the right a line of its column may be expected to reach at least. */
  room: number
}

/** A page's lines in reading order. */
export interface PageLines {
  lines: PdfLine[]
  /** The page's height the way its text stands. */
  height: number
  /** Pieces that stand across or at a slant to the rest. */
  sideways: number
  columns: readonly Column[]
}

interface Column {
  from: number
  to: number
}

/** A piece turned so that it reads to the right, `u` from the left and `v` from the top. */
interface Placed {
  piece: Piece
  u: number
  end: number
  v: number
}

/** Pieces of one baseline with no wide gap between them. */
interface Fragment {
  placed: Placed[]
  left: number
  right: number
  v: number
  size: number
}

/** In ems: a gap that is a space, one that a column may begin behind, one that is a tab. */
const spaceGap = 0.2
const columnGap = 0.9
const tabGap = 1.6

/**
 * The lines of a page as a person reads them: columns one after the other, a line that spans them between. Pieces
 * in `leftOut` are passed over. A page too short to show columns has those of the page before, where its text fits them.
 */
export function linesOf(
  page: PdfPage,
  number: number,
  leftOut: ReadonlySet<Piece>,
  before: PageLines | undefined,
): PageLines {
  const turn = mainDirection(page.pieces)
  const straight = page.pieces.filter(piece => quarterOf(piece.angle) === turn)
  const { place, height, width } = turned(page, turn)
  const fragments = fragmentsOf(withoutRepeats(straight.filter(piece => !leftOut.has(piece)).map(place)))
  const columns = columnsOf(fragments, before?.columns ?? [])
  const groups: { place: number; fragments: Fragment[] }[] = []
  let band: Fragment[][] = columns.map(() => [])
  let across: Fragment[] | null = null
  const close = (): void => {
    groups.push(...band.flatMap((fragments, place) => (fragments.length > 0 ? [{ place, fragments }] : [])))
    band = columns.map(() => [])
  }
  for (const fragment of [...fragments].sort((a, b) => a.v - b.v || a.left - b.left)) {
    const column = columns.findIndex(({ from, to }) => fragment.left >= from && fragment.right <= to)
    if (column >= 0) {
      band[column]?.push(fragment)
      across = null
    } else if (across) across.push(fragment)
    else {
      close()
      across = [fragment]
      groups.push({ place: -1, fragments: across })
    }
  }
  close()
  const isWhole = (place: number): boolean => place < 0 || columns.length === 1
  const lines = groups.flatMap(({ place, fragments: group }, column) =>
    joinLines(group).map(line => ({
      ...line,
      page: number,
      column,
      place: `${Math.round(width)} ${isWhole(place) ? 'whole' : `${place} of ${columns.length}`}`,
      // A line that has no neighbours has most of the page's width to itself.
      room: isWhole(place) ? width * 0.65 : 0,
    })),
  )
  return { lines, height, sideways: page.pieces.length - straight.length, columns }
}

/** How many numbers, and what share of their steps alike, make a numbering of lines or paragraphs. */
const numbering = { least: 8, alike: 0.8 }

/** The numbers that some programs print in the left margin beside each line or paragraph. */
export function lineNumbers(pages: readonly PdfPage[]): Set<Piece> {
  const found = pages.flatMap(({ pieces }) => {
    const isNumber = (piece: Piece): boolean => /^\d{1,5}$/.test(piece.text.trim())
    const left = Math.min(...pieces.filter(piece => !isNumber(piece)).map(piece => piece.x))
    return pieces.filter(piece => isNumber(piece) && piece.x + piece.width < left).sort((a, b) => b.y - a.y)
  })
  const steps = found.slice(1).map((piece, i) => Number(piece.text) - Number(found[i]?.text))
  const step = commonest(steps.map(size => [size, 1]))
  const alike = steps.filter(size => size === step).length
  const isNumbering = found.length >= numbering.least && step > 0 && alike >= steps.length * numbering.alike
  return new Set(isNumbering ? found : [])
}

/** A direction in quarter turns; a slant, as of a watermark, has one of its own. */
function quarterOf(angle: number): number {
  const quarter = Math.round(angle / (Math.PI / 2))
  return Math.abs(angle - (quarter * Math.PI) / 2) < 0.05 ? (quarter + 4) % 4 : -1
}

function mainDirection(pieces: readonly Piece[]): number {
  const weight = [0, 0, 0, 0]
  for (const { angle, text } of pieces) {
    const quarter = quarterOf(angle)
    if (quarter >= 0) weight[quarter] = (weight[quarter] ?? 0) + text.length
  }
  return weight.indexOf(Math.max(...weight))
}

function turned(
  page: PdfPage,
  quarter: number,
): { place: (piece: Piece) => Placed; height: number; width: number } {
  const { left, bottom, width, height } = page
  const place = (piece: Piece): Placed => {
    const x = piece.x - left
    const y = piece.y - bottom
    const [u, v] =
      quarter === 0
        ? [x, height - y]
        : quarter === 1
          ? [y, x]
          : quarter === 2
            ? [width - x, y]
            : [height - y, width - x]
    return { piece, u, end: u + piece.width, v }
  }
  return quarter % 2 === 0 ? { place, height, width } : { place, height: width, width: height }
}

/** Bold is sometimes made by printing a word twice, a hair apart. */
function withoutRepeats(placed: readonly Placed[]): Placed[] {
  const seen = new Map<string, Placed[]>()
  return placed.filter(one => {
    const key = `${one.piece.text}\0${Math.round(one.v / 4)}`
    const same = seen.get(key) ?? []
    if (same.some(other => Math.abs(other.u - one.u) < 1 && Math.abs(other.v - one.v) < 1)) return false
    seen.set(key, [...same, one])
    return true
  })
}

function fragmentsOf(placed: readonly Placed[]): Fragment[] {
  const rows: { placed: Placed[]; v: number; size: number }[] = []
  for (const one of [...placed].sort((a, b) => a.v - b.v)) {
    // Raised and lowered signs belong to the line they stand in.
    const row = rows.findLast(
      (other, i) => i >= rows.length - 3 && Math.abs(one.v - other.v) < shiftOf(one.piece.size, other.size),
    )
    if (!row) rows.push({ placed: [one], v: one.v, size: one.piece.size })
    else {
      row.placed.push(one)
      if (one.piece.size > row.size) {
        row.v = one.v
        row.size = one.piece.size
      }
    }
  }
  return rows.flatMap(row => {
    const fragments: Fragment[] = []
    for (const one of row.placed.sort((a, b) => a.u - b.u)) {
      const last = fragments.at(-1)
      if (last && one.u - last.right < columnGap * Math.min(row.size, one.piece.size)) {
        last.placed.push(one)
        last.right = Math.max(last.right, one.end)
      } else fragments.push({ placed: [one], left: one.u, right: one.end, v: row.v, size: row.size })
    }
    return fragments
  })
}

/** How far apart two baselines are at most that are one line's. A much smaller sign is raised further. */
const shiftOf = (a: number, b: number): number =>
  Math.max(a, b) * (Math.min(a, b) < 0.75 * Math.max(a, b) ? 0.5 : 0.35)

/** How many lines side by side make two columns, and how full their lines must be: a table's are not. */
const sideBySide = 6
const fullness = 0.7

/**
 * The columns a page is set in; one where there are none. Columns of running text have lines that mostly fill them;
 * a table or a transcript with its speakers in the margin has not, and is read across.
 */
function columnsOf(fragments: readonly Fragment[], before: readonly Column[]): readonly Column[] {
  const whole: Column[] = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }]
  if (fragments.length < sideBySide * 2) {
    const fit = fragments.filter(f => before.some(({ from, to }) => f.left >= from && f.right <= to))
    return before.length > 1 && fit.length >= fragments.length * 0.8 ? before : whole
  }
  const left = Math.min(...fragments.map(f => f.left))
  const right = Math.max(...fragments.map(f => f.right))
  const gutters = guttersOf(fragments, left, right)
  const columns = [...gutters, right + 1].map((to, i) => ({
    from: i === 0 ? left - 1 : (gutters[i - 1] ?? 0),
    to,
  }))
  const areText = columns.every(({ from, to }) => {
    const inside = fragments.filter(f => f.left >= from && f.right <= to)
    const widest = Math.max(0, ...inside.map(f => f.right - f.left))
    const full = inside.filter(f => f.right - f.left > widest * fullness)
    return inside.length >= sideBySide && full.length > inside.length / 2 && widest > (right - left) * 0.2
  })
  return gutters.length > 0 && areText ? columns : whole
}

/** Where, from left to right, nearly no line crosses and text begins and ends on both sides. */
function guttersOf(fragments: readonly Fragment[], left: number, right: number): number[] {
  const width = Math.ceil(right - left)
  if (width < 100 || width > 10_000) return []
  const covering = new Float64Array(width + 1)
  for (const { left: from, right: to } of fragments) {
    for (let at = Math.max(0, Math.floor(from - left)); at < Math.min(width, to - left); at++)
      covering[at] = (covering[at] ?? 0) + 1
  }
  const most = Math.max(...covering)
  const gutters: number[] = []
  let open = -1
  for (let at = Math.floor(width * 0.2); at <= Math.ceil(width * 0.8); at++) {
    const free = (covering[at] ?? 0) <= most * 0.2
    if (free && open < 0) open = at
    if (!free && open >= 0) {
      if (at - open >= 6) gutters.push(left + (open + at) / 2)
      open = -1
    }
  }
  return gutters.length <= 3 ? gutters : []
}

/** A column's fragments as lines. */
function joinLines(fragments: readonly Fragment[]): Omit<PdfLine, 'page' | 'column' | 'place' | 'room'>[] {
  const rows: Fragment[][] = []
  for (const fragment of fragments) {
    const row = rows.at(-1)
    if (row?.[0] && row[0].v === fragment.v) row.push(fragment)
    else rows.push([fragment])
  }
  return rows.map(row => {
    const placed = row.flatMap(fragment => fragment.placed)
    const letters = (rtl: boolean): number =>
      placed.reduce((sum, one) => sum + (one.piece.rtl === rtl ? one.piece.text.length : 0), 0)
    const rtl = letters(true) > letters(false)
    placed.sort((a, b) => (rtl ? b.u - a.u : a.u - b.u))
    const runs = runsOf(placed, rtl)
    return {
      runs,
      text: runs.map(run => run.before + run.text).join(''),
      left: Math.min(...row.map(f => f.left)),
      right: Math.max(...row.map(f => f.right)),
      top: row[0]?.v ?? 0,
      size: commonest(placed.map(one => [Math.round(one.piece.size * 2) / 2, one.piece.text.length])),
    }
  })
}

function runsOf(placed: readonly Placed[], rtl: boolean): Run[] {
  return placed.map((one, i) => {
    const { text, size, spaced, bold = false, italic = false } = one.piece
    const last = placed[i - 1]
    const gap = last ? (rtl ? last.u - one.end : one.u - last.end) / Math.min(size, last.piece.size) : 0
    const apart = /\s$/.test(last?.piece.text ?? '') || /^\s/.test(text)
    // A piece far back of the last one is printed over it.
    const afterLabel = last?.piece.text.endsWith(':') && last.piece.fontName !== one.piece.fontName
    const parted = spaced || gap > spaceGap || gap < -1 || afterLabel
    const before = !last ? '' : gap > tabGap ? '\t' : parted && !apart ? ' ' : ''
    const clean = text.replace(/\s+/g, ' ')
    return { text: i === 0 || before === '\t' ? clean.trimStart() : clean, before, bold, italic }
  })
}

/** The value with the most weight. */
export function commonest(weighted: Iterable<readonly [value: number, weight: number]>): number {
  const sums = new Map<number, number>()
  for (const [value, weight] of weighted) sums.set(value, (sums.get(value) ?? 0) + weight)
  let best = 0
  let most = -1
  for (const [value, weight] of sums) {
    if (weight > most) {
      best = value
      most = weight
    }
  }
  return best
}
