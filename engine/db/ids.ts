import { v7 } from 'uuid'

/** A new id: UUIDv7, increasing within this process. Never the source of any order but insertion locality. */
export const newId = (): string => v7()
