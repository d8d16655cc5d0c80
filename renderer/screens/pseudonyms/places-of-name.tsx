import { useState } from 'react'
import type { PseudonymPair, Replacement } from '#shared/model/pseudonym.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { counted, number } from '../../wording.ts'
import { InContext } from './in-context.tsx'
import { doubtWords } from './kinds.ts'
import styles from './pseudonyms.module.css'

interface PlacesOfNameProps {
  pair: PseudonymPair
  places: readonly Replacement[]
  isTaken(one: Replacement): boolean
  turn(places: readonly Replacement[], to: boolean): void
  isOpenAtFirst: boolean
}

const step = 50

/** The places of one name, each with its words before and after. */
export function PlacesOfName({ pair, places, isTaken, turn, isOpenAtFirst }: PlacesOfNameProps) {
  const [limit, setLimit] = useState(step)
  const taken = places.filter(isTaken).length
  return (
    <div className={styles.name}>
      <div className={styles.nameTick}>
        <Checkbox
          aria-label={`Every place of ${pair.real}`}
          isSelected={taken === places.length}
          isIndeterminate={taken > 0 && taken < places.length}
          onChange={to => turn(places, to)}
        >
          {''}
        </Checkbox>
      </div>
      <Disclosure
        defaultExpanded={isOpenAtFirst}
        title={
          <>
            {pair.real} → {pair.shown}
          </>
        }
        aside={
          taken === places.length
            ? counted(places.length, 'place')
            : `${number(taken)} of ${counted(places.length, 'place')}`
        }
      >
        <ul className={styles.places} aria-label={`Places of ${pair.real}`}>
          {places.slice(0, limit).map(one => (
            <li key={`${one.source} ${one.place} ${one.number} ${one.start}`}>
              <Checkbox
                isSelected={isTaken(one)}
                onChange={to => turn([one], to)}
                description={
                  <>
                    {one.title}
                    {one.place !== 'text' && `, ${one.place}`}
                    {one.doubt !== null && <span className={styles.doubt}> {doubtWords[one.doubt]}</span>}
                  </>
                }
              >
                <InContext {...one} />
              </Checkbox>
            </li>
          ))}
        </ul>
        {places.length > limit && (
          <Button size="small" onPress={() => setLimit(limit + step * 4)}>
            Show more of {counted(places.length, 'place')}
          </Button>
        )}
      </Disclosure>
    </div>
  )
}
