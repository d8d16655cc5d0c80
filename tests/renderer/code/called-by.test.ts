import { expect, test } from 'vitest'
import { calledBy } from '#renderer/screens/code/code-lookup.ts'
import type { Code, Framework } from '#shared/model/codebook.ts'

const framework = (name: string, ...paths: string[][]): Framework => ({
  id: name,
  name,
  kind: 'inductive',
  description: '',
  version: 0,
  codes: paths.map(path => ({ id: [name, ...path].join('/'), name: path.at(-1) ?? '', path }) as Code),
})
const called = (...frameworks: Framework[]) => [...calledBy(frameworks).values()]

test('a name that one code has stands by itself', () => {
  expect(called(framework('Ours', ['Work'], ['Work', 'Paperwork']))).toEqual(['Work', 'Paperwork'])
})
test('codes of one name are told apart by what they stand under, or by their framework', () => {
  expect(
    called(framework('Ours', ['Work', 'Trust'], ['Home', 'trust'], ['Trust']), framework('NPT', ['Trust'])),
  ).toEqual(['Trust (Work)', 'trust (Home)', 'Trust (Ours)', 'Trust (NPT)'])
})
test('where what they stand under is alike too, by the whole way to each', () => {
  expect(
    called(framework('Ours', ['A', 'Work', 'Trust'], ['B', 'Work', 'Trust'], ['Home', 'Trust'])),
  ).toEqual(['Trust (Ours › A › Work)', 'Trust (Ours › B › Work)', 'Trust (Home)'])
})
