import { expect, test } from 'vitest'
import { isInterviewer } from '#shared/model/interviewer.ts'

const asking = (...labels: string[]) => labels.filter(label => isInterviewer(label, labels))

test('a label says who asks, by its usual meaning', () => {
  expect(asking('Interviewer', 'Participant')).toEqual(['Interviewer'])
  expect(asking('I', 'P', 'R')).toEqual(['I'])
  expect(asking('INT 1', 'P07')).toEqual(['INT 1'])
})
test('an initial is who is named in full beside it', () => {
  expect(asking('Researcher', 'Interviewee', 'R', 'I')).toEqual(['Researcher', 'R'])
  expect(asking('Interviewee', 'I', 'R')).toEqual([])
})
test('a letter for women and men, or one with a number, is nobody who asks', () => {
  expect(asking('Moderator', 'M', 'F')).toEqual(['Moderator'])
  expect(asking('Facilitator', 'F1', 'M1')).toEqual(['Facilitator'])
  expect(asking('Researcher', 'R1', 'R2')).toEqual(['Researcher'])
})
test('where two in full could be meant, or only a name, an initial means what it usually does', () => {
  expect(asking('Interviewer', 'Interviewee', 'I')).toEqual(['Interviewer', 'I'])
  expect(asking('Researcher', 'Respondent', 'R', 'I')).toEqual(['Researcher', 'I'])
  expect(asking('Ingrid', 'I')).toEqual(['I'])
})
