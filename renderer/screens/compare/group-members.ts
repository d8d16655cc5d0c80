import { useMemo } from 'react'
import type { CodedPassage } from '#shared/model/coding.ts'
import type { Theme } from '#shared/model/theme.ts'
import { useRead } from '../../use-engine.ts'
import type { Drill } from './compare-store.ts'
import type { Comparison } from './use-comparison.ts'

type IsMember = (passage: Pick<CodedPassage, 'code' | 'source'>) => boolean

/** Whether a passage belongs to the framework, theme or data set that was opened; all do where none was. */
export function useGroupMembers({ codes, sources }: Comparison, among: Drill['among']): IsMember | null {
  const themes = useRead('themes.list', among?.kind === 'theme' ? {} : null).data
  return useMemo((): IsMember | null => {
    if (!among) return () => true
    if (among.kind === 'framework') return ({ code }) => codes.get(code)?.framework === among.id
    if (among.kind === 'dataSet') return ({ source }) => sources.get(source)?.dataSet?.id === among.id
    if (!themes) return null
    const own = codesOfTheme(themes, among.id)
    const isUnder = (code: string | null): boolean =>
      code !== null && (own.has(code) || isUnder(codes.get(code)?.parent ?? null))
    return ({ code }) => isUnder(code)
  }, [among, themes, codes, sources])
}

/** The codes collected by a theme and its sub-themes. */
function codesOfTheme(themes: readonly Theme[], id: string): Set<string> {
  const codes = new Set(themes.find(theme => theme.id === id)?.codes)
  for (const theme of themes) {
    if (theme.parent === id) for (const code of codesOfTheme(themes, theme.id)) codes.add(code)
  }
  return codes
}
