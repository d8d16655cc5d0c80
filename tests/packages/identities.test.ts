import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { newId } from '#engine/db/ids.ts'
import { first, run } from '#engine/db/sql.ts'
import { keepHandout } from '#engine/handouts/copy.ts'
import { isRecipient, newAgeIdentity, recipientOf } from '#engine/packages/age-keys.ts'
import { cardIdentity, readCard, writeCard } from '#engine/packages/card.ts'
import { readPackage } from '#engine/packages/read.ts'
import { isSignedBy, newSigningKey, publicKeyOf, signatureOf } from '#engine/packages/signing.ts'
import { writePackage } from '#engine/packages/write.ts'
import { openStudy } from '#engine/studies/handle.ts'
import { studyIdentity } from '#engine/studies/identity.ts'
import { tandem } from '../helpers/command-line.ts'
import { aDraft } from '../helpers/package.ts'
import { failureOf, makeStudy } from '../helpers/study.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const failure = (work: () => unknown) => failureOf(Promise.resolve().then(work))

describe('a study', () => {
  it('has an identity from when it is made, and keeps it', async () => {
    const study = await makeStudy()
    const made = studyIdentity(study.db())
    expect(made.fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(made.recipient).toBe(await identityToRecipient(made.age))
    study.close()
    const again = openStudy(study.path, 'write')
    expect(studyIdentity(again.db)).toEqual(made)
    again.close()
  })

  it('of an earlier version is given one when it is opened to work in, not to read', async () => {
    const study = await makeStudy()
    run(study.db(), "DELETE FROM local WHERE key = 'identity'")
    study.close()
    const reading = openStudy(study.path, 'read')
    const refused = await failure(() => studyIdentity(reading.db))
    expect([refused.code, refused.message]).toEqual([
      'not-allowed',
      'This study has no key of its own for packages yet.',
    ])
    reading.close()
    const writing = openStudy(study.path, 'write')
    expect(studyIdentity(writing.db).age).toMatch(/^AGE-SECRET-KEY-1/)
    writing.close()
  })

  it('that is a coder’s copy is given none', async () => {
    const study = await makeStudy()
    run(study.db(), "DELETE FROM local WHERE key = 'identity'")
    const named = { id: newId(), title: 'Round 1', name: 'Kim Morris', initials: 'KM' }
    keepHandout(study.db(), {
      package: newId(),
      round: named,
      coder: named,
      study: 'A study for tests',
      due: null,
      mayAddCodes: true,
      isReview: false,
      signing: newSigningKey(),
      recipient: recipientOf(newAgeIdentity()),
      studyKey: publicKeyOf(newSigningKey()),
      lamport: 1,
    })
    study.close()
    const copy = openStudy(study.path, 'write')
    expect((await failure(() => studyIdentity(copy.db))).message).toMatch(/^This is a coder’s copy/)
    expect(first(copy.db, "SELECT value FROM local WHERE key = 'identity'")).toBeUndefined()
    copy.close()
  })
})

describe('keys', () => {
  it('are those of the age format', async () => {
    for (let n = 0; n < 50; n++) {
      const identity = newAgeIdentity()
      expect(recipientOf(identity)).toBe(await identityToRecipient(identity))
    }
    // From the examples of the age tool.
    const known = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'
    expect(isRecipient(known)).toBe(true)
    for (let at = 0; at < known.length; at++) {
      const other = known[at] === 'q' ? 'p' : 'q'
      expect(isRecipient(known.slice(0, at) + other + known.slice(at + 1))).toBe(false)
    }
  })

  it('sign what they sign, and nothing else', () => {
    const key = newSigningKey()
    const bytes = Buffer.from('{"format":1}')
    const signature = signatureOf(bytes, key)
    expect(isSignedBy(bytes, signature, publicKeyOf(key))).toBe(true)
    expect(isSignedBy(Buffer.from('{"format":2}'), signature, publicKeyOf(key))).toBe(false)
    expect(isSignedBy(bytes, signature, publicKeyOf(newSigningKey()))).toBe(false)
    // RFC 8032, 7.1, test 1.
    const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
    expect(publicKeyOf(seed)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  })
})

describe('a card', () => {
  it('is made by the command line, once for a computer, and opens what is made for it', async () => {
    const base = temporaryFolder()
    const card = join(base, 'KM.tandem-card')
    const ran = await tandem(base, ['card', '--name', 'Kim Morris', '-o', card, '--json'])
    expect(ran.code).toBe(0)
    const read = readCard(card)
    expect(JSON.parse(ran.stdout)).toEqual({ file: card, ...read })
    expect(read.name).toBe('Kim Morris')
    const key = join(base, 'card-key.json')
    expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(readFileSync(card, 'utf8')).not.toContain(cardIdentity(key))

    const again = await tandem(base, ['card', '--name', 'KM', '-o', card, '--json'])
    expect(JSON.parse(again.stdout).error.code).toBe('exists')
    const forced = await tandem(base, ['card', '--name', 'KM', '-o', card, '--json', '--force'])
    expect(JSON.parse(forced.stdout).recipient).toBe(read.recipient)

    const path = join(base, 'KM.tandem-handout')
    await writePackage(path, aDraft(), { kind: 'card', recipient: read.recipient }, newSigningKey())
    expect((await readPackage(path, { identities: [cardIdentity(key) ?? ''] })).openedBy).toBe('recipient')
  })

  it('is refused in a sentence where it is not one', async () => {
    const base = temporaryFolder()
    const card = join(base, 'KM.tandem-card')
    const key = join(base, 'card-key.json')
    writeCard(card, 'KM', key)
    const good = JSON.parse(readFileSync(card, 'utf8'))
    const as = async (content: string | Buffer) => {
      writeFileSync(card, content)
      const { code, message, hint } = await failure(() => readCard(card))
      expect(message).toMatch(/^KM\.tandem-card .*\.$/)
      expect(hint).toBeDefined()
      return code
    }
    expect(await as('')).toBe('unsupported-file')
    expect(await as('null')).toBe('unsupported-file')
    expect(await as(Buffer.from([0xff, 0xfe]))).toBe('unsupported-file')
    expect(await as(`${JSON.stringify(good)}${' '.repeat(4096)}`)).toBe('unsupported-file')
    expect(await as(JSON.stringify({ ...good, format: 'card' }))).toBe('unsupported-file')
    expect(await as(JSON.stringify({ ...good, version: 2 }))).toBe('newer-version')
    expect(await as(JSON.stringify({ ...good, name: 'KN' }))).toBe('damaged')
    expect(await as(JSON.stringify({ ...good, name: 'K\u202eM' }))).toBe('damaged')
    expect(await as(JSON.stringify({ ...good, recipient: recipientOf(newAgeIdentity()) }))).toBe('damaged')
    expect(await as(JSON.stringify({ ...good, recipient: 'age1qqq' }))).toBe('damaged')
    expect((await failure(() => readCard(join(base, 'none')))).code).toBe('not-found')
    mkdirSync(join(base, 'folder'))
    expect((await failure(() => readCard(join(base, 'folder')))).code).toBe('unsupported-file')
  })

  it('is not made under a name that cannot be shown, nor over a damaged private half', async () => {
    const base = temporaryFolder()
    const key = join(base, 'card-key.json')
    const card = join(base, 'KM.tandem-card')
    for (const name of ['', '  ', 'K\u202eM', 'K\nM', 'K'.repeat(5000)]) {
      expect((await failure(() => writeCard(card, name, key))).code).toBe('bad-input')
    }
    expect([existsSync(card), existsSync(key)]).toEqual([false, false])
    writeFileSync(key, '{"version":1,"ident')
    expect((await failure(() => writeCard(card, 'KM', key))).code).toBe('damaged')
    expect([existsSync(card), readFileSync(key, 'utf8')]).toEqual([false, '{"version":1,"ident'])
  })
})
