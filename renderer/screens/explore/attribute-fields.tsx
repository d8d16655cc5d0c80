import { X } from 'lucide-react'
import { useState } from 'react'
import type { Attribute, CaseTable } from '#shared/model/case.ts'
import type { AttributeAsked } from '#shared/model/query.ts'
import { readDate } from '#shared/text/day.ts'
import { IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PickField } from './pick-field.tsx'
import styles from './search-view.module.css'

interface AttributeFieldsProps {
  table: CaseTable
  value: readonly AttributeAsked[]
  onChange(value: AttributeAsked[]): void
}

/** What is asked of attributes of people and sites: some of their values, or from and to. */
export function AttributeFields({ table, value, onChange }: AttributeFieldsProps) {
  const known = new Map(table.attributes.map(attribute => [attribute.id, attribute]))
  const change = (at: number, parts: Partial<AttributeAsked>) =>
    onChange(value.map((asked, n) => (n === at ? { ...asked, ...parts } : asked)))
  const rest = table.attributes.filter(({ id }) => !value.some(({ attribute }) => attribute === id))
  return (
    <>
      {value.map((asked, at) => {
        const attribute = known.get(asked.attribute)
        const name = attribute ? nameOf(attribute) : 'An attribute that was removed'
        return (
          <fieldset key={asked.attribute} className={styles.attribute}>
            <legend>{name}</legend>
            <IconButton
              label={`Leave out ${name}`}
              icon={<X />}
              size="tiny"
              onPress={() => onChange(value.filter((_, n) => n !== at))}
            />
            {attribute && (attribute.type === 'number' || attribute.type === 'date') ? (
              <div className={styles.range}>
                <Bound
                  label="From"
                  attribute={attribute}
                  value={asked.from}
                  onChange={from => change(at, { from })}
                />
                <Bound
                  label="To"
                  attribute={attribute}
                  value={asked.to}
                  least={asked.from}
                  onChange={to => change(at, { to })}
                />
              </div>
            ) : (
              attribute && (
                <PickField
                  label="Is one of"
                  gone="A value nobody has"
                  options={valuesOf(table, attribute).map(id => ({ id, label: id }))}
                  value={asked.values}
                  onChange={values => change(at, { values })}
                />
              )
            )}
          </fieldset>
        )
      })}
      {rest.length > 0 && (
        <Select
          label="Attribute of people or sites"
          placeholder="Any"
          options={rest.map(attribute => ({ id: attribute.id, label: nameOf(attribute) }))}
          value={null}
          onChange={attribute => onChange([...value, { attribute, values: [], from: null, to: null }])}
        />
      )}
    </>
  )
}

const nameOf = ({ name, about }: Attribute): string => (about === 'person' ? name : `${name} of the site`)

const valuesOf = ({ cases }: CaseTable, { id }: Attribute): string[] =>
  [...new Set(cases.flatMap(({ values }) => values[id] ?? []))].sort((a, b) =>
    a.localeCompare(b, 'en-GB', { numeric: true }),
  )

interface BoundProps {
  label: string
  attribute: Attribute
  value: string | null
  /** What it must not be less than; null: anything. */
  least?: string | null
  onChange(value: string | null): void
}

/** The least or the most of a number or a day; taken up where it is one. */
function Bound({ label, attribute, value, least = null, onChange }: BoundProps) {
  const [typed, setTyped] = useState(value ?? '')
  const isNumber = attribute.type === 'number'
  const isOne = (text: string) => (isNumber ? Number.isFinite(Number(text)) : readDate(text) === text)
  const bad = typed.trim() !== '' && !isOne(typed.trim())
  const isLess =
    value !== null && least !== null && (isNumber ? Number(value) < Number(least) : value < least)
  const error = bad
    ? isNumber
      ? 'A number.'
      : 'A day that there is: 2026-03-01.'
    : isLess
      ? `${isNumber ? 'Less' : 'Earlier'} than From: nothing lies between.`
      : null
  return (
    <TextField
      label={label}
      value={typed}
      maxLength={40}
      placeholder={isNumber ? '' : '2026-03-01'}
      {...(error === null ? {} : { error })}
      onChange={text => {
        setTyped(text)
        const trimmed = text.trim()
        if (trimmed === '') onChange(null)
        else if (isOne(trimmed)) onChange(trimmed)
      }}
    />
  )
}
