import { expect, it } from 'vitest'
import { noTags, withTyped } from '../../../renderer/screens/sources/tag-choice.ts'

const tags = [
  { id: 'a', name: 'Pilot' },
  { id: 'b', name: 'Follow-up' },
]

it('takes what stands in the field of a new tag, once, and one of the study’s by its own spelling', () => {
  const typed = (typed: string, choice = noTags) => withTyped({ ...choice, typed }, tags)
  expect(typed(' Winter ')).toEqual({ add: ['Winter'], remove: [], typed: '' })
  expect(typed('Winter', typed('Winter')).add).toEqual(['Winter'])
  expect(typed('follow-UP')).toEqual({ add: ['Follow-up'], remove: [], typed: '' })
  expect(typed('pilot', { ...noTags, remove: ['a', 'b'] })).toEqual({
    add: ['Pilot'],
    remove: ['b'],
    typed: '',
  })
  expect(typed('  ')).toEqual(noTags)
})
