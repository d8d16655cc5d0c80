import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newSigningKey, publicKeyOf, signatureOf } from '#engine/packages/signing.ts'
import { anOperation, readWhole } from '../helpers/package.ts'
import {
  goodParts,
  type Part,
  packageAround,
  sha256,
  signedAnew,
  signing,
  withLines,
  zipOf,
} from '../helpers/package-parts.ts'
import { failureOf } from '../helpers/study.ts'

/*
 * Packages that open, but whose content is not as it should be: what somebody could make who has the key, or a Tandem
 * that is newer or at fault. Each begins as the good one, which is read first.
 */

let parts: Part[]
let memo: Part
beforeAll(async () => {
  parts = await goodParts()
  memo = parts.find(([name]) => name.startsWith('contents/')) as Part
})

/** The sentence and code with which a package around these bytes is refused. Nothing is left beside it. */
async function refusal(zipped: Uint8Array): Promise<string> {
  const path = await packageAround(zipped)
  const { code, message } = await failureOf(readWhole(path))
  expect(readdirSync(dirname(path))).toEqual(['KM.tandem-return'])
  return `${code}: ${message}`
}

const readOf = async (some: readonly Part[]) => readWhole(await packageAround(zipOf(some)))

describe('the parts of a package', () => {
  it('are read where they are as they were made, packed or not', async () => {
    expect((await readOf(parts)).all).toHaveLength(3)
    expect((await readOf(signedAnew(parts))).all).toHaveLength(3)
    expect((await readWhole(await packageAround(zipOf(parts, false)))).all).toHaveLength(3)
  })

  it('are named where one is changed, added, missing, twice, renamed or in another place', async () => {
    const [operations, ...rest] = parts
    const other = Buffer.from('Yet another memo.')
    const changed = (text: string): Part[] =>
      parts.map(([name, bytes]) => [name, name === memo[0] ? Buffer.from(text) : bytes])
    const said = (what: string) => `damaged: KM.tandem-return was changed after it was made: it ${what}.`
    expect(await refusal(zipOf(changed('a memo.')))).toBe(said(`holds another ${memo[0]} than its list says`))
    expect(await refusal(zipOf(changed('A memo. ')))).toBe(
      said(`holds another ${memo[0]} than its list says`),
    )
    expect(await refusal(zipOf([...parts, [`contents/${sha256(other)}`, other]]))).toBe(
      said(`holds contents/${sha256(other)}, which its list does not name`),
    )
    expect(await refusal(zipOf(parts.filter(([name]) => name !== memo[0])))).toBe(said(`lacks ${memo[0]}`))
    expect(await refusal(zipOf([...parts, memo]))).toBe(said(`holds ${memo[0]} twice`))
    expect(await refusal(zipOf(rest))).toBe(said('lacks operations.ndjson'))
    for (const name of ['manifest.json', 'signature']) {
      expect(await refusal(zipOf(parts.filter(part => part[0] !== name)))).toBe(said(`lacks ${name}`))
    }
    const renamed = parts.map(
      ([name, bytes]): Part => [name === memo[0] ? `contents/${sha256(other)}` : name, bytes],
    )
    expect(await refusal(zipOf(renamed))).toBe(
      said(`holds contents/${sha256(other)}, which its list does not name`),
    )
    const [second, third, ...last] = rest
    expect(await refusal(zipOf([operations, third, second, ...last] as Part[]))).toBe(
      said(`does not hold ${second?.[0]} in its place`),
    )
  })

  it('are held to what the list may say, signed or not', async () => {
    const said = (what: string) => `damaged: KM.tandem-return was changed after it was made: it ${what}.`
    const other = sha256(Buffer.from('other'))
    const underOtherName = signedAnew(parts, manifest => {
      manifest.entries.find((entry: { name: string }) => entry.name === memo[0]).name = `contents/${other}`
    }).map(([name, bytes]): Part => [name === memo[0] ? `contents/${other}` : name, bytes])
    expect(await refusal(zipOf(underOtherName))).toBe(
      said(`holds contents/${other} under a name that is not its content’s`),
    )
    const twice = signedAnew(parts, manifest => manifest.entries.push(manifest.entries[1]))
    expect(await refusal(zipOf(twice))).toBe(said(`does not hold ${parts[1]?.[0]} in its place`))
    const fewer = signedAnew(parts, manifest => manifest.entries.pop())
    expect(await refusal(zipOf(fewer))).toMatch(/which its list does not name\.$/)
    const counted = signedAnew(parts, manifest => {
      manifest.counts.contents = 7
    })
    expect(await refusal(zipOf(counted))).toBe(said('counts its contents otherwise than it lists them'))
  })
})

