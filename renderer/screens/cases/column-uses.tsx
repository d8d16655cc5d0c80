import { Fragment } from 'react'
import type { AttributeType, CaseImportPreview, CaseKind, CaseMapping } from '#shared/model/case.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SegmentedControl } from '../../ui/toggle.tsx'
import { attributeTypes } from './attribute-types.ts'
import styles from './cases.module.css'

type Use = 'name' | 'site' | 'attribute' | 'none'

/** What each column of a table is taken for. */
export function ColumnUses({
  shown: { columns, known },
  mapping,
  onChange,
}: {
  shown: CaseImportPreview
  mapping: CaseMapping
  onChange(mapping: CaseMapping): void
}) {
  const uses: { id: Use; label: string }[] = [
    { id: 'name', label: mapping.kind === 'person' ? 'Names the person' : 'Names the site' },
    ...(mapping.kind === 'person' ? [{ id: 'site' as const, label: 'Names their site' }] : []),
    { id: 'attribute', label: 'Attribute' },
    { id: 'none', label: 'Left out' },
  ]
  const attributeOf = (column: number) => mapping.attributes.find(one => one.column === column)
  const takenFor = (column: number): Use =>
    column === mapping.name
      ? 'name'
      : column === mapping.site
        ? 'site'
        : attributeOf(column)
          ? 'attribute'
          : 'none'
  const asAttribute = (column: number) => ({ column, name: columns[column] ?? '', type: 'text' as const })
  const use = (column: number, as: Use) => {
    const others = mapping.attributes.filter(one => one.column !== column)
    const sorted = (list: CaseMapping['attributes']) => list.toSorted((a, b) => a.column - b.column)
    if (as === 'attribute') {
      // The table must keep a column that names its cases.
      if (column === mapping.name) return
      const site = column === mapping.site ? null : mapping.site
      onChange({ ...mapping, site, attributes: sorted([...others, asAttribute(column)]) })
    } else if (as === 'name') {
      const site = column === mapping.site ? null : mapping.site
      onChange({ ...mapping, name: column, site, attributes: others })
    } else if (as === 'site') {
      if (column !== mapping.name) onChange({ ...mapping, site: column, attributes: others })
    } else if (column !== mapping.name) {
      onChange({ ...mapping, site: column === mapping.site ? null : mapping.site, attributes: others })
    }
  }
  const change = (column: number, to: Partial<CaseMapping['attributes'][number]>) =>
    onChange({
      ...mapping,
      attributes: mapping.attributes.map(one => (one.column === column ? { ...one, ...to } : one)),
    })
  return (
    <>
      <SegmentedControl<CaseKind>
        label="What the rows are"
        options={[
          { id: 'person', label: 'The rows are people' },
          { id: 'site', label: 'The rows are sites' },
        ]}
        value={mapping.kind}
        onChange={kind => onChange({ ...mapping, kind, site: kind === 'site' ? null : mapping.site })}
      />
      <div className={styles.mapping}>
        {columns.map((head, column) => {
          const attribute = attributeOf(column)
          return (
            <Fragment key={head}>
              <strong title={head}>{head}</strong>
              <Select<Use>
                label={`What ${head} is`}
                isLabelHidden
                options={uses}
                value={takenFor(column)}
                onChange={as => use(column, as)}
              />
              {attribute ? (
                <TextField
                  label={`Name of the attribute ${head}`}
                  isLabelHidden
                  value={attribute.name}
                  isDisabled={known[column] !== undefined}
                  onChange={name => name.trim() !== '' && change(column, { name })}
                />
              ) : (
                <span />
              )}
              {attribute ? (
                <Select<AttributeType>
                  label={`Type of ${head}`}
                  isLabelHidden
                  isDisabled={known[column] !== undefined}
                  options={attributeTypes}
                  value={attribute.type}
                  onChange={type => change(column, { type })}
                />
              ) : (
                <span />
              )}
            </Fragment>
          )
        })}
      </div>
    </>
  )
}
