import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** One code of a framework that ships with Tandem; `children` are in the order of the theory. */
export interface LibraryCode {
  name: string
  definition: string
  whenToUse: string
  whenNotToUse: string
  children: LibraryCode[]
}

/** A deductive framework that ships with Tandem, as the data file gives it. `source` is the reference to cite. */
export interface LibraryFramework {
  id: string
  name: string
  description: string
  source: string
  codes: LibraryCode[]
}

/** To add a framework: put its data file beside this one and its name here. */
const files = ['npt', 'npt-2022']

const words = z.string().trim().min(1)
const code: z.ZodType<LibraryCode> = z.strictObject({
  name: words,
  definition: words,
  whenToUse: words,
  whenNotToUse: words,
  get children() {
    return z.array(code).default([])
  },
})
const framework = z.strictObject({
  id: words,
  name: words,
  description: words,
  source: words,
  codes: z.array(code).min(1),
})

/** Every framework of the library, in the order a list should show them. Throws where a data file is malformed. */
export const libraryFrameworks = (): LibraryFramework[] => files.map(read)

/** The framework with this id, or undefined where the library has none of that name. */
export const libraryFramework = (id: string): LibraryFramework | undefined =>
  files.includes(id) ? read(id) : undefined

function read(id: string): LibraryFramework {
  const text = readFileSync(new URL(`./${id}.json`, import.meta.url), 'utf8')
  return framework.parse(JSON.parse(text))
}
