import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LibraryCode } from '#engine/codebook/library/index.ts'
import { libraryFramework, libraryFrameworks } from '#engine/codebook/library/index.ts'

const flat = (codes: LibraryCode[]): LibraryCode[] => codes.flatMap(code => [code, ...flat(code.children)])

describe('the library of deductive frameworks', () => {
  it('lists every data file of its folder', () => {
    const files = readdirSync(new URL('../../engine/codebook/library/', import.meta.url))
      .filter(name => name.endsWith('.json'))
      .map(name => name.replace(/\.json$/, ''))
    expect(
      libraryFrameworks()
        .map(framework => framework.id)
        .sort(),
    ).toEqual(files.sort())
  })

  it.each(libraryFrameworks().map(framework => [framework.id, framework] as const))(
    '%s: names are unique, and each code is defined in words of its own',
    (_, framework) => {
      const codes = flat(framework.codes)
      const names = codes.map(code => code.name)
      expect(new Set(names).size).toBe(names.length)
      const definitions = codes.map(code => code.definition)
      expect(new Set(definitions).size).toBe(definitions.length)
      for (const code of codes) {
        expect(code.definition.split(' ').length, code.name).toBeGreaterThan(8)
        expect(code.whenToUse.length, code.name).toBeGreaterThan(30)
        expect(code.whenNotToUse.length, code.name).toBeGreaterThan(30)
      }
    },
  )

  it('has the sixteen components of the theory under its four constructs, named as the study names them', () => {
    const tree = libraryFramework('npt')?.codes.map(code => [code.name, code.children.map(c => c.name)])
    expect(tree).toEqual([
      [
        'Coherence',
        ['Differentiation', 'Communal specification', 'Individual specification', 'Internalisation'],
      ],
      ['Cognitive participation', ['Initiation', 'Enrolment', 'Legitimation', 'Activation']],
      [
        'Collective action',
        [
          'Interactional workability',
          'Relational integration',
          'Skill set workability',
          'Contextual integration',
        ],
      ],
      [
        'Reflexive monitoring',
        ['Systemization', 'Communal appraisal', 'Individual appraisal', 'Reconfiguration'],
      ],
    ])
  })

  it('has twelve constructs in three domains in the coding manual of 2022', () => {
    const domains = libraryFramework('npt-2022')?.codes ?? []
    expect(domains.map(code => code.name)).toEqual(['Contexts', 'Mechanisms', 'Outcomes'])
    expect(domains.map(code => code.children.length)).toEqual([4, 4, 4])
    expect(flat(domains).every(code => code.children.length === 0 || domains.includes(code))).toBe(true)
  })

  it('knows no framework by another name', () => {
    expect(libraryFramework('../library/npt')).toBeUndefined()
  })
})
