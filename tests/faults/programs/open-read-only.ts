import { openStudy } from '#engine/studies/handle.ts'
import { TandemError } from '#shared/errors.ts'

/* Tries to open the study for writing and for reading, and says what came of it as JSON. */
const [path = ''] = process.argv.slice(2)
const said = (['write', 'read'] as const).map(mode => {
  try {
    openStudy(path, mode).close()
    return 'opened'
  } catch (error) {
    return error instanceof TandemError ? `${error.code}: ${error.message}` : `fault: ${String(error)}`
  }
})
process.stdout.write(JSON.stringify(said))
