import type { Layer, Polarity } from '#shared/model/coding.ts'
import type { ThemeReach as Reach } from '#shared/model/theme.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { useRead } from '../../use-engine.ts'
import { counted, number } from '../../wording.ts'
import styles from './theme-reach.module.css'

/** Of so many passages it is worth saying that one person gives a third of them or more. */
const enough = 6

interface ThemeReachProps {
  theme: string
  layer: Layer
  /** Shows only passages that say this; null: all. */
  says: Polarity | null
  onSays(says: Polarity | null): void
}

/** Who speaks in a theme and from where, whether one voice carries it, and what speaks against the rest. */
export function ThemeReach({ theme, layer, says, onSays }: ThemeReachProps) {
  const { data: reach } = useRead('themes.reach', { theme, layer }, { keepPrevious: true })
  if (!reach || reach.passages === 0) return null
  const [most] = reach.people
  const carries = most !== undefined && reach.passages >= enough && most.passages * 3 >= reach.passages
  const against = deviant(reach)
  return (
    <div className={styles.reach}>
      <p className={styles.line}>
        {reach.known.people > 0 && (
          <span>
            {number(reach.people.length)} of {counted(reach.known.people, 'person', 'people')}
            {reach.known.sites > 0 &&
              ` at ${number(reach.sites.length)} of ${counted(reach.known.sites, 'site')}`}
          </span>
        )}
        {carries && (
          <span className={styles.carries}>
            {most.name} gives {number(most.passages)} of {counted(reach.passages, 'passage')}
          </span>
        )}
        {against && (
          <Button
            size="small"
            variant="quiet"
            aria-pressed={says === against.what}
            onPress={() => onSays(says === against.what ? null : against.what)}
          >
            {says === against.what
              ? 'Show all again'
              : `${counted(against.n, against.what)} among ${counted(against.others, against.rest)}`}
          </Button>
        )}
      </p>
      {reach.people.length + reach.sites.length > 0 && (
        <Disclosure title="Who speaks">
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
        </Disclosure>
      )}
    </div>
  )
}

/** The polarity that fewer passages have, where both are there and one clearly is the exception. */
function deviant({ says: { facilitator, barrier } }: Reach) {
  const [fewer, more] = facilitator < barrier ? [facilitator, barrier] : [barrier, facilitator]
  if (fewer === 0 || fewer * 2 > more) return null
  const what: Polarity = facilitator < barrier ? 'facilitator' : 'barrier'
  const rest: Polarity = what === 'facilitator' ? 'barrier' : 'facilitator'
  return { what, n: fewer, rest, others: more }
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
