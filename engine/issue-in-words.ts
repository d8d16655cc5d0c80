import type { z } from 'zod'

/**
 * The first thing a check found wrong, as a sentence without its full stop: which field, and what it should be.
 * `input` is what was checked; it tells what is missing from what is of the wrong kind.
 */
export function issueInWords({ issues }: z.ZodError, input: unknown, whole = 'The request'): string {
  const [issue] = issues
  if (!issue) return `${whole} is not understood`
  const name = issue.path.join('.')
  const where = issue.path.length === 0 ? whole : (called[name] ?? `“${name}”`)
  return `${where} ${wrong(issue, at(input, issue.path))}`
}

/** Fields that whoever gives them knows by other words: an option's, or a form's. */
const called: Partial<Record<string, string>> = {
  heldOn: 'The day of the meeting',
  attendees: 'Who was there',
  because: 'The reason',
  'size.number': 'The number to draw',
  'size.share': 'The share to draw',
}

type Issue = z.ZodError['issues'][number]

function wrong(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'too_small':
      return limit(issue.origin, Number(issue.minimum), 'least')
    case 'too_big':
      return limit(issue.origin, Number(issue.maximum), 'most')
    case 'unrecognized_keys':
      return `has something that is not known here: ${issue.keys.map(key => `“${key}”`).join(', ')}`
    case 'invalid_value':
      return found === undefined ? 'is missing' : `is one of ${issue.values.map(String).join(', ')}`
    case 'invalid_type':
      return found === undefined
        ? 'is missing'
        : `is not ${kinds[issue.expected] ?? 'of the kind it should be'}`
    case 'invalid_format':
      return issue.format === 'date'
        ? 'is not a day that there is, such as 2026-03-12'
        : 'is not written as it should be'
    default:
      return found === undefined ? 'is missing' : 'is not understood'
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a list of named values',
}

function limit(origin: string, bound: number, end: 'least' | 'most'): string {
  if (origin === 'string') {
    if (end === 'least') return bound === 1 ? 'is empty' : `is shorter than ${bound} characters`
    return `is longer than ${bound} characters`
  }
  if (origin === 'array' || origin === 'set') {
    if (end === 'least' && bound === 1) return 'is empty'
    return `has ${end === 'least' ? 'fewer' : 'more'} than ${bound} entries`
  }
  return `is ${bound} at the ${end}`
}

const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  )
