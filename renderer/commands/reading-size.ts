import { announce } from '../ui/live-announcer.tsx'
import { usualPreferences } from '../use-engine.ts'
import type { Command, CommandContext } from './command.ts'

/** Sizes a transcript may have, in px. */
const [least, most] = [12, 40] as const

const resized = (by: number) => (context: CommandContext) =>
  setSize(context, context.preferences.readingSize + by)

function setSize({ act, client }: CommandContext, wanted: number): void {
  const readingSize = Math.min(most, Math.max(least, wanted))
  announce(`Text size ${readingSize}`)
  void act(() => client.library.setPreferences({ readingSize }))
}

/** The size of transcripts; the size of everything else is the browser's or the system's. */
export const readingSize: readonly Command[] = [
  { id: 'text-larger', label: 'Larger text', place: 'View', keys: 'Mod+Alt+=', run: resized(1) },
  { id: 'text-smaller', label: 'Smaller text', place: 'View', keys: 'Mod+Alt+-', run: resized(-1) },
  {
    id: 'text-usual-size',
    label: 'Usual text size',
    place: 'View',
    keys: 'Mod+Alt+0',
    run: context => setSize(context, usualPreferences.readingSize),
  },
]
