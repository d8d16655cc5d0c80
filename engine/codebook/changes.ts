import type { ChangeKind } from '#shared/model/codebook.ts'
import { type Change, made } from '../history/changes.ts'
import type { Tools } from '../tools.ts'
import type { StoredCode } from './queries.ts'
import { proposingIn } from './rules.ts'

/**
 * The line of the framework's log that says why a code was changed; `other` is what it was merged into, split into or
 * put under.
 * Null where the code is still one coder's proposal: what becomes of it is nobody else's to know.
 */
export function because(
  tools: Pick<Tools, 'db' | 'study' | 'asking' | 'now' | 'newId'>,
  kind: ChangeKind,
  { id, framework, name }: Pick<StoredCode, 'id' | 'framework' | 'name'>,
  why: string,
  other: Pick<StoredCode, 'id' | 'name'> | null = null,
): Change | null {
  if (proposingIn(tools) !== null) return null
  return made('code_changes', tools.newId(), {
    framework,
    kind,
    code: id,
    name,
    other: other?.id ?? null,
    other_name: other?.name ?? null,
    because: why.trim(),
    made_by: tools.asking.member?.id ?? null,
    made_at: tools.now,
  })
}
