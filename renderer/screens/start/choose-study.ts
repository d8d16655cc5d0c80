import type { Client } from '#shared/contract/client.ts'
import { desktop } from '../../desktop.ts'
import { useDialogs } from '../../state/dialogs.ts'
import { openStudyAt } from './opening-store.ts'

/** Asks for a study folder: with the system's dialog on the desktop, by its path in a browser, which has none. */
export async function chooseStudy(client: Client): Promise<void> {
  const bridge = desktop()
  if (!bridge) {
    useDialogs.getState().show('open-study')
    return
  }
  const path = await bridge.chooseFolder({ title: 'Open a study', study: true })
  if (path !== null) await openStudyAt(client, path)
}
