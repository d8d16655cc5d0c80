/** An address a memo may lead to, in one form: http, https or mailto; null for any other. Exports hold to the same. */
export function followable(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, href } = new URL(address)
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null
}
