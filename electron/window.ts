import type { BrowserWindowConstructorOptions, MessageBoxSyncOptions } from 'electron'
import { smallest, type WindowState } from './window-state.ts'

/** What a page may be: a sandboxed page and nothing more. `partition` without `persist:` keeps nothing on disk. */
export const webPreferences = Object.freeze({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
  partition: 'tandem',
})

/** A window of ours, at its place, shown once it has something to show. */
export function windowOptions(
  { x, y, width, height }: WindowState,
  preload: string,
  development: boolean,
): BrowserWindowConstructorOptions {
  return {
    x,
    y,
    width,
    height,
    minWidth: Math.min(smallest.width, width),
    minHeight: Math.min(smallest.height, height),
    show: false,
    title: 'Tandem',
    webPreferences: { ...webPreferences, preload, devTools: development },
  }
}

/** Asked of whoever closes or reloads a window in which something is written that is kept nowhere else. */
export const leavingQuestion: MessageBoxSyncOptions = {
  type: 'question',
  buttons: ['Stay', 'Leave without it'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
  message: 'Something written here is not saved yet.',
  detail: 'A comment, an annotation or a definition is still being written. Leaving now loses it.',
}

/** Which of its buttons leaves. */
export const leavingAnyway = 1

/** What main knows of a window: its study's folder, null on the Start screen, undefined until it is known. */
export interface Shown {
  id: number
  showing: string | null | undefined
}

/** Which window a study from outside comes to: the one that shows it, one that shows none, or a new one. */
export function windowFor(path: string, windows: readonly Shown[]): { id: number; open: boolean } | 'new' {
  const same = windows.find(window => window.showing === path)
  if (same) return { id: same.id, open: false }
  const free = windows.find(window => window.showing === null)
  return free ? { id: free.id, open: true } : 'new'
}
