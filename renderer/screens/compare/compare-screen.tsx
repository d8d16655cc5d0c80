import { useEffect } from 'react'
import { useNavigation } from '../../state/navigation.ts'
import { Compare } from './compare.tsx'
import { useCompare } from './compare-store.ts'
import { ManyCoders } from './many-coders.tsx'

/** The Compare screen: two coders, of a round or outside, or more of them outside rounds. */
export function CompareScreen() {
  const { pair, more, choose } = useCompare()
  const { params, screen } = useNavigation()
  const asked = screen === 'compare' && typeof params.round === 'string' ? params.round : null
  useEffect(() => {
    if (asked) choose({ round: asked, pair: null, more: [], drill: null, reading: null })
  }, [asked, choose])
  return pair && more.length > 0 ? <ManyCoders coders={[...pair, ...more]} /> : <Compare />
}
