import { readPackage } from '#engine/packages/read.ts'

/* Reads an open package and says as JSON how much is in it. */
const { manifest } = await readPackage(process.argv[2] ?? '', {})
process.stdout.write(JSON.stringify(manifest.counts))