describe('the signature', () => {
  const unsigned =
    'damaged: KM.tandem-return was changed after it was made: it does not bear the signature of whoever made it.'

  it('is of the manifest as it stands, by the key it names', async () => {
    const with_ = (signature: string): Part[] =>
      parts.map(([name, bytes]) => [name, name === 'signature' ? Buffer.from(signature) : bytes])
    const manifest = parts.find(([name]) => name === 'manifest.json')?.[1] ?? Buffer.alloc(0)
    expect((await readOf(with_(signatureOf(manifest, signing)))).signedBy).toBe(publicKeyOf(signing))
    expect(await refusal(zipOf(with_('')))).toBe(unsigned)
    expect(await refusal(zipOf(with_('0'.repeat(128))))).toBe(unsigned)
    expect(await refusal(zipOf(with_(signatureOf(manifest, signing).toUpperCase())))).toBe(unsigned)
    expect(await refusal(zipOf(with_(signatureOf(manifest, newSigningKey()))))).toBe(unsigned)
    const spaced = parts.map(
      ([name, bytes]): Part => [
        name,
        name === 'manifest.json' ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes,
      ],
    )
    expect(await refusal(zipOf(spaced))).toBe(unsigned)
  })

  it('by another key is told to the caller, who knows whose keys are whose', async () => {
    const theirs = newSigningKey()
    expect((await readOf(signedAnew(parts, () => {}, theirs))).signedBy).toBe(publicKeyOf(theirs))
  })
})

describe('the version of a package', () => {
  it('may be newer where it says that this reader will do, and say more', async () => {
    const more = signedAnew(parts, manifest => {
      manifest.format = 2
      manifest.colour = 'green'
      manifest.study.colour = 'red'
    })
    expect((await readOf(more)).manifest).toMatchObject({ format: 2, minReader: 1 })
  })

  it('is refused by name where it is too new, however else it looks', async () => {
    const tooNew = signedAnew(parts, manifest => {
      manifest.minReader = 2
      delete manifest.entries
    })
    expect(await refusal(zipOf(tooNew))).toBe(
      'newer-version: KM.tandem-return was written by a newer Tandem (package format 2).',
    )
    const study = signedAnew(parts, manifest => {
      manifest.schema = 9999
    })
    expect(await refusal(zipOf(study))).toMatch(
      /^newer-version: KM\.tandem-return was written by a newer Tandem \(study version 9999; this one knows \d+\)\.$/,
    )
  })

  it('is refused, saying which field, where the manifest is not one', async () => {
    const cannot = (why: string) => `damaged: The manifest of KM.tandem-return cannot be read: ${why}.`
    // biome-ignore lint/suspicious/noExplicitAny: a manifest is made wrong in every way here
    const as = (change: (manifest: any) => unknown) => refusal(zipOf(signedAnew(parts, change)))
    expect(await as(m => delete m.kind)).toBe(cannot('“kind” is missing'))
    expect(await as(m => (m.kind = 'gift'))).toBe(cannot('“kind” is one of handout, return, copy'))
    expect(await as(m => (m.id = '../x'))).toMatch(/“id” is not written as it should be/)
    expect(await as(m => (m.study.title = 'x'.repeat(2001)))).toMatch(/“study.title” is longer than 2000/)
    expect(await as(m => (m.entries[0].name = '../x'))).toMatch(/“entries.0.name” is not written/)
    expect(await as(m => (m.createdAt = 'yesterday'))).toMatch(/“createdAt” is not written/)
    expect(await as(m => (m.counts.operations = -1))).toMatch(/“counts.operations” is 0 at the least/)
    const raw = (text: string | Buffer) =>
      refusal(
        zipOf(parts.map(([name, bytes]) => [name, name === 'manifest.json' ? Buffer.from(text) : bytes])),
      )
    expect(await raw('{')).toBe(cannot('it is not JSON'))
    expect(await raw('')).toBe(cannot('it is not JSON'))
    expect(await raw('null')).toBe(cannot('it is not a list of named values'))
    expect(await raw(Buffer.from([0x22, 0xff, 0x22]))).toBe(cannot('it is not JSON'))
  })

  it('may hold any words in names, which are handed on as they are', async () => {
    const words = { name: '<img src=x onerror=alert(1)>\u202egnp.exe', initials: '../../x' }
    const named = signedAnew(parts, manifest => Object.assign(manifest.coder, words))
    expect((await readOf(named)).manifest.coder).toMatchObject(words)
  })
})

