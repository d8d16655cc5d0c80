import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { TandemError } from '#shared/errors.ts'
import {
  annotationsShape,
  codingsShape,
  frameworkShape,
  memoShape,
  rulingsShape,
  studyShape,
  themesShape,
} from './shape.ts'

export type SampleFramework = z.infer<typeof frameworkShape>
export type SampleCoding = z.infer<typeof codingsShape>[number]
export type SampleAnnotation = z.infer<typeof annotationsShape>[number]
export type SampleRulings = z.infer<typeof rulingsShape>
export type SampleTheme = z.infer<typeof themesShape>[number]
export type SampleMemo = z.infer<typeof memoShape>

/** Everything the sample study is made of: what people brought, what two coders and a reviewer did, what came of it. */
export interface SampleStudy extends z.infer<typeof studyShape> {
  framework: SampleFramework
  codings: SampleCoding[]
  annotations: SampleAnnotation[]
  rulings: SampleRulings
  themes: SampleTheme[]
  memos: SampleMemo[]
}

const home = new URL('./', import.meta.url)

/**
 * Reads the sample study's data files. `folder` is where they lie when not beside this program.
 * Throws `damaged` with the file's name where one is missing or malformed.
 */
export function readSample(folder: URL = home): SampleStudy {
  const memos = new URL('memos/', folder)
  return {
    ...read(new URL('study.json', folder), studyShape),
    framework: read(new URL('framework.json', folder), frameworkShape),
    codings: read(new URL('codings.json', folder), codingsShape),
    annotations: read(new URL('annotations.json', folder), annotationsShape),
    rulings: read(new URL('rulings.json', folder), rulingsShape),
    themes: read(new URL('themes.json', folder), themesShape),
    memos: readdirSync(memos)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => read(new URL(name, memos), memoShape)),
  }
}

/** The path on disk of one of the sample study's files, to hand to an importer. */
export const sampleFile = (name: string, folder: URL = home): string =>
  fileURLToPath(new URL(`files/${name}`, folder))

function read<T>(file: URL, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const why = error instanceof z.ZodError ? ` (${z.prettifyError(error).split('\n').join(' ')})` : ''
    throw new TandemError(
      'damaged',
      `The sample study's file ${file.pathname.split('/').at(-1)} is missing or malformed${why}.`,
      'Install Tandem again, or take the file from the project.',
    )
  }
}
