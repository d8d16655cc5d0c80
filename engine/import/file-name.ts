/** Control characters, direction overrides and characters no file system takes: never shown, never stored. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*\\/]/gu
const longest = 120

/** The last part of a path as a person may see it: no folders, no control or direction characters. */
export function shownName(path: string): string {
  const base = path.split(/[\\/]/).filter(Boolean).at(-1) ?? ''
  const clean = base.toWellFormed().replace(unsafe, '').normalize('NFC').trim()
  return clean === '' || /^\.+$/.test(clean) ? 'Untitled' : shorten(clean)
}

/** The name ending, lower case, without the dot; empty where there is none. */
export const extensionOf = (fileName: string): string =>
  /\.([\p{L}\p{N}]{1,10})$/u.exec(shownName(fileName))?.[1]?.toLowerCase() ?? ''

/** What a document read from this file is called until someone renames it: the file's name without its ending. */
export function titleOf(fileName: string): string {
  const name = shownName(fileName)
  const ending = extensionOf(fileName)
  const title = ending === '' ? name : name.slice(0, -ending.length - 1).trim()
  return title === '' ? name : title
}

function shorten(name: string): string {
  if (name.length <= longest) return name
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  return `${name.slice(0, longest - ending.length - 1).toWellFormed()}…${ending}`
}
