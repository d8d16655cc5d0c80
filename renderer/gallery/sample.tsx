import type { ReactNode } from 'react'
import styles from './gallery.module.css'

/** One component's part of the page. */
export function Group({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const id = name.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  return (
    <section className={styles.group} id={id} aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`} className={styles.groupName}>
        {name}
      </h2>
      <div className={styles.samples}>{children}</div>
    </section>
  )
}

/** One state of it, under its name. */
export function Sample(props: {
  readonly name: string
  readonly isWide?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={props.isWide ? styles.wide : styles.sample}>
      <h3 className={styles.sampleName}>{props.name}</h3>
      <div className={styles.stage}>{props.children}</div>
    </div>
  )
}
