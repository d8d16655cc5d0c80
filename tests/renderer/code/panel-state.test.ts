import { expect, test, vi } from 'vitest'

// Words that are not saved hold the window open, so their module listens to it when it is loaded.
vi.stubGlobal('addEventListener', () => {})
const { noteGivenId } = await import('#renderer/screens/code/given-ids.ts')
const { commentingOn, restingPanel } = await import('#renderer/screens/code/panel-state.ts')

test('a comment asked for again is the form that is open, also once its coding was given its id', () => {
  const open = commentingOn(restingPanel, 'own')
  expect(open.commenting).toBe('own')
  noteGivenId('own', 'given')
  expect(commentingOn(open, 'given').commenting).toBe('own')
  expect(commentingOn(open, 'other').commenting).toBe('other')
})
