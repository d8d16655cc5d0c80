import { listed } from '../../export/agreement-words.ts'
import type { Command } from './command.ts'
import { allCodes, codeNamed, needed, text } from './lookups.ts'

export const codeAdd: Command = {
  name: 'code add',
  summary: 'add a code to the framework',
  usage: 'STUDY --name N [--parent P] [--definition …] [--when-to-use …] [--when-not …] [--example …]',
  options: {
    name: { type: 'string' },
    parent: { type: 'string' },
    framework: { type: 'string' },
    definition: { type: 'string' },
    'when-to-use': { type: 'string' },
    'when-not': { type: 'string' },
    example: { type: 'string' },
  },
  explains: {
    parent: 'the code it goes under: name, path (A > B) or id',
    framework: 'the framework by name; the study’s own inductive one where absent',
  },
  words: [1, 1],
  study: 'write',
  async run({ values, client, answer }) {
    const parent = text(values, 'parent')
    const name = text(values, 'framework')
    const framework =
      name === undefined
        ? undefined
        : (await client.codebook.frameworks({})).find(f => f.name === name || f.id === name)?.id
    const optional = Object.fromEntries(
      (
        [
          ['definition', 'definition'],
          ['when-to-use', 'whenToUse'],
          ['when-not', 'whenNotToUse'],
          ['example', 'example'],
        ] as const
      )
        .map(([option, field]) => [field, text(values, option)])
        .filter(([, given]) => given !== undefined),
    )
    const code = await client.codebook.addCode({
      name: needed(values, 'name'),
      ...(parent === undefined ? {} : { parent: (await codeNamed(client, parent)).id }),
      ...(framework === undefined ? {} : { framework }),
      ...optional,
    })
    answer(code, () => `Added ${code.path.join(' > ')}`)
  },
}

export const codesCommand: Command = {
  name: 'codes',
  summary: 'list the codes of every framework',
  usage: 'STUDY',
  words: [1, 1],
  study: 'read',
  async run({ client, answer }) {
    const names = new Map((await client.codebook.frameworks({})).map(f => [f.id, f.name]))
    const codes = await allCodes(client)
    const counts = await client.codebook.counts({})
    const used = new Map(
      counts.codes.map((code, n) => [code, { mine: counts.mine[n] ?? 0, all: counts.all[n] ?? 0 }]),
    )
    const countsOf = (code: string) => used.get(code) ?? { mine: 0, all: 0 }
    answer(
      codes.map(code => ({
        ...code,
        counts: countsOf(code.id),
        framework: names.get(code.framework) ?? '',
        frameworkId: code.framework,
      })),
      () =>
        codes
          .map(c => {
            const count = countsOf(c.id).all
            const marks = [
              ...(c.status === 'retired' ? [c.status] : []),
              ...(c.merged.length === 0 ? [] : [`with ${listed(c.merged.map(({ name }) => `“${name}”`))}`]),
            ]
            const said = [
              ...(count > 0 ? [`(${count})`] : []),
              ...(marks.length > 0 ? [`[${marks.join(', ')}]`] : []),
            ]
            return [`${'  '.repeat(c.path.length - 1)}${c.name}`, ...said].join(' ')
          })
          .join('\n'),
    )
  },
}
