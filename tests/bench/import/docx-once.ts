import { readFileSync } from 'node:fs'
import { readFileBytes } from '#engine/import/read-file.ts'

/*
 * Reads a Word document once, in a process that has read nothing before it, as an import does: by us, or by the bare
 * library. Says in JSON what that took, in milliseconds, with the loading of what is loaded for it.
 */

const [reader, path = ''] = process.argv.slice(2)
const bytes = readFileSync(path)
const began = performance.now()
const before = process.cpuUsage()
if (reader === 'ours') await readFileBytes(bytes, 'interview.docx', {})
else {
  const { OfficeParser } = await import('officeparser')
  await OfficeParser.parseOffice(bytes, { fileType: 'docx', ocr: false, extractAttachments: false })
}
const wall = performance.now() - began
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }))
