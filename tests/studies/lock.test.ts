import { describe, expect, it } from 'vitest'
import { overDesktop } from '../helpers/doors.ts'
import { failureOf, makeEngine, makeStudy } from '../helpers/study.ts'

const passphrase = 'three words long'

describe('a locked study', () => {
  it('has no answer for what was asked of it until it is open again, and then does it once', async () => {
    const study = await makeStudy({ passphrase })
    study.close()
    const { host } = makeEngine()
    const door = overDesktop(host)
    const { client, locks } = door.windowNumbered(1)
    await client.library.open({ path: study.path, passphrase })
    await client.session.signIn({ member: study.people.LD })
    await client.session.lock({ everywhere: true })
    expect(locks).toHaveLength(1)
    let isAnswered = false
    void client.members.list({}).then(
      () => {
        isAnswered = true
      },
      () => {
        isAnswered = true
      },
    )
    expect(
      await failureOf(client.library.open({ path: study.path, passphrase: 'not this one, no' })),
    ).toMatchObject({
      code: 'wrong-passphrase',
    })
    expect((await client.session.current({})).study).toBeNull()
    expect(isAnswered).toBe(false)
    await client.library.open({ path: study.path, passphrase })
    expect(await client.members.list({})).toHaveLength(4)
  })

  it('is locked in one window alone where only that one is idle', async () => {
    const study = await makeStudy({ passphrase })
    study.close()
    const door = overDesktop(makeEngine().host)
    const [a, b] = [door.windowNumbered(1), door.windowNumbered(2)]
    for (const { client } of [a, b]) await client.library.open({ path: study.path, passphrase })
    await a.client.session.lock({ everywhere: false })
    expect([a.locks.length, b.locks.length]).toEqual([1, 0])
    expect((await b.client.session.current({})).study).toMatchObject({ path: study.path })
  })

  it('is not to be had without a passphrase, which would keep nobody out', async () => {
    const study = await makeStudy()
    expect(await failureOf(study.setUp.session.lock({ everywhere: true }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('keep nobody out'),
    })
  })

  it('is changed by a lead alone', async () => {
    const study = await makeStudy({ passphrase })
    const km = await study.as('KM')
    expect(await failureOf(km.keys.removePassphrase({ current: passphrase }))).toMatchObject({
      code: 'not-allowed',
    })
    expect((await km.keys.state({})).hasPassphrase).toBe(true)
  })
})
