import type { z } from 'zod'

/** What a write changes and a reader depends on. A window that asked about a topic asks again when it changes. */
export type Topic =
  | 'library'
  | 'session'
  | 'study'
  | 'members'
  | 'sources'
  | 'cases'
  | 'contacts'
  | 'codebook'
  | 'codings'
  | 'annotations'
  | 'rounds'
  | 'rulings'
  | 'themes'
  | 'memos'
  | 'queries'
  | 'pseudonyms'
  | 'reports'
  | 'history'

/**
 * What calling a method does:
 * `read` looks and changes nothing · `write` is one transaction and one journal entry in the open study ·
 * `act` changes something that is not the study (which study is open, who is signed in, a file written) ·
 * `job` takes a while: reports progress, can be cancelled, and leaves nothing half-done.
 */
export type MethodKind = 'read' | 'write' | 'act' | 'job'

/** One thing that can be asked of the engine. A value, so that names can be listed and all others refused. */
export interface Method<Kind extends MethodKind = MethodKind, In = unknown, Out = unknown, Given = In> {
  readonly kind: Kind
  readonly input: z.ZodType<In>
  /** For a read: what it depends on. For the others: what they may change. */
  readonly topics: readonly Topic[]
  /** Never set: carry the type of what comes out, and of what a caller may write (defaults left out). */
  readonly output?: Out
  readonly given?: Given
}

interface Declared<Kind extends MethodKind, In, Given> {
  /** Names the output's type, and the topics the method depends on (read) or changes (all others). */
  returns<Out>(...topics: Topic[]): Method<Kind, In, Out, Given>
}

const declare =
  <Kind extends MethodKind>(kind: Kind) =>
  <Schema extends z.ZodType>(input: Schema): Declared<Kind, z.output<Schema>, z.input<Schema>> => ({
    returns: <Out>(...topics: Topic[]): Method<Kind, z.output<Schema>, Out, z.input<Schema>> => ({
      kind,
      input: input as z.ZodType<z.output<Schema>>,
      topics,
    }),
  })

/** Looks and changes nothing. */
export const read = declare('read')
/** One transaction and one journal entry in the open study. */
export const write = declare('write')
/** Changes something outside the study. */
export const act = declare('act')
/** Takes a while, reports progress, can be cancelled. */
export const job = declare('job')

export type InputOf<M> = M extends { readonly input: z.ZodType<infer In> } ? In : never
export type GivenTo<M> = M extends { readonly given?: infer Given } ? Exclude<Given, undefined> : never
export type OutputOf<M> = M extends { readonly output?: infer Out } ? Exclude<Out, undefined> : never
