import type { Contract, FeatureName } from '#shared/contract/index.ts'
import type { InputOf, OutputOf } from '#shared/contract/method.ts'
import type { Window } from './host.ts'
import type { Acting, Reading, Tools, Working } from './tools.ts'

type Given<M> = M extends { kind: 'read' }
  ? Reading
  : M extends { kind: 'job' }
    ? Working
    : M extends { kind: 'act' }
      ? Acting
      : Tools

type Answer<M> = M extends { kind: 'write' } ? OutputOf<M> : OutputOf<M> | Promise<OutputOf<M>>

/** The handlers of a feature that works on the open study: a missing or wrong one does not compile. */
export type Handlers<Feature extends Contract[FeatureName]> = {
  [Name in keyof Feature]: (
    tools: Given<Feature[Name]>,
    input: InputOf<Feature[Name]>,
  ) => Answer<Feature[Name]>
}

/** A feature that works on the window itself, with or without a study. */
export type WindowHandlers<Feature extends Contract[FeatureName]> = {
  [Name in keyof Feature]: (
    window: Window,
    input: InputOf<Feature[Name]>,
    working: Pick<Working, 'progress' | 'breathe' | 'signal'>,
  ) => OutputOf<Feature[Name]> | Promise<OutputOf<Feature[Name]>>
}
