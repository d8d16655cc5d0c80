import { TandemError } from '#shared/errors.ts'
import type { SourceKind } from '#shared/model/document.ts'
import type { AttachedFile } from '../attached.ts'
import { shownName } from '../file-name.ts'
import type { Format } from '../format.ts'
import { holds, startsWith } from '../magic.ts'
import { messageDocument, onlyPassedOn } from '../message.ts'
import { readOffice } from '../office.ts'
import { outlookType, readOutlookItem } from '../outlook.ts'

/** Items of Outlook's folders that hold no words of anybody: refused by what they are. */
const wordless: Readonly<Record<string, string>> = {
  'IPM.Contact': 'a contact from Outlook’s address book',
  'IPM.DistList': 'a list of addresses from Outlook’s address book',
}
/** Items that are no message, but may hold a text. */
const others: Readonly<Record<string, string>> = {
  'IPM.Appointment': 'an appointment from Outlook’s calendar',
  'IPM.Task': 'a task from Outlook',
  'IPM.StickyNote': 'a note from Outlook',
  'IPM.Activity': 'a journal entry from Outlook',
}

/** An item as Outlook saves it: a message; an appointment, task or note that has a text is a note. */
export const msg: Format = {
  id: 'msg',
  name: 'an Outlook message',
  extensions: ['msg'],
  recognises: bytes =>
    startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0) && holds(bytes, '__properties_version1', 'utf16le'),
  read: async (bytes, fileName) => {
    const { class: itemClass, rtf, ...item } = await readOutlookItem(bytes, fileName)
    const refused = ofClass(wordless, itemClass)
    if (refused !== undefined) {
      throw new TandemError(
        'unsupported-file',
        `${shownName(fileName)} is ${refused}, not a message.`,
        'There is nothing in it to code; leave it out.',
      )
    }
    const other = ofClass(others, itemClass)
    const kind: SourceKind = other === undefined ? 'email' : 'note'
    const rich = rtf ? (await readOffice(rtf, 'rtf', fileName).catch(() => null))?.text : undefined
    const own = { ...item, plain: rich ?? item.plain }
    const inside = `${own.plain}${own.html}`.trim() === '' ? await attachedItem(own.files, fileName) : null
    const message = { ...own, format: 'msg', kind, name: other ?? 'an email' }
    return [await messageDocument(inside ? { ...message, ...inside } : message, fileName)]
  },
}

/** The text of the first message among the files, where a message is only passed on; null where none has text. */
async function attachedItem(files: readonly AttachedFile[], fileName: string) {
  const attached = files.find(({ type }) => type === outlookType)
  const item = attached ? await readOutlookItem(attached.content, fileName).catch(() => null) : null
  if (!item || `${item.plain}${item.html}`.trim() === '') return null
  return { plain: item.plain, html: item.html, forwarded: true, warnings: [onlyPassedOn] }
}

/** What an item is by its class, which may go on (`IPM.Task.Something`). */
const ofClass = (names: Readonly<Record<string, string>>, itemClass: string): string | undefined =>
  Object.entries(names).find(([name]) =>
    `${itemClass}.`.toLowerCase().startsWith(`${name}.`.toLowerCase()),
  )?.[1]
