import { create } from 'zustand'
import { useNavigation } from '../../../state/navigation.ts'
import { type Selected, spanOf } from '../../../transcript/snap.ts'
import { useBench } from '../bench.ts'

/** Where the coder was when autocode was opened: what it begins with. */
export interface Seed {
  source: string | null
  selection: Selected | null
  code: string | null
}

/** Whether autocode is open, and on what. */
export const useAutocode = create<{ seed: Seed | null }>(() => ({ seed: null }))

/** Opens autocode on the text, the words and the code that are at hand. */
export function openAutocode(): void {
  const { source, selection, code } = useBench.getState()
  const isOpen = useNavigation.getState().screen === 'code'
  useAutocode.setState({
    seed: isOpen ? { source, selection, code } : { source: null, selection: null, code },
  })
}

export const closeAutocode = (): void => useAutocode.setState({ seed: null })

/** The words that are selected, as one line; empty where none are, or too many to look for. */
export function selectedWords(text: string, selection: Selected | null): string {
  if (!selection) return ''
  const { start, end } = spanOf(selection)
  const words = text.slice(start, end).replace(/\s+/g, ' ').trim()
  return words.length <= 200 ? words : ''
}
