import { LeakDialog } from './leak-dialog.tsx'
import type { useMaking } from './use-making.ts'

/** Where making a report was stopped at real names, what was found and the ways on; else nothing. */
export function StoppedMaking({
  stopped,
  letGo,
  make,
}: Pick<ReturnType<typeof useMaking>, 'stopped' | 'letGo' | 'make'>) {
  if (!stopped) return null
  return (
    <LeakDialog
      stopped={stopped}
      thing="report"
      verb="make"
      close={letGo}
      goOn={despite => {
        letGo()
        make(stopped.format, despite)
      }}
    />
  )
}
