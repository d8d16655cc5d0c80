import { type HighlightRule, layerRules, lookRules } from './highlight-rules.ts'

/*
 * The rules of all looks take longer to make than a text to paint, and each rule that came later would have the text's
 * style worked out again. So they are made whole, the first set in a pause after the window has opened, and a
 * transcript that is closed leaves its set to the next one. Of the whole set the page works out the style of every rule
 * before it can draw a letter, so a text is opened with the few that its first rows need.
 */
const free: HighlightRules[] = []
let made = 0

/** The highlight rules of one transcript in the window. */
export class HighlightRules {
  /** What the names of its highlights begin with. */
  readonly prefix = `tandem-${++made}`
  /** By name, for as long as they are given one by one. */
  #rules: ReadonlyMap<string, HighlightRule> | null
  readonly #few = new CSSStyleSheet()
  #isWhole = false

  constructor() {
    this.#rules = byName(this.prefix)
    const whole = new CSSStyleSheet()
    whole.replaceSync([...this.#rules.values()].map(rule => written(this.prefix, rule)).join('\n'))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, whole, this.#few]
  }

  /** Gives an element those rules that are needed, and each that will be. */
  beFew(list: Element): void {
    list.classList.add(`${this.prefix}-few`)
  }

  /** Gives the element all rules. */
  beWhole(list: Element): void {
    if (this.#isWhole) return
    this.#isWhole = true
    this.#rules = null
    list.classList.remove(`${this.prefix}-few`)
    list.classList.add(this.prefix)
  }

  /** Says that a highlight of this name is in the page. */
  need(name: string): void {
    if (this.#isWhole) return
    this.#rules ??= byName(this.prefix)
    const rule = this.#rules.get(name)
    if (rule) this.#few.insertRule(written(`${this.prefix}-few`, rule))
  }

  /** Takes the rules from the element and leaves them to the next transcript. */
  give(list: Element | null): void {
    list?.classList.remove(this.prefix, `${this.prefix}-few`)
    this.#few.replaceSync('')
    this.#isWhole = false
    free.push(this)
  }
}

const byName = (prefix: string): ReadonlyMap<string, HighlightRule> =>
  new Map([...lookRules(prefix), ...layerRules(prefix)].map(rule => [rule.name, rule]))

/** A rule for all elements had the page restyle all elements: it is for those of a class. */
const written = (owner: string, { name, style }: HighlightRule): string =>
  `.${owner}::highlight(${name}) { ${style} }`

/** Rules that no other transcript uses; give them back when done. */
export const takeRules = (): HighlightRules => free.pop() ?? new HighlightRules()

if (typeof requestIdleCallback === 'function') {
  requestIdleCallback(() => {
    if (made === 0) free.push(new HighlightRules())
  })
}
