import { expect } from 'vitest'
import { type Checks, page, styled, word, workbook } from './read-as.ts'
import { found, hostile } from './study.ts'

/** What it says of changes and versions is in `framework-changes.test.ts`. */
export const frameworkChangesChecks: Checks = {
  'framework-changes.docx': bytes => {
    const paragraphs = word(bytes, 'Framework and its changes', /Framework and its changes/)
    expect(styled(paragraphs, 'Heading2')).toEqual(expect.arrayContaining(['Codes', 'Change log']))
    expect(styled(paragraphs, 'Cell').join('\n')).toContain(hostile.code)
  },

  'framework-changes.html': bytes => {
    const elements = page(bytes, /Framework and its changes/)
    expect(elements.filter(e => e.tag === 'h3').map(e => e.text)).toContain('Change log')
    expect(
      elements
        .filter(e => e.tag === 'th')
        .map(e => e.text)
        .join('\n'),
    ).toContain(hostile.code)
  },

  'framework-changes.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    expect(found(sheets, 'Codes').flat().join('\n')).toContain(hostile.code)
    expect(found(sheets, 'Version differences')[0]).toEqual(
      expect.arrayContaining(['Versions', 'Before', 'After']),
    )
  },
}
