import type { KeyboardEvent } from 'react'
import { Button as RacButton } from 'react-aria-components'
import type { Code } from '#shared/model/codebook.ts'
import type { QueryAnswer, QueryPlace } from '#shared/model/query.ts'
import { useNavigation } from '../../state/navigation.ts'
import { CodeChip } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './search-view.module.css'

interface QueryPlacesProps {
  answer: QueryAnswer
  codes: ReadonlyMap<string, Code>
}

/** What a query found, source by source, each in its words. Arrows walk through; a press opens the place in Code. */
export function QueryPlaces({ answer, codes }: QueryPlacesProps) {
  const groups = Map.groupBy(answer.places, ({ source }) => source)
  return (
    <div data-places data-of={answer.of} className={styles.found}>
      {[...groups].map(([source, places]) => (
        <section key={source} className={styles.source} aria-label={places[0]?.sourceTitle ?? ''}>
          <h3>
            <bdi>{places[0]?.sourceTitle}</bdi>
          </h3>
          <ul className={styles.places}>
            {places.map(place => (
              <Place key={place.coding ?? `${place.start} ${place.end}`} place={place} codes={codes} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Place({ place, codes }: { place: QueryPlace; codes: QueryPlacesProps['codes'] }) {
  const { go } = useNavigation()
  const { source, start, end, line, speaker, cases } = place
  const who = [speaker, ...cases.filter(name => name !== speaker)].filter(Boolean).join(', ')
  return (
    <li>
      <RacButton
        className={classNames(styles.place)}
        onPress={() => go('code', { source, start, end })}
        onKeyDown={walk}
      >
        <span className={styles.where}>
          <span className={styles.line}>{line}</span> <bdi>{who}</bdi>
        </span>
        <bdi className={styles.words}>
          {place.before}
          <mark>{place.match}</mark>
          {place.after}
        </bdi>
        {place.codes.length > 0 && (
          <span className={styles.codes}>
            {place.coderInitials !== null && <span className={styles.quiet}>{place.coderInitials}</span>}
            {place.codes.map(({ id, name }, at) => (
              <CodeChip
                key={id}
                name={name}
                colour={codes.get(id)?.colour ?? 1}
                {...(at === 0 && place.polarity !== null ? { polarity: place.polarity } : {})}
              />
            ))}
          </span>
        )}
      </RacButton>
    </li>
  )
}

/** Up and down from place to place, across sources. */
function walk(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const { target } = event
  const list = target instanceof HTMLElement ? target.closest('[data-places]') : null
  const all = [...(list?.querySelectorAll<HTMLElement>('li > button') ?? [])]
  const at = all.indexOf(target as HTMLElement)
  all[event.key === 'ArrowDown' ? at + 1 : at - 1]?.focus()
  event.preventDefault()
}
