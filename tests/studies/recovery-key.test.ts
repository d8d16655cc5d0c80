import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newRecoverySecret, printRecoveryKey, readRecoveryKey } from '#engine/studies/recovery-key.ts'
import { often } from '../helpers/often.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(bytes => Buffer.from(bytes))

describe('a recovery key', () => {
  it('is eight groups of four without letters that look like others, and reads back', () => {
    fc.assert(
      fc.property(secrets, secret => {
        const printed = printRecoveryKey(secret)
        expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(readRecoveryKey(printed)).toEqual(secret)
      }),
      often(200),
    )
    expect(newRecoverySecret()).toHaveLength(16)
    expect(newRecoverySecret()).not.toEqual(newRecoverySecret())
  })

  it('is read however it was typed: small letters, spaces, other dashes, I and L for 1, O for 0', () => {
    const secret = Buffer.from('00ff10e0000000a1b2c3d4e5f6070809', 'hex')
    const printed = printRecoveryKey(secret)
    for (const typed of [
      printed.toLowerCase(),
      printed.replaceAll('-', ' '),
      ` ${printed.replaceAll('-', '')}\n`,
      printed.replaceAll('-', '–'),
      printed.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]) {
      expect(readRecoveryKey(typed)).toEqual(secret)
    }
  })

  it('with any one letter mistyped, or two changed over, is refused as mistyped', () => {
    fc.assert(
      fc.property(secrets, fc.nat(31), fc.nat(30), (secret, at, by) => {
        const letters = [...printRecoveryKey(secret).replaceAll('-', '')]
        const was = alphabet.indexOf(letters[at] ?? '')
        const other = letters.with(at, alphabet.charAt((was + by + 1) % 32)).join('')
        expect(() => readRecoveryKey(other)).toThrow(/as it was printed/)
        const next = letters[(at + 1) % 32] ?? ''
        const swapped = letters.with(at, next).with((at + 1) % 32, letters[at] ?? '')
        if (next !== letters[at]) expect(() => readRecoveryKey(swapped.join(''))).toThrow(/as it was printed/)
      }),
      often(200),
    )
  })

  it.each([
    ['', /32 letters and digits, not 0/],
    ['ABCD-EFGH', /not 8/],
    ['UUUU', /“U” does not occur/],
    ['correct horse battery staple', /not 25/],
    ['\u{1F511}', /does not occur/],
  ])('%j is none, and says why', (typed, why) => {
    expect(() => readRecoveryKey(typed)).toThrow(why)
  })
})
