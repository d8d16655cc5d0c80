import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { aStep, copied, mergeInto, returned, worked, yielded } from './world.ts'

/*
 * Prints what a few histories come to when they are merged, as one hash, and, as a control, how names are put in order by
 * the rules of the place this runs at. For a process of its own, with a language and a time zone of its own.
 */

const history = fc.array(aStep(['lead', 'KM', 'TS', 'other']), { minLength: 30, maxLength: 60 })
const hash = createHash('sha256')
for (const steps of fc.sample(history, { seed: 7, numRuns: 8 })) {
  const world = worked(steps)
  mergeInto(world.lead, returned(world, 'KM', { submits: true }))
  mergeInto(world.lead, copied(world.other, 'other'), returned(world, 'TS', { submits: true }))
  hash.update(yielded(world.lead))
}
const names = ['ia', 'Ib', 'ıc', 'İd']
const byPlace = names.toSorted((a, b) => a.localeCompare(b)).join()
console.log(JSON.stringify({ hash: hash.digest('hex'), byPlace, hour: new Date(0).getHours() }))
