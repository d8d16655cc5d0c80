import type { Client } from '#shared/contract/client.ts'
import { found } from './found.ts'
import type { SampleStudy } from './sample.ts'

/** A source of the sample by the name its data files use. */
export interface Placed {
  id: string
  text: string
}

/**
 * Writes down the sample's people and sites with what is known of them, and links them to the sources that are theirs:
 * speakers and writers by their labels, records and letters about a site as a whole. Answers how many there are.
 */
export async function writePeople(
  lead: Client,
  { attributes, cases, sources, records }: SampleStudy,
  placed: ReadonlyMap<string, Placed>,
): Promise<number> {
  const columns = new Map<string, string>()
  for (const attribute of attributes) {
    const { id } = await lead.cases.addAttribute(attribute)
    columns.set(`${attribute.about} ${attribute.name}`, id)
  }
  const ids = new Map<string, string>()
  const idOf = (name: string) => found(ids.get(name), `case ${name}`)
  // Sites go first: people belong to them.
  for (const { name, kind, site } of cases.toSorted((a, b) => b.kind.localeCompare(a.kind))) {
    const { id } = await lead.cases.add({ name, kind, site: site === undefined ? null : idOf(site) })
    ids.set(name, id)
  }
  await lead.cases.setCells({
    cells: cases.flatMap(({ name, kind, attributes: values }) =>
      Object.entries(values).map(([attribute, value]) => ({
        case: idOf(name),
        column: found(columns.get(`${kind} ${attribute}`), `attribute ${attribute}`),
        value: String(value),
      })),
    ),
  })
  const sourceOf = (name: string) => found(placed.get(name), `source ${name}`).id
  await lead.cases.link({
    links: [
      ...sources.flatMap(({ file, speakers, sites }) => [
        ...Object.entries(speakers).map(([speaker, name]) => ({
          source: sourceOf(file),
          speaker,
          case: idOf(name),
        })),
        ...sites.map(name => ({ source: sourceOf(file), case: idOf(name) })),
      ]),
      ...Object.entries(records.cases).flatMap(([row, names]) =>
        names.map(name => ({ source: sourceOf(`${records.file}#${row}`), case: idOf(name) })),
      ),
    ],
  })
  return cases.length
}
