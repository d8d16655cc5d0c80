import { describe, expect, it } from 'vitest'
import { statementChoices } from '#renderer/screens/themes/statement-choices.ts'

const ids = (...named: string[]) => named.map(id => ({ id }))
const choosing = {
  picked: new Set(['seen', 'elsewhere', 'gone']),
  had: ['seen', 'gone'],
  inTheme: ids('seen', 'elsewhere', 'unticked'),
  inView: ids('seen', 'unticked'),
  keepsHidden: true,
}

describe('what is chosen for a statement', () => {
  it('stays where it is not in view: under another component, or there no more', () => {
    expect(statementChoices(choosing)).toEqual({
      kept: ['seen', 'elsewhere', 'gone'],
      hidden: ['elsewhere', 'gone'],
    })
  })

  it('goes where it was in view and is unticked, or is let go of by name', () => {
    expect(statementChoices({ ...choosing, picked: new Set(['gone']) }).kept).toEqual(['gone'])
    expect(statementChoices({ ...choosing, keepsHidden: false })).toEqual({
      kept: ['seen'],
      hidden: ['elsewhere', 'gone'],
    })
  })

  it('is what stands where the statement is written anew', () => {
    expect(statementChoices({ ...choosing, had: [] }).kept).toEqual(['seen', 'elsewhere'])
  })
})
