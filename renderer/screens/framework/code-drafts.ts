import type { Code, Framework } from '#shared/model/codebook.ts'

/** A code that is being named in the tree, before the engine knows of it. */
export interface CodeDraft {
  readonly id: string
  readonly framework: string
  readonly parent: string | null
  /** The codes it lies under, the innermost first. */
  readonly above: readonly Pick<Code, 'id' | 'name'>[]
  readonly name: string
  /** The id of the code that the engine made of it; till the frameworks have that, the draft stands for it. */
  readonly made: string | null
}

/** A draft where it is to lie now: under the innermost code that is still there. The same draft where nothing is other. */
export function stillUnder(draft: CodeDraft, codes: ReadonlyMap<string, Code>): CodeDraft {
  const at = draft.above.findIndex(({ id }) => codes.has(id))
  if (at === 0 || draft.above.length === 0) return draft
  const above = at < 0 ? [] : draft.above.slice(at)
  return { ...draft, parent: above[0]?.id ?? null, above }
}

/** The frameworks with each draft last among its siblings, and which of their codes are drafts. */
export function withDrafts(
  frameworks: readonly Framework[],
  drafts: readonly CodeDraft[],
): readonly Framework[] {
  if (drafts.length === 0) return frameworks
  return frameworks.map(framework => {
    const there = new Set(framework.codes.map(({ id }) => id))
    const own = drafts.filter(({ framework: home, made }) => home === framework.id && !there.has(made ?? ''))
    return { ...framework, codes: [...framework.codes, ...own.map(draft => asCode(draft, framework))] }
  })
}

const asCode = ({ id, parent, name }: CodeDraft, framework: Framework): Code => ({
  id,
  framework: framework.id,
  parent,
  name,
  path: [name],
  kind: framework.kind,
  definition: '',
  whenToUse: '',
  whenNotToUse: '',
  example: '',
  colour: framework.codes.find(code => code.id === parent)?.colour ?? 1,
  status: 'provisional',
  position: Number.MAX_SAFE_INTEGER,
  proposedIn: null,
  merged: [],
})