describe('the operations', () => {
  const lines = [1, 2, 3].map(n => JSON.stringify(anOperation(n)))
  const one = (said: object): string => JSON.stringify({ ...anOperation(1), ...said })
  const change = (said: object): string => {
    const operation = anOperation(1)
    return JSON.stringify({ ...operation, changes: [{ ...operation.changes[0], ...said }] })
  }
  const ranged = (some: readonly string[]) =>
    zipOf(
      signedAnew(withLines(parts, some), manifest => {
        manifest.ranges = [[JSON.parse(some[0] ?? '{}').copy, 1, some.length]]
      }),
    )

  it('are as they stand in the file', async () => {
    expect((await readWhole(await packageAround(ranged(lines)))).all.map(o => JSON.stringify(o))).toEqual(
      lines,
    )
  })

  it.each([
    ['of a table that is none', change({ table: 'local' }), '“changes.0.table” is one of studies, settings'],
    ['of no table', change({ table: undefined }), '“changes.0.table” is missing'],
    ['with a field nobody knows', one({ also: 1 }), 'it has something that is not known here: “also”'],
    ['from the end of time', one({ lamport: 2 ** 52 + 1 }), '“lamport” is 4503599627370496 at the most'],
    ['before the first', one({ sequence: 0 }), '“sequence” is 1 at the least'],
    ['without a seal', one({ hash: undefined }), '“hash” is missing'],
    ['by nobody who could be', one({ actor: "' OR 1" }), '“actor” is not written as it should be'],
    ['of a kind that is none', one({ kind: '<b>' }), '“kind” is not written as it should be'],
    [
      'with a list in a column',
      change({ after: { start: [1] } }),
      '“changes.0.after.start” is not understood',
    ],
    ['with a column that is none', change({ after: { 'start" = 1; --': 1 } }), '“changes.0.after'],
    ['with a column of every object', '{}', '“id” is missing'],
    ['that are not JSON', 'DROP TABLE codings', 'it is not JSON'],
    ['that are nothing', '', 'it is not JSON'],
  ])('%s are refused, with the line', async (_, line, why) => {
    const said = await refusal(zipOf(withLines(parts, [line, ...lines.slice(1)])))
    expect(said).toContain('damaged: Step 1 in KM.tandem-return is not understood: ')
    expect(said).toContain(why)
  })

  it('cannot reach what every object has', async () => {
    const line = change({ after: { start: 1 } }).replace('"start":1', '"__proto__":{"x":1}')
    expect(await refusal(zipOf(withLines(parts, [line])))).toMatch(/Step 1 .* is not understood/)
    const plain = change({ after: { start: 1 } }).replace('"start":1', '"__proto__":1')
    expect(await refusal(zipOf(withLines(parts, [plain])))).toMatch(/a column has no such name/)
  })

  it('are as many, of whom and in the order that the manifest says', async () => {
    const other =
      'damaged: KM.tandem-return was changed after it was made: it holds other steps than it says.'
    expect(await refusal(zipOf(withLines(parts, lines.slice(0, 2))))).toBe(other)
    expect(await refusal(zipOf(withLines(parts, lines, 4)))).toBe(other)
    const elsewhere = lines.map(line => line.replaceAll(JSON.parse(line).copy, JSON.parse(line).actor))
    expect(await refusal(zipOf(withLines(parts, elsewhere)))).toBe(other)
    const back = [lines[0], lines[2], lines[1]] as string[]
    expect(await refusal(zipOf(withLines(parts, back)))).toMatch(
      /it holds step 3 out of the order of the copy that made it\.$/,
    )
    expect(await refusal(zipOf(withLines(parts, [lines[0], lines[0]] as string[])))).toMatch(
      /holds step 2 out of/,
    )
  })
})
