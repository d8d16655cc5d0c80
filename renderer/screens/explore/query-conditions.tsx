import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { SourceKind } from '#shared/model/document.ts'
import { sourceKinds } from '#shared/model/source-kind.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { placeOf, useCodes } from '../code/code-lookup.ts'
import { layers } from '../themes/theme-evidence.tsx'
import { AttributeFields } from './attribute-fields.tsx'
import { PickField } from './pick-field.tsx'
import { useQuery } from './query-store.ts'
import styles from './search-view.module.css'

const any = 'any'
const emptyTable = { cases: [], attributes: [] }

/** All a query may ask for besides its text, in plain fields. */
export function QueryConditions() {
  const { query, ask, count } = useQuery()
  const { codes } = useCodes()
  const table = useRead('cases.list', {}).data ?? emptyTable
  const dataSets = useRead('sources.dataSets', {}).data ?? []
  const tags = useRead('catalogue.tags', {}).data ?? []
  const rounds = useRead('rounds.list', {}).data ?? []
  const members = useRead('members.list', {}).data ?? []
  const sources = useRead('sources.list', {}).data ?? []
  const codeOptions = codes.map(code => ({
    id: code.id,
    label: code.name,
    description: placeOf(code) || undefined,
  }))
  const merged = new Map(
    codes.flatMap(into =>
      into.merged.map(({ id, name }) => [id, `“${name}”, merged into “${into.name}”`] as const),
    ),
  )
  const speakers = [...new Set(sources.flatMap(source => source.speakers))].sort((a, b) => a.localeCompare(b))
  const named = (things: readonly { id: string; name: string }[]) =>
    things.map(({ id, name }) => ({ id, label: name }))
  const askedOf = (...lists: readonly unknown[][]) => {
    const count = lists.reduce((sum, list) => sum + list.length, 0)
    return count === 0 ? {} : { aside: String(count) }
  }
  const { anyCodes, allCodes, noCodes, polarity, coder, round } = query
  return (
    <div className={styles.conditions}>
      <SegmentedControl<Layer>
        label="Layer"
        options={layers}
        value={query.layer}
        onChange={layer => ask({ layer, coder: null })}
      />
      <Disclosure title="Codes" defaultExpanded {...askedOf(anyCodes, allCodes, noCodes)}>
        <div className={styles.fields}>
          <PickField
            label="Coded with any of"
            gone="A code that was removed"
            options={codeOptions}
            others={merged}
            value={anyCodes}
            onChange={anyCodes => ask({ anyCodes })}
          />
          <PickField
            label="And with each of"
            gone="A code that was removed"
            options={codeOptions}
            others={merged}
            value={allCodes}
            onChange={allCodes => ask({ allCodes })}
          />
          <PickField
            label="Not coded with"
            gone="A code that was removed"
            options={codeOptions}
            others={merged}
            value={noCodes}
            onChange={noCodes => ask({ noCodes })}
          />
          <Switch isSelected={query.beneath} onChange={beneath => ask({ beneath })}>
            With the codes beneath them
          </Switch>
          <Select<Polarity | 'any'>
            label="Saying"
            options={[
              { id: any, label: 'Anything' },
              { id: 'facilitator', label: 'Facilitator' },
              { id: 'barrier', label: 'Barrier' },
            ]}
            value={polarity ?? any}
            onChange={chosen => ask({ polarity: chosen === any ? null : chosen })}
          />
          {query.layer === 'independent' && (
            <Select
              label="Coded by"
              options={[{ id: any, label: 'Anybody' }, ...named(members)]}
              value={coder ?? any}
              onChange={chosen => ask({ coder: chosen === any ? null : chosen })}
            />
          )}
          {rounds.length > 0 && (
            <Select
              label="In the round"
              options={[
                { id: any, label: 'Any, or none' },
                ...rounds.map(({ id, title }) => ({ id, label: title })),
              ]}
              value={round ?? any}
              onChange={chosen => ask({ round: chosen === any ? null : chosen })}
            />
          )}
        </div>
      </Disclosure>
      <Disclosure title="Who" {...askedOf(query.cases, query.attributes, query.speakers)}>
        <div className={styles.fields}>
          <PickField
            label="People or sites"
            gone="A case that was removed"
            options={table.cases.map(({ id, name, kind }) => ({
              id,
              label: name,
              description: kind === 'site' ? 'Site, and its people' : 'Person',
            }))}
            value={query.cases}
            onChange={cases => ask({ cases })}
          />
          <AttributeFields
            key={count}
            table={table}
            value={query.attributes}
            onChange={attributes => ask({ attributes })}
          />
          <PickField
            label="In the words of"
            gone="A speaker of no source"
            options={speakers.map(id => ({ id, label: id }))}
            value={query.speakers}
            onChange={speakers => ask({ speakers })}
          />
        </div>
      </Disclosure>
      <Disclosure title="Sources" {...askedOf(query.dataSets, query.kinds, query.tags)}>
        <div className={styles.fields}>
          <PickField
            label="Data sets"
            gone="A data set that was removed"
            options={named(dataSets)}
            value={query.dataSets}
            onChange={dataSets => ask({ dataSets })}
          />
          <PickField
            label="Kinds of source"
            gone=""
            options={sourceKinds}
            value={query.kinds}
            onChange={kinds => ask({ kinds: kinds as SourceKind[] })}
          />
          <PickField
            label="Tags"
            gone="A tag that was removed"
            options={named(tags)}
            value={query.tags}
            onChange={tags => ask({ tags })}
          />
        </div>
      </Disclosure>
    </div>
  )
}
