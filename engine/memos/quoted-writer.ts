import { correspondentsOf } from '../cases/correspondents.ts'

/**
 * The address of whoever wrote what a letter quotes, by the words that introduce it: the one address they name, or else that of
 * the one correspondent of the letter whom they name. Null where they name nobody, or several.
 */
export function quotedWriter(
  introduction: string | null,
  letter: { from: string; to: readonly string[] },
): string | null {
  if (introduction === null) return null
  const [address, ...others] = addressesIn(introduction)
  if (address !== undefined) return others.length === 0 ? address : null
  const named = correspondentsOf({ from: letter.from, to: [...letter.to] }).filter(
    ({ name }) => name !== null && isNamed(introduction, name),
  )
  const [only, ...more] = named
  return only && more.length === 0 ? only.address : null
}

const addressesIn = (text: string): string[] => [
  ...new Set((text.match(/[^\s<>",;:()[\]]+@[^\s<>",;:()[\]]+/g) ?? []).map(found => found.toLowerCase())),
]

const isNamed = (text: string, name: string): boolean => ` ${words(text)} `.includes(` ${words(name)} `)

const words = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
