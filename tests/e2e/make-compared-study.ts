import { makeComparedStudy } from './pages/compared-study.ts'

/** A program of its own: what the study is made with as JSON in, where it is as JSON out. */
const made = await makeComparedStudy(
  JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof makeComparedStudy>[0],
)
process.stdout.write(JSON.stringify(made))
process.exit(0)
