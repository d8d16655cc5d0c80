import { TextDecoder } from 'node:util'

/** Windows' numbers of code pages that are no `windows-N`, by the name a decoder knows. */
const named: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  20866: 'koi8-r',
  20932: 'euc-jp',
  21866: 'koi8-u',
  50220: 'iso-2022-jp',
  50221: 'iso-2022-jp',
  50222: 'iso-2022-jp',
  51932: 'euc-jp',
  51949: 'euc-kr',
  52936: 'gb18030',
  54936: 'gb18030',
  65001: 'utf-8',
}

/** The low ten bits of a Windows locale name a language; those whose letters are not on code page 1252. */
const pageOfLanguage: Readonly<Record<number, number>> = {
  1: 1256,
  2: 1251,
  4: 936,
  5: 1250,
  8: 1253,
  13: 1255,
  14: 1250,
  17: 932,
  18: 949,
  21: 1250,
  24: 1250,
  25: 1251,
  26: 1250,
  27: 1250,
  30: 874,
  31: 1254,
  34: 1251,
  36: 1250,
  37: 1257,
  38: 1257,
  39: 1257,
  42: 1258,
}
/** Traditional Chinese: Taiwan, Hong Kong, Macao. */
const traditional = new Set([0x0404, 0x0c04, 0x1404])

/** The name of a Windows code page as a text decoder takes it; Western where it is not known. */
export function pageName(page: number): string {
  if (page === 874 || (page >= 1250 && page <= 1258)) return `windows-${page}`
  if (page >= 28591 && page <= 28606 && page !== 28602) return `iso-8859-${page - 28590}`
  return named[page] ?? 'windows-1252'
}

/** The code page in which a program of this Windows locale writes text that is not Unicode. */
export const pageOfLocale = (locale: number): number =>
  traditional.has(locale) ? 950 : (pageOfLanguage[locale & 0x3ff] ?? 1252)

/** Bytes as text, in a page named by number, with `cp` before it or not. Never throws. */
export function decodePage(bytes: Uint8Array, page: string | number): string {
  const number = Number(String(page).replace(/^\D+/, ''))
  return new TextDecoder(pageName(number)).decode(bytes)
}
