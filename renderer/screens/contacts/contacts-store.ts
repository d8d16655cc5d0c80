import { create } from 'zustand'
import type { ContactMode } from '#shared/model/contact.ts'

export type ContactsView = 'log' | 'sites' | 'chart'

/** Which contacts a figure stands for: all of what is named holds. */
export interface ContactFilter {
  /** In words, as it is shown: `Site 2, by phone`. */
  label: string
  /** A site's contacts: those it took part in, unless `absence` is asked for. */
  site?: string | null
  modes?: readonly ContactMode[]
  /** `2019-03`. */
  month?: string
  /** Up to and including this day. */
  until?: string | null
  /** Those somebody missed: for a reason, or for any where it is null. */
  absence?: { of: 'sites' | 'people'; reason: string | null }
}

interface ContactsState {
  view: ContactsView
  words: string
  filter: ContactFilter | null
  show(view: ContactsView): void
  seek(words: string): void
  /** Opens the log at the contacts behind a figure; null lets all be seen again. */
  open(filter: ContactFilter | null): void
}

export const useContacts = create<ContactsState>(set => ({
  view: 'log',
  words: '',
  filter: null,
  show: view => set({ view }),
  seek: words => set({ words }),
  open: filter => set({ filter, view: 'log', words: '' }),
}))
