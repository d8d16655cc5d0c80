import type { ContextMenuParams, MenuItemConstructorOptions as Item } from 'electron'
import type { DesktopPlatform, MenuCommand } from '#shared/model/desktop-bridge.ts'
import { menuAccelerator } from '#shared/model/desktop-requests.ts'

export interface MenuSetting {
  platform: DesktopPlatform
  development: boolean
  choose: (id: string) => void
}

const line: Item = { type: 'separator' }
/** The whole native menu: the page's commands where they ask to stand, the system's own lines around them. */
export function menuTemplate(commands: readonly MenuCommand[], setting: MenuSetting): Item[] {
  const mac = setting.platform === 'darwin'
  const named = new Map<string, MenuCommand[]>(['File', 'Edit', 'View'].map(name => [name, []]))
  for (const command of commands) named.set(command.menu, [...(named.get(command.menu) ?? []), command])
  const own = (name: string) => items(named.get(name) ?? [], setting)

  const developer: Item[] = setting.development ? [line, { role: 'toggleDevTools' }] : []
  const system: Record<string, Item[]> = {
    File: mac ? [{ role: 'close' }] : sections(own('App'), [{ role: 'quit', label: 'E&xit' }]),
    Edit: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    View: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      line,
      { role: 'togglefullscreen' },
      ...developer,
    ],
  }
  const titles = [...named.keys()].filter(name => !['App', 'Window', 'Help'].includes(name))
  const application: Item = {
    label: 'Tandem',
    submenu: sections(
      [{ role: 'about' }],
      own('App'),
      [{ role: 'services' }],
      [{ role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }],
      [{ role: 'quit' }],
    ),
  }
  return [
    ...(mac ? [application] : []),
    ...titles.map((name): Item => ({ label: label(name), submenu: sections(own(name), system[name] ?? []) })),
    mac
      ? { role: 'windowMenu' }
      : { label: '&Window', submenu: [{ role: 'minimize' }, { role: 'close', accelerator: 'Alt+F4' }] },
    {
      ...(mac ? { role: 'help' } : {}),
      label: '&Help',
      submenu: sections(own('Help'), mac ? [] : [{ role: 'about' }]),
    },
  ]
}

/** What a right click offers where the page itself offers nothing: the text commands that would do something. */
export function textMenu({
  isEditable,
  editFlags,
}: Pick<ContextMenuParams, 'isEditable' | 'editFlags'>): Item[] {
  const copy: Item[] = editFlags.canCopy ? [{ role: 'copy' }] : []
  if (!isEditable) return copy
  return [
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}

function items(commands: readonly MenuCommand[], { choose }: MenuSetting): Item[] {
  return commands.flatMap((command, at) => {
    const accelerator = command.accelerator && menuAccelerator(command.accelerator)
    const item: Item = {
      id: command.id,
      label: label(command.label),
      enabled: command.enabled,
      click: () => choose(command.id),
      // Shown only: the page listens for its keys itself, as it does in a browser.
      ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
      ...(command.checked === undefined ? {} : { type: 'checkbox', checked: command.checked }),
    }
    const before = commands[at - 1]
    return before && before.group !== command.group ? [line, item] : [item]
  })
}

/** Parts of a menu with a line between those that are not empty. */
function sections(...parts: Item[][]): Item[] {
  return parts.filter(part => part.length > 0).flatMap((part, at) => (at > 0 ? [line, ...part] : part))
}

const keyboardTitles: Readonly<Record<string, string>> = { File: '&File', Edit: '&Edit', View: '&View' }

function label(text: string): string {
  return keyboardTitles[text] ?? text.replaceAll('&', '&&')
}
