import type { CSSProperties } from 'react'
import { codeColourClass, codePalette } from '../theme/palette.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './gallery.module.css'
import { Group, Sample } from './sample.tsx'

const tokens = [
  'paper',
  'paper-raised',
  'paper-sunken',
  'paper-hover',
  'paper-pressed',
  'hairline',
  'edge',
  'ink',
  'ink-quiet',
  'ink-faint',
  'ink-disabled',
  'focus',
  'accent',
  'accent-hover',
  'accent-wash',
  'danger',
  'warn',
  'good',
]

const shown = (token: string): CSSProperties => Object.fromEntries([['--shown', `var(--${token})`]])

/** Type, tokens and the palette of codes. */
export function Foundations() {
  return (
    <Group name="Foundations">
      <Sample name="Reading" isWide>
        <p className={styles.quote}>
          “It wasn’t that we didn’t trust the plan. It was that nobody had asked us, <em>not once</em>, what a
          Tuesday morning on the ward looks like — 07:40, twelve patients, two of us.”
        </p>
      </Sample>
      <Sample name="Tokens" isWide>
        <div className={styles.tokens}>
          {tokens.map(token => (
            <div key={token}>
              <div className={styles.token} style={shown(token)} />
              {token}
            </div>
          ))}
        </div>
      </Sample>
      <Sample name="Codes: stripe, underline, wash and text" isWide>
        <div className={styles.swatches}>
          {codePalette.map(colour => (
            <div key={colour.id} className={classNames(styles.swatch, codeColourClass(colour.id))}>
              <span className={styles.stripe} />
              <span className={styles.underlined}>
                {colour.id} {colour.name}
              </span>
              <span>
                <span className={styles.washed}>as a passage</span>
              </span>
            </div>
          ))}
        </div>
      </Sample>
    </Group>
  )
}
