/** The systems the desktop app is made for. */
export type DesktopPlatform = 'win32' | 'darwin' | 'linux'

/** One line of the native menu. The list's order is the order within a menu; a new `group` starts a separator. */
export interface MenuCommand {
  /** What comes back when it is chosen. */
  id: string
  label: string
  /**
   * The title of the menu it stands in: "File", "Edit", "View", "Help" get the system's own lines as well; "App" is
   * the application menu on macOS and the end of File elsewhere; any other title makes a menu of that name. "Window"
   * belongs to the system.
   */
  menu: string
  group: number
  /** Keys joined by `+`, `Mod` for Cmd or Ctrl: `Mod+Shift+F`. Shown in the menu; the page itself listens for keys. */
  accelerator?: string
  enabled: boolean
  /** Present for lines that are on or off. */
  checked?: boolean
}

/** A kind of file in a native dialog: "Word document", `['docx']` (no dots). */
export interface FileKind {
  name: string
  extensions: string[]
}

/** What the desktop app adds to a page: `window.tandemDesktop`, absent in a browser. */
export interface DesktopBridge {
  readonly platform: DesktopPlatform
  /**
   * Asks for the road to the engine. It arrives as a `message` event on `window` with `data` equal to `portArrived`,
   * `source` the window itself, and one MessagePort in `ports` (a port cannot be returned through this bridge).
   * Another arrives unasked whenever the engine was restarted: use the newest, send unanswered calls again.
   */
  requestPort(): void
  /** The path on this machine of a dropped or picked `File`; empty where it has none. */
  pathForFile(file: object): string
  /** A folder the person chose, or null. `study` also lets macOS choose a `.tandem` folder, which it shows as a file. */
  chooseFolder(options: { title: string; study?: boolean }): Promise<string | null>
  /** The files the person chose; empty when they cancelled. */
  chooseFiles(options: { title: string; kinds: FileKind[]; several: boolean }): Promise<string[]>
  /** Where the person wants a file saved, or null. `suggested` is a bare file name. */
  saveAs(options: { title: string; suggested: string; kinds: FileKind[] }): Promise<string | null>
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): Promise<void>
  /** Replaces this window's menu. */
  setMenu(commands: MenuCommand[]): Promise<void>
  /** Tells `listener` the id of every command chosen in the native menu. One listener; the last one given. */
  onCommand(listener: (id: string) => void): void
}

/** The `data` of the window message that carries the engine's port. */
export const portArrived = 'tandem:engine-port'

/** What a page asks of main, each with at most one argument, whose shape desktop-requests.ts checks. */
export const asks = {
  port: 'port',
  chooseFolder: 'choose-folder',
  chooseFiles: 'choose-files',
  saveAs: 'save-as',
  reveal: 'reveal',
  menu: 'menu',
} as const

/** What main tells a page. */
export const tells = { port: 'engine-port', command: 'command' } as const
