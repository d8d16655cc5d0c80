import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { fuses } from './fuses.ts'

/** What a packed program's fuses are that they should not be, one line each; empty when all are as decided. */
export async function wrongFuses(program: string): Promise<string[]> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(program)) }
  const decided: Readonly<Record<string, unknown>> = { ...fuses }
  return Object.entries(FuseV1Options)
    .filter(([, index]) => typeof index === 'number')
    .filter(([, index]) => wire[index] !== (decided[index] ? FuseState.ENABLE : FuseState.DISABLE))
    .map(
      ([name, index]) =>
        `${program}: ${name} is ${String(wire[index])} and should be ${String(decided[index])}`,
    )
}

function packedPrograms(out: string): string[] {
  const program = /^(Tandem\.app|Tandem\.exe|tandem)$/
  return readdirSync(out)
    .filter(folder => /unpacked$|^mac/.test(folder))
    .flatMap(folder => readdirSync(join(out, folder)).map(name => join(out, folder, name)))
    .filter(path => program.test(path.split(/[\\/]/).at(-1) ?? ''))
}

if (import.meta.main) {
  const programs = packedPrograms(process.argv[2] ?? 'out')
  const wrong = (await Promise.all(programs.map(wrongFuses))).flat()
  for (const line of wrong) console.error(line)
  console.log(`${programs.length} programs read, ${wrong.length} fuses wrong`)
  process.exitCode = programs.length > 0 && wrong.length === 0 ? 0 : 1
}
