import { create } from 'zustand'
import type { Layer } from '#shared/model/coding.ts'

const views = ['tree', 'cards', 'statements', 'memos'] as const

export type ThemesView = (typeof views)[number]

interface Where {
  view: ThemesView
  /** The theme looked at, and one of its codes where only that is. */
  theme: string | null
  code: string | null
  layer: Layer
  /** The deductive framework statements are about; null: the first. */
  framework: string | null
  /** The memo open in the list of memos. */
  memo: string | null
}

interface ThemesState extends Where {
  choose(what: Partial<Where>): void
}

const place = 'tandem:themes'

/**
 * Where someone is among the themes and memos, by ids; never study data. The window remembers it over a reload, so that who types
 * on does so in the same memo. What was another study's is in none of this one's lists, and the first of them is shown.
 */
export const useThemes = create<ThemesState>(set => ({
  ...remembered(),
  choose: what => set(what),
}))

useThemes.subscribe(({ choose: _, framework: __, ...where }) =>
  sessionStorage.setItem(place, JSON.stringify(where)),
)

function remembered(): Where {
  const kept = read()
  const id = (name: keyof Where): string | null => {
    const value = kept[name]
    return typeof value === 'string' ? value : null
  }
  return {
    view: views.find(view => view === kept.view) ?? 'tree',
    theme: id('theme'),
    code: id('code'),
    layer: kept.layer === 'independent' ? 'independent' : 'consensus',
    framework: null,
    memo: id('memo'),
  }
}

function read(): Partial<Record<keyof Where, unknown>> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}
