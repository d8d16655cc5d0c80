import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, DisclosurePanel, Heading, Disclosure as RacDisclosure } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './disclosure.module.css'

export interface DisclosureProps {
  readonly title: ReactNode
  /** At the end of the title's line: a count, a state. */
  readonly aside?: ReactNode
  readonly isExpanded?: boolean
  readonly defaultExpanded?: boolean
  readonly onExpandedChange?: (isExpanded: boolean) => void
  readonly headingLevel?: 2 | 3 | 4 | undefined
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

/** Something folded away under its title. */
export function Disclosure({ title, aside, headingLevel = 3, children, ...rest }: DisclosureProps) {
  return (
    <RacDisclosure {...rest} className={classNames(styles.disclosure)}>
      <Heading level={headingLevel} className={classNames(styles.heading)}>
        <Button slot="trigger" className={classNames(styles.trigger)}>
          <ChevronRight aria-hidden="true" />
          <span className={styles.title}>{title}</span>
          {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className={classNames(styles.panel)}>
        <div className={styles.inside}>{children}</div>
      </DisclosurePanel>
    </RacDisclosure>
  )
}
