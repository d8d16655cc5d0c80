import type { MailHeader } from '#shared/model/document.ts'
import { shownName } from './file-name.ts'

/** A file that came with a message, as the message has it. */
export interface AttachedFile {
  name: string | null
  type: string
  content: Uint8Array
}

/** What a study takes of a message's files: the list, and beside it each one's bytes. */
export interface Attached {
  attachments: NonNullable<MailHeader['attachments']>
  /** The bytes of each, in the list's order; null where they are too many to keep. */
  contents: (Uint8Array | null)[]
  /** How many of the list are too large to keep, and how many files the list leaves out. */
  tooLarge: number
  leftOut: number
}

const megabyte = 1024 * 1024
/** Files listed of one message, and bytes kept of one file and of one message's files together. */
const most = { listed: 200, fileBytes: 25 * megabyte, messageBytes: 50 * megabyte }

/** Lists a message's files under safe names and takes their bytes as far as they are kept. Nothing in them is read. */
export function takeAttached(files: readonly AttachedFile[]): Attached {
  const listed = files.slice(0, most.listed)
  let kept = 0
  const contents = listed.map(({ content }) => {
    const size = content.byteLength
    if (size > most.fileBytes || kept + size > most.messageBytes) return null
    kept += size
    return content
  })
  return {
    attachments: listed.map(({ name, type, content }) => ({
      name: attachedName(name),
      type: /^[\w.+-]{1,80}\/[\w.+-]{1,120}$/.test(type) ? type.toLowerCase() : 'application/octet-stream',
      bytes: content.byteLength,
    })),
    contents,
    tooLarge: contents.filter(content => content === null).length,
    leftOut: files.length - listed.length,
  }
}

const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * The name of an attached file as a person may see it and a disk may take it: no folders, no control characters, and
 * a mark that turns the writing direction spelt out, so that nobody takes one kind of file for another.
 */
export function attachedName(name: string | null): string {
  const spelt = (name ?? '').replace(
    directions,
    mark => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )
  const shown = shownName(spelt)
  return reserved.test(shown) ? `_${shown}` : shown
}
