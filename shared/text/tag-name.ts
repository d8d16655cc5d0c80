/** A tag as it is kept: without the commas and semicolons that people part tags by, and the spaces around. */
export const tagName = (typed: string): string => typed.replace(/^[\s,;]+|[\s,;]+$/gu, '')
