import type { CodeMeeting } from '#shared/model/confusion.ts'

/**
 * Codes in an order in which those that coders use in place of each other stand side by side, so that confusions lie
 * near the diagonal of a matrix: starting from the strongest pair, chains of codes are joined end to end. Chains come
 * strongest first; codes that are confused with none keep their order after them.
 */
export function confusionOrder(codes: readonly string[], meetings: readonly CodeMeeting[]): string[] {
  const chainOf = new Map<string, string[]>()
  const listed = new Set(codes)
  const isEnd = (code: string, chain: readonly string[]) => chain[0] === code || chain.at(-1) === code
  for (const [x, y] of byStrength(meetings)) {
    if (!listed.has(x) || !listed.has(y)) continue
    const [left, right] = [chainOf.get(x) ?? [x], chainOf.get(y) ?? [y]]
    if (left === right || !isEnd(x, left) || !isEnd(y, right)) continue
    const joined = [
      ...(left.at(-1) === x ? left : left.toReversed()),
      ...(right[0] === y ? right : right.toReversed()),
    ]
    for (const code of joined) chainOf.set(code, joined)
  }
  const chains = [
    ...new Set(
      byStrength(meetings)
        .flatMap(([x]) => chainOf.get(x) ?? [])
        .map(code => chainOf.get(code)),
    ),
  ]
  return [...chains.flatMap(chain => chain ?? []), ...codes.filter(code => !chainOf.has(code))]
}

/** Pairs of different codes, those that stand most in place of each other first, either way round taken together. */
function byStrength(meetings: readonly CodeMeeting[]): [string, string][] {
  const strength = new Map<string, number>()
  for (const { a, b, instead } of meetings) {
    if (a === b || instead === 0) continue
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    strength.set(key, (strength.get(key) ?? 0) + instead)
  }
  return [...strength].sort(([, x], [, y]) => y - x).map(([key]) => key.split(' ') as [string, string])
}
