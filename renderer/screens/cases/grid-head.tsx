import { ChevronDown } from 'lucide-react'
import type { Attribute } from '#shared/model/case.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { MenuButton } from '../../ui/menu.tsx'
import { SortButton } from '../../ui/sort-button.tsx'
import styles from './cases.module.css'
import type { GridColumn } from './grid-columns.ts'

interface GridHeadProps {
  columns: readonly GridColumn[]
  sorting: { id: string; desc: boolean } | undefined
  onSort(column: string): void
  /** How many of the rows are chosen. */
  every: 'all' | 'some' | 'none'
  onEvery(): void
  onAttribute(action: string, attribute: Attribute): void
}

/** The head that stays: what orders the rows, and what can be done with an attribute. */
export function GridHead({ columns, sorting, onSort, every, onEvery, onAttribute }: GridHeadProps) {
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1}>
        <th scope="col" className={classNames(styles.headCell, styles.tick)}>
          <input
            type="checkbox"
            aria-label="Choose all"
            checked={every === 'all'}
            ref={box => {
              if (box) box.indeterminate = every === 'some'
            }}
            onChange={onEvery}
          />
        </th>
        {columns.map(column => {
          const isSorted = sorting?.id === column.id
          const direction = isSorted ? (sorting.desc ? 'descending' : 'ascending') : undefined
          const { attribute } = column
          return (
            <th key={column.id} scope="col" aria-sort={direction ?? 'none'} className={styles.headCell}>
              <span className={styles.headWords}>
                <SortButton direction={direction} isAtEnd={column.isNumber} onPress={() => onSort(column.id)}>
                  {column.head}
                </SortButton>
                {attribute && (
                  <MenuButton
                    label={`Attribute ${attribute.name}`}
                    trigger={
                      <IconButton size="tiny" icon={<ChevronDown />} label={`Attribute ${attribute.name}`} />
                    }
                    entries={[
                      { id: 'change', label: 'Change…' },
                      { id: 'left', label: 'Move left' },
                      { id: 'right', label: 'Move right' },
                      { id: 'remove', label: 'Remove', tone: 'danger' },
                    ]}
                    onAction={action => onAttribute(action, attribute)}
                  />
                )}
              </span>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
