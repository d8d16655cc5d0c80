import { create } from 'zustand'
import type { CaseKind } from '#shared/model/case.ts'

interface CasesState {
  kind: CaseKind
  show(kind: CaseKind): void
}

/** Whether people or sites are shown; kept while the window is open. */
export const useCases = create<CasesState>(set => ({
  kind: 'person',
  show: kind => set({ kind }),
}))
