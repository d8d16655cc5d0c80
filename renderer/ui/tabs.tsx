import type { ReactNode } from 'react'
import { type Key, Tabs as RacTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './tabs.module.css'

export interface TabSpec<T extends string> {
  readonly id: T
  readonly label: string
  /** A number beside the label: how many are in there. */
  readonly count?: number | undefined
  readonly isDisabled?: boolean | undefined
  readonly content: ReactNode
}

export interface TabsProps<T extends string> {
  readonly label: string
  readonly tabs: readonly TabSpec<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
  /** Panels fill the height and scroll by themselves. */
  readonly fillsHeight?: boolean | undefined
  /** Panels reach to the edges, in a column: what is in them brings its own space, and scrolls. */
  readonly isFlush?: boolean | undefined
}

/** Several faces of one thing, one shown. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  const { label, tabs, value, onChange, fillsHeight = false, isFlush = false } = props
  const choose = (key: Key) => {
    const chosen = tabs.find(tab => tab.id === key)
    if (chosen) onChange(chosen.id)
  }
  return (
    <RacTabs
      selectedKey={value}
      onSelectionChange={choose}
      className={classNames(styles.tabs, (fillsHeight || isFlush) && styles.fills, isFlush && styles.flush)}
    >
      <TabList aria-label={label} className={classNames(styles.list)}>
        {tabs.map(tab => (
          <Tab
            key={tab.id}
            id={tab.id}
            isDisabled={tab.isDisabled ?? false}
            className={classNames(styles.tab)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(tab => (
        <TabPanel key={tab.id} id={tab.id} className={classNames(styles.panel)}>
          {tab.content}
        </TabPanel>
      ))}
    </RacTabs>
  )
}
