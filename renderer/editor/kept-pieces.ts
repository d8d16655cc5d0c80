import { $dfs } from '@lexical/utils'
import { diffArrays } from 'diff'
import type { LexicalNode, NodeKey, SerializedLexicalNode } from 'lexical'
import { FootnoteNode } from './footnote-node.tsx'
import { LiveNumberNode } from './live-number-node.tsx'
import { QuotationNode } from './quotation-node.tsx'

/** What stands in a memo and is opened in a dialog by its key. */
type Piece = QuotationNode | LiveNumberNode | FootnoteNode

/**
 * Puts the quotations, numbers and footnotes of blocks that are about to go in the place of the same ones in the blocks that
 * come for them: each stays the very node it was, so that a dialog that is open on it is still about it. One that another
 * changed says what it says now. Only within an editor's update.
 *
 * @returns the keys of those that stay
 */
export function $keepPieces(going: readonly LexicalNode[], coming: readonly LexicalNode[]): Set<NodeKey> {
  const old = going.flatMap($piecesIn)
  const now = coming.flatMap($piecesIn)
  const kept = new Set<NodeKey>()
  for (const [own, other] of pairs(old.map(said), now.map(said))) {
    const stays = old[own]
    const comes = now[other]
    if (!stays || !comes) continue
    const json = comes.exportJSON()
    if (!isSameThing(stays.exportJSON(), json)) continue
    comes.replace(stays)
    if (JSON.stringify(stays.exportJSON()) !== JSON.stringify(json)) stays.updateFromJSON(json)
    kept.add(stays.getKey())
  }
  return kept
}

const $piecesIn = (block: LexicalNode): Piece[] =>
  $dfs(block)
    .map(({ node }) => node)
    .filter(isPiece)

const isPiece = (node: LexicalNode): node is Piece =>
  node instanceof QuotationNode || node instanceof LiveNumberNode || node instanceof FootnoteNode

const said = (piece: Piece): string => JSON.stringify(piece.exportJSON())

/** Places, in each list, of what says the same in both, and of what was changed between two that do. */
function pairs(before: readonly string[], after: readonly string[]): [number, number][] {
  const found: [number, number][] = []
  let own = 0
  let other = 0
  let gone = 0
  for (const { value, added, removed } of diffArrays([...before], [...after])) {
    const count = value.length
    if (removed) {
      own += count
      gone = count
    } else if (added) {
      if (gone === count) for (let n = 0; n < count; n++) found.push([own - gone + n, other + n])
      other += count
      gone = 0
    } else {
      for (let n = 0; n < count; n++) found.push([own++, other++])
      gone = 0
    }
  }
  return found
}

/** A quotation stays the same one only of the same source; numbers and footnotes are what stands in their place. */
const isSameThing = (a: SerializedLexicalNode, b: SerializedLexicalNode): boolean =>
  a.type === b.type && (!('source' in a) || !('source' in b) || a.source === b.source)
