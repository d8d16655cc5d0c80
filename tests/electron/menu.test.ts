import type { MenuItemConstructorOptions as Item } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate, textMenu } from '#electron/menu.ts'
import type { DesktopPlatform, MenuCommand } from '#shared/model/desktop-bridge.ts'
import { menuAccelerator, menuAsked } from '#shared/model/desktop-requests.ts'

const commands: MenuCommand[] = [
  { id: 'study.new', label: 'New study…', menu: 'File', group: 1, accelerator: 'Mod+N', enabled: true },
  { id: 'study.open', label: 'Open…', menu: 'File', group: 1, accelerator: 'Mod+O', enabled: true },
  { id: 'export', label: 'Export codes & memos…', menu: 'File', group: 2, enabled: false },
  { id: 'undo', label: 'Undo “Code trust”', menu: 'Edit', group: 1, accelerator: 'Mod+Z', enabled: true },
  { id: 'stripes', label: 'Stripes', menu: 'View', group: 1, enabled: true, checked: true },
  { id: 'code.again', label: 'Code with last', menu: 'Coding', group: 1, accelerator: '.', enabled: true },
  { id: 'settings', label: 'Settings…', menu: 'App', group: 1, accelerator: 'Mod+,', enabled: true },
  { id: 'keys', label: 'Keys', menu: 'Help', group: 1, accelerator: 'F1', enabled: true },
]

/** A menu as lines a person would read: `label [accelerator] (off) ✓`, roles as `<role>`, `—` for a separator. */
function read(items: Item[] | undefined): string[] {
  return (items ?? []).map(item => {
    if (item.type === 'separator') return '—'
    const state = `${item.enabled === false ? ' (off)' : ''}${item.checked ? ' ✓' : ''}`
    const keys = item.accelerator ? ` [${item.accelerator}]` : ''
    return `${item.role ? `<${item.role}>` : item.label}${keys}${state}`
  })
}

function menus(platform: DesktopPlatform, development = false, choose: (id: string) => void = () => {}) {
  const template = menuTemplate(commands, { platform, development, choose })
  return new Map(template.map(item => [item.label ?? `<${item.role}>`, item.submenu as Item[] | undefined]))
}

describe.each(['win32', 'linux'] as const)('the menu on %s', platform => {
  const built = menus(platform)
  it('has File first and Help last', () => {
    expect([...built.keys()]).toEqual(['&File', '&Edit', '&View', 'Coding', '&Window', '&Help'])
  })
  it('ends File with the settings and Exit', () => {
    expect(read(built.get('&File'))).toEqual([
      'New study… [CommandOrControl+N]',
      'Open… [CommandOrControl+O]',
      '—',
      'Export codes && memos… (off)',
      '—',
      'Settings… [CommandOrControl+,]',
      '—',
      '<quit>',
    ])
  })
  it('keeps the system’s text commands and zoom beside ours', () => {
    expect(read(built.get('&Edit'))).toEqual([
      'Undo “Code trust” [CommandOrControl+Z]',
      '—',
      '<cut>',
      '<copy>',
      '<paste>',
      '<selectAll>',
    ])
    expect(read(built.get('&View'))).toEqual([
      'Stripes ✓',
      '—',
      '<resetZoom>',
      '<zoomIn>',
      '<zoomOut>',
      '—',
      '<togglefullscreen>',
    ])
    expect(read(built.get('&Help'))).toEqual(['Keys [F1]', '—', '<about>'])
  })
})

describe('the menu on darwin', () => {
  const built = menus('darwin')
  it('has the application menu first, with the settings in it', () => {
    expect([...built.keys()]).toEqual([
      'Tandem',
      '&File',
      '&Edit',
      '&View',
      'Coding',
      '<windowMenu>',
      '&Help',
    ])
    expect(read(built.get('Tandem'))).toEqual([
      '<about>',
      '—',
      'Settings… [CommandOrControl+,]',
      '—',
      '<services>',
      '—',
      '<hide>',
      '<hideOthers>',
      '<unhide>',
      '—',
      '<quit>',
    ])
    expect(read(built.get('&File'))?.slice(-2)).toEqual(['—', '<close>'])
    expect(read(built.get('&Help'))).toEqual(['Keys [F1]'])
  })
})

