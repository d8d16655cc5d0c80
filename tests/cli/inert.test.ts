import { expect, it } from 'vitest'
import { begun } from '../helpers/cli-job.ts'

it('prints nothing that would steer a terminal, whatever a code is called', async () => {
  const job = await begun()
  const evil = 'Evil \u001b[31m red \u202etxt.exe'
  await job.json('code', 'add', job.study, '--name', evil)
  const { stdout } = await job.run('codes', job.study)
  expect(stdout).toContain('Evil [31m red \u202etxt.exe\u202c')
  expect(stdout).not.toContain('\u001b')
  // A document is as the study has it.
  expect(JSON.stringify(await job.json('codes', job.study))).toContain('\\u001b[31m')
})
