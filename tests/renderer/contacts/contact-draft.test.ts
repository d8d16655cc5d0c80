import { describe, expect, it } from 'vitest'
import { doubtsOf } from '#renderer/screens/contacts/contact-doubts.ts'
import {
  changedIn,
  followedIn,
  keepMine,
  metIn,
  takeTheirs,
} from '#renderer/screens/contacts/contact-draft.ts'
import type { Contact, ContactSaid } from '#shared/model/contact.ts'

const north = { case: 'north', attended: true, reason: '' }
const south = { case: 'south', attended: true, reason: '' }
const said: ContactSaid = {
  date: '2019-01-14',
  mode: 'phone',
  minutes: 50,
  sites: [north, south],
  people: [],
  note: '',
}
const contact: Contact = { ...said, id: 'one', minutesFrom: 'recorded', happened: true }

describe('a contact that two change', () => {
  it('follows what another changed where nothing was entered here', () => {
    const draft = { known: said, mine: { note: 'Cameras were off' } }
    const now = { ...said, minutes: 65 }
    expect(metIn(draft, now)).toEqual([])
    expect(followedIn(draft, now)).toEqual(['minutes'])
    expect(changedIn(draft, now)).toEqual(['note'])
  })

  it('asks which stays where both changed the same', () => {
    const draft = { known: said, mine: { minutes: 40, note: 'Cameras were off' } }
    const now = { ...said, minutes: 65 }
    expect(metIn(draft, now)).toEqual(['minutes'])
    const mine = keepMine(draft, now, ['minutes'])
    expect([metIn(mine, now), changedIn(mine, now)]).toEqual([[], ['minutes', 'note']])
    const theirs = takeTheirs(draft, now, ['minutes'])
    expect([metIn(theirs, now), followedIn(theirs, now)]).toEqual([[], []])
    expect(changedIn(theirs, now)).toEqual(['note'])
    expect(metIn(mine, { ...said, minutes: 70 })).toEqual(['minutes'])
  })

  it('asks nothing where both say the same, in whatever order', () => {
    const draft = { known: { ...said, sites: [north] }, mine: { sites: [south, north] } }
    expect([metIn(draft, said), changedIn(draft, said)]).toEqual([[], []])
  })
})

describe('a contact entered by hand', () => {
  const all = () => true
  it('is asked about where it is long, to come, or says the same as another', () => {
    expect(doubtsOf(said, all, [], '2019-01-14')).toEqual([])
    expect(doubtsOf({ ...said, sites: [south, north] }, all, [contact], '2019-01-13')).toEqual([
      '14 Jan 2019 is still to come.',
      'A contact that says the same is in the log.',
    ])
    expect(doubtsOf({ ...said, minutes: 600 }, all, [contact], '2019-01-14')).toEqual([
      '600 minutes are 10 hours or more.',
    ])
  })

  it('is not asked about for what nobody changed in it', () => {
    const long = { ...said, minutes: 700 }
    expect(doubtsOf(long, field => field === 'note', [], '2018-01-01')).toEqual([])
    expect(doubtsOf(said, () => false, [contact], '2018-01-01')).toEqual([])
  })
})