describe('a menu', () => {
  it('sends back the id of what was chosen', () => {
    const chosen: string[] = []
    const coding = menus('linux', false, id => chosen.push(id)).get('Coding')?.[0]
    coding?.click?.(undefined as never, undefined as never, undefined as never)
    expect(chosen).toEqual(['code.again'])
  })

  it('shows keys without taking them, and never a key that types', () => {
    const items = [...menus('linux').values()]
      .flatMap(items => items ?? [])
      .filter(item => item.id !== undefined)
    expect(items).toHaveLength(commands.length)
    for (const item of items) {
      expect(item.accelerator === undefined || item.registerAccelerator === false).toBe(true)
    }
    expect(read(menus('linux').get('Coding'))).toEqual(['Code with last'])
  })

  it('has developer tools in development only', () => {
    expect(read(menus('linux', true).get('&View'))).toContain('<toggleDevTools>')
    expect(read(menus('linux').get('&View'))).not.toContain('<toggleDevTools>')
  })

  it('stands before any page has sent its commands', () => {
    for (const platform of ['win32', 'darwin', 'linux'] as const) {
      const template = menuTemplate([], { platform, development: false, choose: () => {} })
      const first = template.flatMap(item => ((item.submenu ?? []) as Item[]).slice(0, 1))
      expect(first.some(item => item.type === 'separator')).toBe(false)
    }
  })
})

describe('keys', () => {
  it.each([
    ['Mod+Shift+F', 'CommandOrControl+Shift+F'],
    ['Ctrl+Y', 'Control+Y'],
    ['Alt+Left', 'Alt+Left'],
    ['Mod+,', 'CommandOrControl+,'],
    ['F2', 'F2'],
    ['Shift+F10', 'Shift+F10'],
    ['Mod+Plus', 'CommandOrControl+Plus'],
  ])('%s is %s', (given, keys) => expect(menuAccelerator(given)).toBe(keys))

  it.each([
    'C',
    '1',
    '.',
    'Shift+N',
    'Delete',
    'Enter',
    '',
    '+',
    'Mod+',
    'Mod+ab',
    'Mod+Mod+A',
    'Hyper+A',
    'F25',
    'Mod+F0',
  ])('%j is not for a menu', given => expect(menuAccelerator(given)).toBeUndefined())
})

describe('a command list', () => {
  it('is read as it was sent', () => expect(menuAsked.parse(commands)).toEqual(commands))

  it.each([
    ['an unknown property', [{ ...commands[0], click: 'x' }]],
    ['no label', [{ ...commands[0], label: '' }]],
    ['a role', [{ ...commands[0], role: 'quit' }]],
    ['a label without end', [{ ...commands[0], label: 'x'.repeat(101) }]],
    ['too many', Array.from({ length: 501 }, () => commands[0])],
    ['not a list', { 0: commands[0] }],
  ])('is refused with %s', (_name, given) => expect(menuAsked.safeParse(given).success).toBe(false))
})

describe('a right click', () => {
  const flags = { canCut: false, canCopy: true, canPaste: true, canSelectAll: true } as never
  it('offers text commands in a field, and copying elsewhere', () => {
    expect(read(textMenu({ isEditable: true, editFlags: flags }))).toEqual([
      '<cut> (off)',
      '<copy>',
      '<paste>',
      '<selectAll>',
    ])
    expect(read(textMenu({ isEditable: false, editFlags: flags }))).toEqual(['<copy>'])
    expect(textMenu({ isEditable: false, editFlags: { canCopy: false } as never })).toEqual([])
  })
})
