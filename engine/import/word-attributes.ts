/** An attribute of a tag of a Word file as it is read, empty where the tag has none. */
export const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\sw:${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).join('') ?? '').replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, entity: string) => entities[entity] ?? '',
  )

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** An attribute that is a whole number from 0 to 32,767; another number where it is none. */
export function numberIn(tag: string, name: string, otherwise: number): number {
  const number = Number.parseInt(attribute(tag, name), 10)
  return number >= 0 && number <= 32_767 ? number : otherwise
}

/** Whether a tag of what is on or off is on; it is where it says neither. */
export const isOn = (tag: string): boolean => !/^(?:0|false|off)$/.test(attribute(tag, 'val'))
