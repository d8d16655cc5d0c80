import { expect, it } from 'vitest'
import { passagesUnder } from '#renderer/screens/themes/passages-under.ts'

it('counts a passage once for a construct, however many of its components it is coded to', () => {
  const lines = new Map([
    ['construct', ['construct']],
    ['initiation', ['construct', 'initiation']],
    ['enrolment', ['construct', 'enrolment']],
  ])
  const on = (code: string, start: number) => ({ source: 'one', start, end: start + 9, code })
  const codings = [on('initiation', 0), on('enrolment', 0), on('enrolment', 20), on('elsewhere', 0)]
  expect([...passagesUnder(codings, lines)]).toEqual([
    ['construct', 2],
    ['initiation', 1],
    ['enrolment', 2],
  ])
})
