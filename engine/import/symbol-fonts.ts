/** Characters of the font Symbol from 0x20 and from 0xA0 on; a space where it has none that others know. */
const symbolFrom20 =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼'
const symbolFromA0 =
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭'

const symbol = new Map<number, string>([...rowOf(0x20, symbolFrom20), ...rowOf(0xa0, symbolFromA0)])

/** The signs that people put into documents: boxes, ticks, arrows, faces, bullets and numbers in circles. */
const wingdings = new Map<number, string>([
  ...rowOf(0x20, ' '),
  ...rowOf(0x28, '☎✆✉'),
  ...rowOf(0x45, '☜☞☝☟'),
  [0x4a, '☺'],
  [0x4b, '😐'],
  [0x4c, '☹'],
  ...rowOf(0x6c, '●'),
  ...rowOf(0x6e, '■□'),
  ...rowOf(0x71, '❑❒⬧⧫◆❖⬥'),
  ...rowOf(0x80, '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿'),
  ...rowOf(0x9e, '·•'),
  ...rowOf(0xa1, '○'),
  ...rowOf(0xa7, '▪◻'),
  ...rowOf(0xab, '★'),
  ...rowOf(0xd8, '➢'),
  ...rowOf(0xdf, '←→↑↓↖↗↙↘'),
  ...rowOf(0xe8, '➔'),
  ...rowOf(0xef, '⇦⇨⇧⇩'),
  ...rowOf(0xfb, '✗✓☒☑'),
])

const wingdings2 = new Map<number, string>([...rowOf(0x4f, '✗✓☒☑'), [0x54, '☒'], [0xa3, '☐']])

const fonts = new Map([
  ['symbol', symbol],
  ['wingdings', wingdings],
  ['wingdings 2', wingdings2],
])

/**
 * The character a document means by a number in a font: symbol fonts give signs the numbers of letters, or hide them
 * in the private range from U+F000 on. Null where nobody but the font knows.
 */
export function characterOf(font: string, code: number): string | null {
  const table = fonts.get(font.toLowerCase())
  const isPrivate = code >= 0xf000 && code <= 0xf0ff
  if (table && (isPrivate || code <= 0xff)) return table.get(code & 0xff) ?? null
  const isText = code >= 0x20 && code <= 0xfffd && !(code >= 0xd800 && code <= 0xf8ff)
  return isText ? String.fromCodePoint(code) : null
}

/** Characters by number, from the first one's on. */
function rowOf(first: number, characters: string): [number, string][] {
  const row = [...characters].map((character, i): [number, string] => [first + i, character])
  return row.filter(([code, character]) => character !== ' ' || code === 0x20)
}
