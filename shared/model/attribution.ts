import type { CaseKind } from './case.ts'
import type { SourceKind } from './document.ts'

/** How a day is written in attributions: `21/11/18`, `21/11/2018`, `21 Nov 2018`, `2018-11-21`. */
export type DateStyle = 'short' | 'long-year' | 'words' | 'iso'

/** How passages of a kind of source are attributed; of one data set only, where it names one. */
export interface AttributionTemplate {
  kind: SourceKind
  dataSet: string | null
  /** Such as `[{person}, {site}]`. A part between commas that lacks what it names is left out. */
  template: string
}

export interface AttributionStyle {
  dates: DateStyle
  templates: AttributionTemplate[]
}

/** Fields that a template may name; `{person.Role}` is the value of an attribute. */
export const attributionFields = ['title', 'speaker', 'person', 'site', 'date', 'set', 'from', 'to'] as const

/** How passages are attributed where nobody chose. */
export const usualAttribution: AttributionStyle = {
  dates: 'short',
  templates: [
    { kind: 'interview', dataSet: null, template: '[{speaker}, {title}]' },
    { kind: 'record', dataSet: null, template: '[Record, {title}, {date}]' },
    { kind: 'email', dataSet: null, template: '[Email, {title}, {date}]' },
    { kind: 'note', dataSet: null, template: '[{speaker}, {title}]' },
  ],
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An ISO 8601 day or moment in a style; anything else as it is. */
export function dayInStyle(date: string, style: DateStyle): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? []
  if (year === '') return date
  switch (style) {
    case 'short':
      return `${day}/${month}/${year.slice(2)}`
    case 'long-year':
      return `${day}/${month}/${year}`
    case 'words':
      return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`
    case 'iso':
      return `${year}-${month}-${day}`
  }
}

/** What a template names, in order: `person`, `person.Role`. */
export const namedIn = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name.trim())

/** The attribute that a name in a template stands for, such as `person.Role`; null where it is another field. */
export function attributeNamed(name: string): { field: string; about: CaseKind; attribute: string } | null {
  const [field = '', ...rest] = name.split('.')
  if (rest.length === 0 || !['person', 'site', 'from', 'to'].includes(field)) return null
  return { field, about: field === 'site' ? 'site' : 'person', attribute: rest.join('.') }
}

/**
 * An attribution by its template. A part between commas that names something nobody knows is left out; the title stands in
 * for a first part that is, and what would be said twice is said once.
 */
export function attributed(template: string, title: string, known: (name: string) => string): string {
  const [, open = '', inside = '', close = ''] = /^(\s*[[(]?)(.*?)([\])]?\s*)$/s.exec(template) ?? []
  // A comma in a name that stands between braces parts nothing.
  const parts = inside.split(/,\s*(?![^{}]*\})/).map(part => {
    let isWhole = true
    const said = part.replace(/\{([^{}]*)\}/g, (_, name: string) => {
      const found = known(name.trim())
      if (found === '') isWhole = false
      return found
    })
    return isWhole ? said : null
  })
  if (parts[0] === null) parts[0] = title
  const said = parts.filter(part => part !== null && part.trim() !== '')
  return `${open}${said.filter((part, n) => part !== said[n - 1]).join(', ')}${close}`
}
