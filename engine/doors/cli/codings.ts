import type { Client } from '#shared/contract/client.ts'
import { TandemError } from '#shared/errors.ts'
import { isNameless } from '#shared/model/coding.ts'
import type { Command } from './command.ts'
import { codeNamed, memberNamed, oneOf, text } from './lookups.ts'

export const codingsCommand: Command = {
  name: 'codings',
  summary: 'list codings with their words and coder',
  usage: 'STUDY [--layer independent|consensus] [--coder I] [--code C] [--as I]',
  options: { layer: { type: 'string' }, coder: { type: 'string' }, code: { type: 'string' } },
  explains: {
    coder: 'one coder’s, by initials: a filter; while a blind round is open, ask for your own with --as',
    layer: 'independent where absent',
    code: 'one code’s, by name, path or id; codes under it not counted',
  },
  words: [1, 1],
  study: 'read',
  async run({ values, client, answer, say }) {
    const layer = oneOf(text(values, 'layer') ?? 'independent', ['independent', 'consensus'], 'layer')
    const initials = text(values, 'coder')
    const coder = initials === undefined ? undefined : (await memberNamed(client, initials)).id
    if (coder !== undefined && layer === 'independent') await mustBeNamed(client, coder)
    const named = text(values, 'code')
    const code = named === undefined ? undefined : (await codeNamed(client, named)).id
    const passages = await client.codings.passages({
      layer,
      ...(coder === undefined ? {} : { coder }),
      ...(code === undefined ? {} : { code }),
    })
    const shown = passages.map(p => ({
      // Where names are hidden, a coding's id would say by its time whose it is.
      ...(isNameless(p) ? {} : { id: p.id }),
      source: p.source,
      sourceTitle: p.sourceTitle,
      start: p.start,
      end: p.end,
      text: p.text,
      code: { id: p.code, name: p.codeName, path: p.codePath },
      coder: p.coder === null ? null : { id: p.coder, name: p.coderName, initials: p.coderInitials },
      layer: p.layer,
      ...(p.polarity === null ? {} : { polarity: p.polarity }),
      ...(p.comment === '' ? {} : { comment: p.comment }),
      ...(p.speaker === null ? {} : { speaker: p.speaker }),
      round: p.round,
      ...(isNameless(p) ? {} : { createdAt: p.createdAt }),
    }))
    answer(shown, () =>
      shown
        .map(
          c =>
            `${c.sourceTitle} ${c.start}-${c.end}\t${c.code.path.join(' > ')}\t${c.coder?.initials ?? (c.layer === 'consensus' ? 'consensus' : 'a coder')}\t${c.text.replace(/\s+/g, ' ').slice(0, 100)}`,
        )
        .join('\n'),
    )
    const blind = (await client.rounds.list({})).filter(
      // In a coder's own copy there is nobody else.
      ({ blind, state, coders }) => blind && state === 'open' && coders.length > 1,
    )
    if (layer === 'independent' && blind.length > 0) {
      const titles = blind.map(r => `“${r.title}”`).join(', ')
      say(
        `Withheld while blind: what the coders of ${titles} coded in its sources. Each sees their own with --as INITIALS.`,
      )
    }
  },
}

/** Refuses to list one coder’s where a round is judged with their names hidden from whoever asks: the list would tell. */
async function mustBeNamed(client: Client, coder: string): Promise<void> {
  const nameless = new Set(
    (await client.codings.passages({ layer: 'independent' })).flatMap(each =>
      each.coder === null && each.round !== null ? [each.round] : [],
    ),
  )
  const hiding = (await client.rounds.list({})).find(
    ({ id, coders }) => nameless.has(id) && coders.some(each => each.id === coder),
  )
  if (!hiding) return
  throw new TandemError(
    'not-allowed',
    `“${hiding.title}” is judged with its coders’ names hidden: whose codings are whose is not told.`,
    'Leave --coder out, or wait until the round is closed.',
  )
}
