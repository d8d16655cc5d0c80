import { create } from 'zustand'

/** How many codes can be pinned: keys 1–9. */
const most = 9

interface PinnedCodes {
  /** Study to ids of its pinned codes, the first on key 1. */
  byStudy: Readonly<Record<string, readonly string[]>>
  /** Pins a code on the next free key, or takes its pin away. */
  toggle(study: string, code: string): void
}

const place = 'tandem:pinned-codes'

/** Codes on the keys 1–9, kept on this machine. */
export const usePinnedCodes = create<PinnedCodes>((set, get) => ({
  byStudy: read(),
  toggle(study, code) {
    const before = get().byStudy[study] ?? []
    const after = before.includes(code) ? before.filter(id => id !== code) : [...before, code].slice(0, most)
    const byStudy = { ...get().byStudy, [study]: after }
    localStorage.setItem(place, JSON.stringify(byStudy))
    set({ byStudy })
  },
}))

function read(): Record<string, readonly string[]> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(
      Object.entries(kept).flatMap(([study, ids]) =>
        Array.isArray(ids) ? [[study, ids.filter(id => typeof id === 'string').slice(0, most)]] : [],
      ),
    )
  } catch {
    return {}
  }
}
