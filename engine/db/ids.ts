import { createHash } from 'node:crypto'
import { v7 } from 'uuid'

/** A new id: UUIDv7, increasing within this process. Never the source of any order but insertion locality. */
export const newId = (): string => v7()

/**
 * The id of a row that several copies make alike without knowing of each other: the same parts give the same id
 * everywhere. SHA-256 of the parts, in the form of a UUIDv8 (RFC 9562).
 */
export function idFrom(...parts: readonly (string | number | null)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
