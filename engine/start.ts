import { main } from './doors/cli.ts'

// Whoever reads the output may stop reading (`tandem codings STUDY | head`): the work goes on, and no more is said.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await main(process.argv.slice(2), {
  stdout: text => process.stdout.write(text),
  stderr: text => process.stderr.write(text),
  env: process.env,
  isTerminal: process.stderr.isTTY === true,
})
