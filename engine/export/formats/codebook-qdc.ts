import { TandemError } from '#shared/errors.ts'
import type { Code } from '#shared/model/codebook.ts'
import { type Codebook, type CodebookEntry, codebookExport, codebookOf } from '../codebook.ts'
import type { ExportFormat } from '../format.ts'
import { hexOf } from '../palette-hex.ts'
import { qdcFileKind } from '../writing/file-kinds.ts'
import { xmlAttribute, xmlText } from '../writing/xml.ts'

/**
 * A REFI-QDA codebook (urn:QDA-XML:codebook:1.0). The format knows codes and sets, no frameworks: each framework
 * is a set of all its codes. It has one description a code: definition, when to use and not, and example follow
 * each other there, each under its name. A retired code is not codable. Counts have no place in it.
 */
export const codebookQdc: ExportFormat = {
  ...codebookExport,
  ...qdcFileKind,
  async make(study) {
    const book = codebookOf(study)
    const filled = book.frameworks.filter(({ entries }) => entries.length > 0)
    if (filled.length === 0) {
      throw new TandemError(
        'bad-input',
        'The study has no codes yet, and a REFI-QDA codebook cannot be empty.',
        'Add a code, or export the coding framework in another format.',
      )
    }
    const xml = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Tandem">',
      '  <Codes>',
      ...filled.flatMap(({ entries }) => codesUnder(null, childrenOf(entries), '    ')),
      '  </Codes>',
      '  <Sets>',
      ...filled.flatMap(set),
      '  </Sets>',
      '</CodeBook>',
      '',
    ]
    return new TextEncoder().encode(xml.join('\n'))
  },
}

type Children = Map<string | null, CodebookEntry[]>

const childrenOf = (entries: readonly CodebookEntry[]): Children =>
  Map.groupBy(entries, entry => entry.code.parent)

function codesUnder(parent: string | null, children: Children, indent: string): string[] {
  return (children.get(parent) ?? []).flatMap(({ code, example }) => {
    const codable = code.status !== 'retired'
    const attributes = `guid="${code.id}" name="${xmlAttribute(code.name)}" isCodable="${codable}" color="${hexOf(code.colour)}"`
    const description = descriptionOf(code, example)
    const inside = [
      ...(description === '' ? [] : [`${indent}  <Description>${xmlText(description)}</Description>`]),
      ...codesUnder(code.id, children, `${indent}  `),
    ]
    return inside.length === 0
      ? [`${indent}<Code ${attributes}/>`]
      : [`${indent}<Code ${attributes}>`, ...inside, `${indent}</Code>`]
  })
}

function descriptionOf(code: Code, example: CodebookEntry['example']): string {
  const parts: [string, string][] = [
    ['When to use', code.whenToUse],
    ['When not to use', code.whenNotToUse],
    ['Example', example === null ? '' : [example.text, example.attribution ?? ''].join(' ').trim()],
  ]
  return [code.definition, ...parts.map(([name, text]) => (text.trim() === '' ? '' : `${name}: ${text}`))]
    .map(part => part.trim())
    .filter(part => part !== '')
    .join('\n\n')
}

const set = ({ framework, entries }: Codebook['frameworks'][number]): string[] => [
  `    <Set guid="${framework.id}" name="${xmlAttribute(framework.name)}">`,
  ...(framework.description === ''
    ? []
    : [`      <Description>${xmlText(framework.description)}</Description>`]),
  ...entries.map(({ code }) => `      <MemberCode guid="${code.id}"/>`),
  '    </Set>',
]
