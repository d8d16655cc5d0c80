import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './options.module.css'

/** One line of a Select or ComboBox. */
export interface Option<T extends string> {
  readonly id: T
  readonly label: string
  /** A quiet second line. */
  readonly description?: string | undefined
  /** Before the label: an icon or a code's dot. */
  readonly icon?: ReactNode
  readonly isDisabled?: boolean | undefined
}

export interface OptionListProps<T extends string> {
  readonly options?: readonly Option<T>[] | undefined
  readonly empty?: string | undefined
}

/** The list that drops down; for Select and ComboBox only. */
export function OptionList<T extends string>({ options, empty = 'Nothing matches.' }: OptionListProps<T>) {
  return (
    <ListBox
      className={classNames(styles.list)}
      {...(options !== undefined && { items: options })}
      renderEmptyState={() => <p className={styles.empty}>{empty}</p>}
    >
      {(option: Option<T>) => (
        <ListBoxItem
          id={option.id}
          textValue={option.label}
          isDisabled={option.isDisabled ?? false}
          className={classNames(styles.option)}
        >
          {({ isSelected }) => (
            <>
              {option.icon !== undefined && <span className={styles.icon}>{option.icon}</span>}
              <span className={styles.words}>
                <span className={styles.label}>{option.label}</span>
                {option.description !== undefined && (
                  <span className={styles.description}>{option.description}</span>
                )}
              </span>
              <span className={styles.tick} aria-hidden="true">
                {isSelected && <Check />}
              </span>
            </>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  )
}
