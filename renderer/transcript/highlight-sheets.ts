import { layerRules, lookRules } from './highlight-rules.ts'

/*
 * The rules of all looks take longer to make than a text to paint, and each rule that came later would have the text's
 * style worked out again. So they are made whole, the first set in a pause after the window has opened, and a
 * transcript that is closed leaves its set to the next one.
 */
const free: string[] = []
let made = 0

/** The prefix of a set of highlight rules that no other transcript uses; give it back when done. */
export const takePrefix = (): string => free.pop() ?? makeSheet()

export function givePrefix(prefix: string): void {
  free.push(prefix)
}

function makeSheet(): string {
  const prefix = `tandem-${++made}`
  const sheet = new CSSStyleSheet()
  sheet.replaceSync([...lookRules(prefix), ...layerRules(prefix)].join('\n'))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return prefix
}

if (typeof requestIdleCallback === 'function') {
  requestIdleCallback(() => {
    if (made === 0) free.push(makeSheet())
  })
}
