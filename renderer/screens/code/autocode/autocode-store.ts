import { create } from 'zustand'
import { useNavigation } from '../../../state/navigation.ts'
import { type Selected, spanOf } from '../../../transcript/snap.ts'
import { useBench } from '../bench.ts'
import type { Left } from './left.ts'

/** Where the coder was when autocode was opened: what it begins with. */
export interface Seed {
  source: string | null
  selection: Selected | null
  code: string | null
}

interface Autocode {
  /** On what it is open; null while it is not. */
  seed: Seed | null
  left: Left | null
}

const shut: Autocode = { seed: null, left: null }

/** Whether autocode is open, and what was left there; lost with the window. */
export const useAutocode = create<Autocode>(() => shut)

/** Opens autocode on the text, the words and the code that are at hand. */
export function openAutocode(): void {
  const { source, selection, code } = useBench.getState()
  const isOpen = useNavigation.getState().screen === 'code'
  useAutocode.setState({
    seed: isOpen ? { source, selection, code } : { source: null, selection: null, code },
  })
}

/** Closes autocode; what is left there, if anything, is offered the next time. */
export const closeAutocode = (left: Left | null): void => useAutocode.setState({ seed: null, left })

/** Lets go of what was left: the next search begins anew. */
export const forgetLeft = (): void => useAutocode.setState({ left: null })

/** Closes autocode and lets go of all: what one person left is not for the next at this window. */
export const shutAutocode = (): void => useAutocode.setState(shut)

/** The words that are selected, as one line; empty where none are, or too many to look for. */
export function selectedWords(text: string, selection: Selected | null): string {
  if (!selection) return ''
  const { start, end } = spanOf(selection)
  const words = text.slice(start, end).replace(/\s+/g, ' ').trim()
  return words.length <= 200 ? words : ''
}
