import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Imports so many interviews of 450 turns and short records; answers the sources' ids. */
export async function importMany(
  folder: string,
  { interviews, records }: { interviews: number; records: number },
  take: (files: string[]) => Promise<readonly { sourceId?: string }[]>,
): Promise<string[]> {
  const files = join(folder, 'files')
  mkdirSync(files)
  const turn =
    'P1: we began with the people who came back, and it took longer than anyone had said it would then.\n'
  const paths = Array.from({ length: interviews + records }, (_, n) => {
    const file = join(files, `t${String(n).padStart(3, '0')}.txt`)
    writeFileSync(file, `Interviewer: number ${n}\n${turn.repeat(n < interviews ? 450 : 20)}`)
    return file
  })
  const taken = await take(paths)
  return taken.flatMap(({ sourceId }) => sourceId ?? [])
}
