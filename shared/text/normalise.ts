/** What normalising did to a text, each in a researcher's words with how often; empty when nothing changed. */
export interface NormalisedText {
  text: string
  changes: string[]
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
/**
 * A character that normalising may change, remove or join to the one before it. No printed character below U+0300 is
 * one, and none of U+2002 to U+20CF, where typographers' dashes and quotation marks stand.
 */
const changeable = /[^\t\n -\u02FF\u2002-\u20CF]/

const times = (n: number, one: string, many: string): string => (n === 1 ? one : many.replace('#', String(n)))

/**
 * The one normalisation of a source's text, done once at import (MODEL invariant 2):
 * no BOM, no NUL, `\n` line ends, well-formed UTF-16, Unicode NFC. Idempotent.
 */
export function normaliseText(raw: string): NormalisedText {
  if (!changeable.test(raw)) return { text: raw, changes: [] }
  const changes: string[] = []
  let text = raw
  const lead = /^[\0\uFEFF]*/.exec(text)?.[0] ?? ''
  if (lead.includes('\uFEFF')) {
    text = lead.replaceAll('\uFEFF', '') + text.slice(lead.length)
    changes.push('Byte-order mark removed')
  }
  const nuls = count(text, /\0/g)
  if (nuls > 0) {
    text = text.replaceAll('\0', '')
    changes.push(times(nuls, '1 NUL character removed', '# NUL characters removed'))
  }
  const returns = count(text, /\r\n?/g)
  if (returns > 0) {
    text = text.replace(/\r\n?/g, '\n')
    changes.push(times(returns, '1 line end made uniform', '# line ends made uniform'))
  }
  if (!text.isWellFormed()) {
    const lone = count(text, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g)
    text = text.toWellFormed()
    changes.push(
      times(lone, '1 broken character replaced by \uFFFD', '# broken characters replaced by \uFFFD'),
    )
  }
  const composed = text.normalize('NFC')
  if (composed !== text) {
    text = composed
    changes.push('Accented letters stored in their composed form (NFC)')
  }
  return { text, changes }
}
