import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findMailParts } from '#engine/import/mail-parts.ts'

const folder = join(import.meta.dirname, '../../../shared/data/C_email/reply_quotes')
const present = existsSync(folder)
const why = present ? '' : ' (skipped: no folder ../shared/data beside the checkout)'
const texts = present
  ? readdirSync(folder)
      .sort()
      .map(name => [name, readFileSync(join(folder, name), 'utf8').replace(/\r\n?/g, '\n')] as const)
  : []

/** The first lines of the texts that are one reply over histories in many languages and layouts. */
const answer = /^Fusce bibendum(?:.*\n){4}.*nec nibh\./

describe.skipIf(!present)(`replies with their histories${why}`, () => {
  test.each(texts.filter(([, text]) => answer.test(text)))('%s is the answer and nothing else', (_, text) => {
    const parts = findMailParts(text)
    const written = parts.filter(({ kind }) => kind === 'body')
    expect(written.map(({ start, end }) => text.slice(start, end))).toEqual([answer.exec(text)?.[0]])
    expect(parts.length).toBeGreaterThan(1)
  })

  test('each is cut as it was found right by eye: lines written (b), quoted (q), signed (s)', async () => {
    expect(texts).toHaveLength(90)
    const cuts = texts.map(([name, text]) => {
      const parts = findMailParts(text).map(
        ({ kind, start, end }) => `${kind[0]}${text.slice(start, end).split('\n').length}`,
      )
      return `${name}\t${parts.join(' ')}`
    })
    const record = join(import.meta.dirname, '../fixtures/import/reply-quotes.tsv')
    await expect(`${cuts.join('\n')}\n`).toMatchFileSnapshot(record)
  })
})
