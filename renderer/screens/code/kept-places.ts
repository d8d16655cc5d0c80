import type { Selected } from '../../transcript/snap.ts'

/** Where one person was in a text: the selection, and the place that was looked at; text offsets. */
export interface KeptPlace {
  selection: Selected
  /** Null where the text stood at its beginning. */
  looked: number | null
}

const where = 'tandem:places'
/** How many texts' places the window remembers, the last first. */
const most = 200

const nameOf = (member: string, source: string) => `${member} ${source}`

function read(): [string, KeptPlace][] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(where) ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}

/** Where a person was in a text when it was last left in this window, a reload included; ids and offsets alone. */
export function keptPlace(member: string, source: string): KeptPlace | null {
  return read().find(([name]) => name === nameOf(member, source))?.[1] ?? null
}

/** Keeps where a person is in a text. */
export function keepPlace(member: string, source: string, place: KeptPlace): void {
  const name = nameOf(member, source)
  const others = read().filter(([other]) => other !== name)
  sessionStorage.setItem(where, JSON.stringify([[name, place], ...others].slice(0, most)))
}
