import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { ThemeReach as Reach } from '#shared/model/theme.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { ToggleButton } from '../../ui/toggle.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import { deviant, oneVoice, whoOf } from './mark-words.ts'
import styles from './theme-reach.module.css'

interface ThemeReachProps {
  theme: string
  /** One of its codes, where only that is looked at. */
  code: string | null
  layer: Layer
  /** Shows only passages that say this; null: all. */
  says: Polarity | null
  onSays(says: Polarity | null): void
}

/** Who speaks in a theme or one of its codes and from where, whether one voice carries it, and what speaks against the rest. */
export function ThemeReach({ theme, code, layer, says, onSays }: ThemeReachProps) {
  const { data: reach } = useRead('themes.reach', { theme, code, layer }, { keepPrevious: true })
  if (!reach || reach.passages === 0) return null
  const carries = oneVoice({ most: reach.people[0] ?? null, passages: reach.passages })
  const against = deviant(reach.says)
  const ways = (['facilitator', 'barrier'] as const).map(what => ({ what, n: reach.says[what] }))
  const who = whoOf(reach.people.length, reach.sites.length, reach.known)
  return (
    <div className={styles.reach}>
      <p className={styles.line}>
        {who !== '' && <span>{who}</span>}
        {carries && <span className={styles.carries}>{carries}</span>}
        {!against &&
          ways.map(
            ({ what, n }) =>
              n > 0 && (
                <ToggleButton
                  key={what}
                  label={counted(n, what)}
                  isSelected={says === what}
                  onChange={isOn => onSays(isOn ? what : null)}
                />
              ),
          )}
        {against && (
          <Button
            size="small"
            variant="quiet"
            aria-pressed={says === against.what}
            onPress={() => onSays(says === against.what ? null : against.what)}
          >
            {says === against.what ? 'Show all again' : against.words}
          </Button>
        )}
      </p>
      {reach.people.length + reach.sites.length > 0 && (
        <Disclosure title="Who speaks">
          <WhoSpeaks reach={reach} />
        </Disclosure>
      )}
    </div>
  )
}

/** The people and sites behind a theme, most passages first. */
export function WhoSpeaks({ reach }: { reach: Reach }) {
  return (
    <>
      <div className={styles.lists}>
        <Voices
          label="People"
          lines={reach.people.map(({ id, name, site, passages }) => ({
            id,
            name,
            beside: site,
            passages,
          }))}
        />
        <Voices
          label="Sites"
          lines={reach.sites.map(({ id, name, people, passages }) => ({
            id,
            name,
            beside: counted(people, 'person', 'people'),
            passages,
          }))}
        />
      </div>
      {reach.ofNobody > 0 && (
        <p className={styles.quiet}>
          {counted(reach.ofNobody, 'passage')} of nobody known. A passage of two people counts for both.
        </p>
      )}
    </>
  )
}

interface VoicesProps {
  label: string
  lines: readonly { id: string; name: string; beside: string | null; passages: number }[]
}

const Voices = ({ label, lines }: VoicesProps) => (
  <table className={styles.voices}>
    <caption>{label}</caption>
    <tbody>
      {lines.map(({ id, name, beside, passages }) => (
        <tr key={id}>
          <th scope="row">{name}</th>
          <td className={styles.quiet}>{beside}</td>
          <td className={styles.n}>{number(passages)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
