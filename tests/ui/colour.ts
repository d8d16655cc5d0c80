/** Lightness 0–1, chroma, hue in degrees, alpha 0–1. */
export interface Oklch {
  readonly l: number
  readonly c: number
  readonly h: number
  readonly alpha: number
}

/** Red, green, blue in linear light, 0–1. */
export type Linear = readonly [number, number, number]

type Matrix = readonly [Linear, Linear, Linear]

const lmsToRgb: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
]
const rgbToLms: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const lmsToLab: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]

function times(matrix: Matrix, v: Linear): Linear {
  const row = ([a, b, c]: Linear) => a * v[0] + b * v[1] + c * v[2]
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

/** OKLCH to linear sRGB, unclipped (Ottosson 2020, https://bottosson.github.io/posts/oklab). */
export function toLinear({ l, c, h }: Oklch): Linear {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  return times(lmsToRgb, [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ])
}

/** Whether a screen can show it, give or take half a step of 8 bits. */
export function isInGamut(colour: Linear): boolean {
  return colour.every(value => value > -0.002 && value < 1.002)
}

const clip = (value: number) => Math.min(1, Math.max(0, value))
const encode = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)
const decode = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

/** `over` with its alpha on an opaque ground, mixed in encoded sRGB as browsers do. */
export function composite(over: Oklch, ground: Linear): Linear {
  const top = toLinear(over)
  const mix = (channel: 0 | 1 | 2) =>
    decode(over.alpha * encode(clip(top[channel])) + (1 - over.alpha) * encode(clip(ground[channel])))
  return [mix(0), mix(1), mix(2)]
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Linear, other: Linear): number {
  const luminance = ([r, g, b]: Linear) => 0.2126 * clip(r) + 0.7152 * clip(g) + 0.0722 * clip(b)
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/**
 * The colour as each kind of vision sees it: full dichromacy after Machado, Oliveira and Fernandes 2009
 * (https://doi.org/10.1109/TVCG.2009.113), severity 1, in linear light.
 */
export const visions: Readonly<Record<'normal' | 'protan' | 'deutan' | 'tritan', Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Distance in OKLab between two colours as one kind of vision sees them; about 0.02 is just noticeable. */
export function distance(one: Linear, other: Linear, vision: Matrix): number {
  const seen = (colour: Linear) => {
    const [r, g, b] = times(vision, [clip(colour[0]), clip(colour[1]), clip(colour[2])])
    const lms = times(rgbToLms, [clip(r), clip(g), clip(b)])
    return times(lmsToLab, [Math.cbrt(lms[0]), Math.cbrt(lms[1]), Math.cbrt(lms[2])])
  }
  const [a, b] = [seen(one), seen(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}
