import { expect } from 'vitest'
import { type Checks, page, styled, word, workbook } from './read-as.ts'
import { asRecords } from './read-back.ts'
import { found } from './study.ts'

/** METHOD.md: the constructs and components of NPT, by name. */
const npt = {
  Coherence: ['Differentiation', 'Communal specification', 'Individual specification', 'Internalisation'],
  'Cognitive participation': ['Initiation', 'Enrolment', 'Legitimation', 'Activation'],
  'Collective action': [
    'Interactional workability',
    'Relational integration',
    'Skill set workability',
    'Contextual integration',
  ],
  'Reflexive monitoring': ['Systemization', 'Communal appraisal', 'Individual appraisal', 'Reconfiguration'],
}
const components = Object.values(npt).flat()
const inOrder = Object.entries(npt).flatMap(([construct, under]) => [construct, ...under])

export const frameworkChecks: Checks = {
  'framework.docx': bytes => {
    const paragraphs = word(bytes, 'Framework table', /Deductive framework/)
    const cells = styled(paragraphs, 'Cell')
    expect(cells.filter(cell => inOrder.includes(cell))).toEqual(inOrder)
    expect(styled(paragraphs, 'CellHead')).toEqual(['Construct', 'Component', 'Definition'])
  },

  'framework.xlsx': async bytes => {
    const sheets = await workbook(bytes)
    const rows = asRecords(found(sheets, 'Framework table'))
    expect(rows).toHaveLength(inOrder.length)
    for (const [construct, under] of Object.entries(npt)) {
      const own = rows.filter(row => row['Construct'] === construct)
      expect(own.map(row => row['Component'] ?? '')).toEqual(['', ...under])
      for (const row of own) expect(String(row['Definition']).length).toBeGreaterThan(20)
    }
  },

  'framework.html': bytes => {
    const elements = page(bytes, /Framework table/)
    const heads = elements.filter(e => e.tag === 'th').map(e => e.text)
    expect(heads).toEqual(['Construct', 'Component', 'Definition', ...inOrder])
    expect(heads.filter(head => components.includes(head))).toHaveLength(16)
  },
}
