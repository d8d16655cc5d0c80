/** A word on a person's first visit to a screen, shown until they have dismissed it. */
export interface Hint {
  id: string
  screen: string
  words: string
}

/** The five first-run hints. */
export const hints: readonly Hint[] = [
  {
    id: 'study-waiting',
    screen: 'study',
    words: 'This page always shows what waits for you. Each line leads to the place where it is done.',
  },
  {
    id: 'sources-drop',
    screen: 'sources',
    words:
      'Drop files anywhere in the window to import them. You see what was recognised before anything is kept.',
  },
  {
    id: 'code-enter',
    screen: 'code',
    words:
      'Select words and press Enter to choose a code by typing. Without a selection, the whole turn is coded.',
  },
  {
    id: 'compare-open',
    screen: 'compare',
    words: 'Every figure opens the passages behind it, worst first.',
  },
  {
    id: 'adjudicate-keys',
    screen: 'adjudicate',
    words:
      'One key settles a difference: 1 left, 2 right, 3 both, 0 neither. The coders’ own work never changes.',
  },
]
