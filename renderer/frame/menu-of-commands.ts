import { type Command, type CommandContext, isAvailable, keysOf, labelOf } from '../commands/command.ts'
import { commands } from '../commands/index.ts'
import type { MenuAction, MenuGroup } from '../ui/menu-entries.ts'

/** Menus in the order they stand; any other name comes after "Go" and before "Help". */
const first = ['File', 'Edit', 'View', 'Go']
const last = ['Help', 'App']

/** The titles of all menus that have a command now. */
export function menuTitles(context: CommandContext): string[] {
  const titles = [
    ...new Set(commands.filter(command => isAvailable(command, context)).map(({ place }) => place)),
  ]
  const rank = (title: string) => {
    if (first.includes(title)) return first.indexOf(title) - first.length
    return last.includes(title) ? last.indexOf(title) + 1 : 0
  }
  return titles.sort((a, b) => rank(a) - rank(b))
}

/** The commands of one menu that can be done now, in groups. */
export function commandsIn(title: string, context: CommandContext): Command[] {
  return commands
    .filter(command => command.place === title && isAvailable(command, context))
    .sort((a, b) => (a.group ?? 0) - (b.group ?? 0))
}

/** The window's whole menu, a submenu a title, for the button in the title bar. */
export function menuEntries(context: CommandContext): MenuAction[] {
  return menuTitles(context).map(title => ({
    id: `menu-${title}`,
    label: title === 'App' ? 'Tandem' : title,
    children: groups(title, context),
  }))
}

function groups(title: string, context: CommandContext): MenuGroup[] {
  const numbers = [...new Set(commandsIn(title, context).map(({ group }) => group ?? 0))]
  return numbers.map(number => ({
    id: `${title} ${number}`,
    entries: commandsIn(title, context)
      .filter(({ group }) => (group ?? 0) === number)
      .map(command => ({
        id: command.id,
        label: labelOf(command, context),
        shortcut: keysOf(command)[0],
        isChecked: command.isOn?.(context),
        onAction: () => void command.run(context),
      })),
  }))
}
