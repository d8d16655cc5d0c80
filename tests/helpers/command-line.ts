import { main } from '#engine/doors/cli.ts'

/** What a run of `tandem` left: its exit code and what it wrote. */
export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs `tandem` with these words in this process, with a library of its own. */
export async function tandem(
  base: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const before = process.env.TANDEM_LIBRARY
  process.env.TANDEM_LIBRARY = base
  const ran: Ran = { code: -1, stdout: '', stderr: '' }
  try {
    ran.code = await main(words, {
      stdout: text => {
        ran.stdout += text
      },
      stderr: text => {
        ran.stderr += text
      },
      env,
      isTerminal: false,
    })
    return ran
  } finally {
    if (before === undefined) delete process.env.TANDEM_LIBRARY
    else process.env.TANDEM_LIBRARY = before
  }
}

/** The one JSON document a run printed; throws where it printed anything else. */
export const documentOf = ({ stdout }: Ran): unknown => JSON.parse(stdout)
