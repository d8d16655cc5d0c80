import { create } from 'zustand'
import type { FrameworksKept } from '#shared/model/study.ts'
import { showFailure } from '../../show-failure.ts'
import { useClient, usePreferences, useSession } from '../../use-engine.ts'

const usual: FrameworksKept = { allFolded: false, except: [], hidden: [] }

/** Those of the branches that are open. */
export function openBranches(
  { allFolded, except }: FrameworksKept,
  branches: readonly string[],
): Set<string> {
  const others = new Set(except)
  return new Set(branches.filter(id => allFolded === others.has(id)))
}

/**
 * How frameworks are kept once exactly `open` of the branches now shown are open. Branches not shown, such as those of
 * a hidden framework, stay as they are.
 */
export function withOpen(
  kept: FrameworksKept,
  branches: readonly string[],
  open: ReadonlySet<string>,
): FrameworksKept {
  const shown = new Set(branches)
  const notShown = kept.except.filter(id => !shown.has(id))
  return { ...kept, except: [...notShown, ...branches.filter(id => open.has(id) === kept.allFolded)] }
}

/** A framework hidden where it was shown, and shown where it was hidden. */
export const withToggled = (kept: FrameworksKept, framework: string): FrameworksKept => ({
  ...kept,
  hidden: kept.hidden.includes(framework)
    ? kept.hidden.filter(id => id !== framework)
    : [...kept.hidden, framework],
})

/** What was set since the window opened: it shows at once, while it is written down. */
const useSet = create<Record<string, FrameworksKept>>(() => ({}))

/** How this coder keeps the frameworks in this study, beside the text or on their screen: remembered on this machine. */
export function useKeptFrameworks(where: 'beside the text' | 'screen'): {
  kept: FrameworksKept
  keep(next: FrameworksKept): void
} {
  const client = useClient()
  const { study, member } = useSession()
  const { frameworks } = usePreferences()
  const place = `${study?.id ?? ''} ${member?.id ?? ''}${where === 'screen' ? ' screen' : ''}`
  const set = useSet(state => state[place])
  return {
    kept: set ?? frameworks[place] ?? usual,
    keep(next) {
      useSet.setState({ [place]: next })
      void client.library.setPreferences({ frameworks: { ...frameworks, [place]: next } }).catch(showFailure)
    },
  }
}
