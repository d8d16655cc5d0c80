import { expect, test } from 'vitest'
import { noteAnswer, thatStep } from '#renderer/state/latest-step.ts'

test('a notice takes back the step its own answer named, and never the one before it', () => {
  noteAnswer(true, 'first')
  expect(thatStep()).toEqual({ step: 'first' })
  // What is only read after it changes nothing.
  noteAnswer(false, undefined)
  expect(thatStep()).toEqual({ step: 'first' })
  // A job is no write, and says what it recorded.
  noteAnswer(false, 'second')
  expect(thatStep()).toEqual({ step: 'second' })
  // Answered from memory after a broken road: not known by name, so the latest is meant.
  noteAnswer(true, undefined)
  expect(thatStep()).toEqual({})
})
