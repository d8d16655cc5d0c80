import type { Client } from '#shared/contract/client.ts'
import type { MadePackage } from '#shared/model/handout.ts'
import { desktop } from './desktop.ts'
import { showFailure } from './show-failure.ts'
import { showToast } from './ui/toast-queue.ts'

/** A file that the engine holds, and how the system's dialog names it. */
interface Held {
  id: string
  fileName: string
  /** What the dialog is for: `Save the codebook`. */
  title: string
  /** How the kind of file is called: `Word document`. Where it is not said, its ending stands. */
  kind?: string | undefined
}

/**
 * Takes a held file out of Tandem: through the system's dialog on the desktop, as a download in a browser. Answers
 * where it was saved; null where that is not known or the person thought better of it.
 */
export async function takeOut(client: Client, { id, fileName, title, kind }: Held): Promise<string | null> {
  const bridge = desktop()
  if (!bridge) {
    download(id, fileName)
    return null
  }
  const extension = /\.([a-z0-9][a-z0-9-]{0,31})$/i.exec(fileName)?.[1] ?? ''
  const path = await bridge.saveAs({
    title,
    suggested: fileName,
    kinds: extension === '' ? [] : [{ name: kind ?? extension, extensions: [extension] }],
  })
  if (path === null) return null
  // The system's dialog has asked already whether a file of that name is to be replaced.
  const saved = await client.reports.save({ report: id, path, replace: true })
  showToast({
    message: `Saved ${fileName}`,
    action: { label: 'Show in folder', onAction: () => void bridge.reveal(saved.path).catch(showFailure) },
  })
  return saved.path
}

/**
 * Has a package made and takes it out: to where the system's dialog says on the desktop, as a download in a browser.
 * `make` is given the path on the desktop. Answers what was made; null where the person thought better of it.
 */
export async function takeOutPackage<Made extends MadePackage>(
  { suggested, title, kind }: { suggested: string; title: string; kind: string },
  make: (path: string | undefined) => Promise<Made>,
): Promise<Made | null> {
  const bridge = desktop()
  if (!bridge) {
    const made = await make(undefined)
    if (made.held) download(made.held.id, made.held.fileName)
    return made
  }
  const extension = suggested.split('.').at(-1) ?? ''
  const path = await bridge.saveAs({ title, suggested, kinds: [{ name: kind, extensions: [extension] }] })
  return path === null ? null : make(path)
}

function download(id: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = `/download/${id}`
  link.download = fileName
  link.click()
}
