import { type AttributionStyle, attributeNamed } from '#shared/model/attribution.ts'
import type { Attribute } from '#shared/model/case.ts'

type Named = Pick<Attribute, 'id' | 'about' | 'name'>

/** An attribute as a kept template names it: the name it had, and its id. */
const pinned = /^(.*)#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/s

/** Names that a template cannot hold between its braces. */
const unsayable = /[{}]/

/** The id that an attribute is named by in a template, if it is. */
export const idNamed = (attribute: string): string | undefined => pinned.exec(attribute)?.[2]

/** A style as it is kept: attributes stand by their ids, so that a template follows them when they are renamed. */
export const styleKept = (style: AttributionStyle, attributes: readonly Named[]): AttributionStyle =>
  renamed(style, (about, name) => {
    if (idNamed(name) !== undefined) return name
    const id = attributes.find(one => one.about === about && one.name === name)?.id
    return id === undefined ? name : `${name}#${id}`
  })

/** A kept style as people read and write it, by the names that attributes have now; one that is gone has its last. */
export const styleNamed = (style: AttributionStyle, attributes: readonly Named[]): AttributionStyle =>
  renamed(style, (about, kept) => {
    const [, last = kept, id] = pinned.exec(kept) ?? []
    const now = attributes.find(one => one.about === about && one.id === id)?.name
    if (now === undefined) return last
    return unsayable.test(now) ? kept : now
  })

function renamed(
  { dates, templates }: AttributionStyle,
  rename: (about: Attribute['about'], name: string) => string,
): AttributionStyle {
  return {
    dates,
    templates: templates.map(one => ({
      ...one,
      template: one.template.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
        const named = attributeNamed(name.trim())
        return named ? `{${named.field}.${rename(named.about, named.attribute)}}` : whole
      }),
    })),
  }
}
