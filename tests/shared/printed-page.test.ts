import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printedPage } from '#shared/text/printed-page.ts'

describe('the rules of a printed page', () => {
  it('hold whatever a study is called, and end where they should', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.boolean(), (studyTitle, isWide) => {
        const rules = printedPage({ studyTitle, name: 'Coding framework', isWide })
        const [before = '', title = '', after = ''] =
          /^(.*?@top-left \{ content: ")([^"]*)(";.*)$/s.exec(rules)?.slice(1) ?? []
        // Nothing in the title ends the string, a rule or the element the rules stand in.
        expect(title).not.toMatch(/[<>"'\n{};]/)
        expect(before).not.toContain('content: ""')
        expect(after.match(/[{}]/g)?.length).toBe(
          printedPage({ studyTitle: '', name: 'Coding framework', isWide })
            .split('content: ""')[1]
            ?.match(/[{}]/g)?.length,
        )
        // A browser reads the title's own characters back.
        const read = title.replace(/\\([\da-f]+) /g, (_, hex: string) =>
          String.fromCodePoint(Number.parseInt(hex, 16)),
        )
        const whole = studyTitle.toWellFormed().replace(/\s+/gu, ' ').trim()
        expect(read === whole || (read.endsWith('…') && whole.startsWith(read.slice(0, -1)))).toBe(true)
      }),
    ))
})
