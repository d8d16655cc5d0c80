import type { BrowserWindow, Dialog, IpcMain, IpcMainInvokeEvent, Shell } from 'electron'
import { z } from 'zod'
import { asks, type DesktopPlatform, type MenuCommand } from '#shared/model/desktop-bridge.ts'
import {
  filesAsked,
  folderAsked,
  menuAsked,
  pathAsked,
  safeFileName,
  saveAsked,
} from '#shared/model/desktop-requests.ts'
import { mayReveal } from './launch.ts'
import { checked } from './trusted-sender.ts'

export interface DesktopParts {
  ipcMain: Pick<IpcMain, 'handle'>
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>
  shell: Pick<Shell, 'showItemInFolder'>
  platform: DesktopPlatform
  /** The window of ours that a page is in, or null. */
  windowOf(sender: object): BrowserWindow | null
  connect(window: BrowserWindow): void
  setMenu(window: BrowserWindow, commands: MenuCommand[]): void
}

/** Answers what pages may ask of the desktop; every question's sender and shape is checked first. */
export function answerPages(parts: DesktopParts): void {
  const chosen = new Set<string>()

  function answer<In, Out>(
    channel: string,
    schema: z.ZodType<In>,
    act: (input: In, window: BrowserWindow) => Out,
  ) {
    const handle = (input: In, event: IpcMainInvokeEvent) => {
      const window = parts.windowOf(event.sender)
      if (!window) throw new Error('Refused: the window has closed.')
      return act(input, window)
    }
    parts.ipcMain.handle(
      channel,
      checked(sender => parts.windowOf(sender) !== null, schema, handle),
    )
  }

  function keep(paths: string[]): string[] {
    for (const path of paths) chosen.add(path)
    return paths
  }

  answer(asks.port, z.undefined(), (_nothing, window) => parts.connect(window))
  answer(asks.menu, menuAsked, (commands, window) => parts.setMenu(window, commands))

  answer(asks.chooseFolder, folderAsked, async ({ title, study }, window) => {
    // macOS shows a .tandem folder as a file, so a study is chosen as one there.
    const asFile = study === true && parts.platform === 'darwin'
    const { filePaths } = await parts.dialog.showOpenDialog(window, {
      title,
      properties: [
        'openDirectory',
        'createDirectory',
        'dontAddToRecent',
        ...(asFile ? ['openFile' as const] : []),
      ],
      ...(asFile ? { filters: [{ name: 'Tandem study', extensions: ['tandem'] }] } : {}),
    })
    return keep(filePaths)[0] ?? null
  })

  answer(asks.chooseFiles, filesAsked, async ({ title, kinds, several }, window) => {
    const { filePaths } = await parts.dialog.showOpenDialog(window, {
      title,
      filters: kinds,
      properties: ['openFile', 'dontAddToRecent', ...(several ? ['multiSelections' as const] : [])],
    })
    return keep(filePaths)
  })

  answer(asks.saveAs, saveAsked, async ({ title, suggested, kinds }, window) => {
    const { filePath } = await parts.dialog.showSaveDialog(window, {
      title,
      filters: kinds,
      defaultPath: safeFileName(suggested),
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    })
    return filePath === '' ? null : (keep([filePath])[0] ?? null)
  })

  answer(asks.reveal, pathAsked, path => {
    if (!mayReveal(path, chosen)) throw new Error('Refused: this path was not chosen in a dialog.')
    parts.shell.showItemInFolder(path)
  })
}
