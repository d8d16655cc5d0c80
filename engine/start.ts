import { main } from './doors/cli.ts'

process.exitCode = await main(process.argv.slice(2), {
  stdout: text => process.stdout.write(text),
  stderr: text => process.stderr.write(text),
  env: process.env,
  isTerminal: process.stderr.isTTY === true,
})
