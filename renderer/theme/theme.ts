/** What a person can choose for the window's look. 'system' follows the computer's own setting. */
export type ThemeChoice = 'system' | 'light' | 'dark' | 'high-contrast'

/** The choices in the order they are offered, with the words on the screen. */
export const themeChoices: readonly { readonly id: ThemeChoice; readonly name: string }[] = [
  { id: 'system', name: 'As the system' },
  { id: 'light', name: 'Light' },
  { id: 'dark', name: 'Dark' },
  { id: 'high-contrast', name: 'High contrast' },
]

/** Applies a theme at once. Nothing is stored: whoever owns the settings remembers the choice. */
export function applyTheme(choice: ThemeChoice, root: HTMLElement = document.documentElement): void {
  if (choice === 'system') delete root.dataset.theme
  else root.dataset.theme = choice
}

/** How the transcript is set; each may be left out to keep the token's own value. */
export interface ReadingStyle {
  /** Size of the reading face in CSS pixels, 12 to 40. */
  readonly size?: number | undefined
  /** Width of the column in characters, 40 to 120. */
  readonly measure?: number | undefined
  /** Serif: the reading face; sans: the face of the rest of the window. */
  readonly face?: 'serif' | 'sans' | undefined
  /** Line height as a multiple of the size, 1.2 to 2.6. */
  readonly leading?: number | undefined
}

/** What stands beside the turns of a transcript. */
export interface ReadingGutter {
  /** Beside every how many turns their number stands; 0: beside none. */
  readonly turnNumbers: number
  readonly speakers: boolean
  readonly times: boolean
}

/** Shows or hides what stands beside the text; transcript.module.css follows these words. */
export function applyReadingGutter(
  { turnNumbers, speakers, times }: ReadingGutter,
  root: HTMLElement = document.documentElement,
): void {
  const hidden = [
    ...(turnNumbers > 0 ? [] : ['numbers']),
    ...(speakers ? [] : ['speakers']),
    ...(times ? [] : ['times']),
  ]
  root.dataset.hidden = hidden.join(' ')
  root.dataset.turnNumbers = String(turnNumbers)
}

/** Sets the reading size, width, face and line height; out-of-range values are brought to the nearest end. */
export function applyReadingStyle(style: ReadingStyle, root: HTMLElement = document.documentElement): void {
  const set = (name: string, value: string | null) => {
    if (value === null) root.style.removeProperty(name)
    else root.style.setProperty(name, value)
  }
  const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
  set('--reading-size', style.size === undefined ? null : `${within(style.size, 12, 40) / 16}rem`)
  set('--reading-measure', style.measure === undefined ? null : `${within(style.measure, 40, 120)}ch`)
  set('--reading-face', style.face === 'sans' ? 'var(--face-ui)' : null)
  set('--reading-leading', style.leading === undefined ? null : `${within(style.leading, 1.2, 2.6)}`)
}
