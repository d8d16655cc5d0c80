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

/** What a read that takes a while says how far it is with, and lets others have their turn. */
export type Going = Pick<Working, 'progress' | 'breathe'>

/** The handlers of a feature that works on the open study: a missing or wrong one does not compile. */
export type Handlers<Feature extends Contract[FeatureName]> = {
  [Name in keyof Feature]: (
    tools: Given<Feature[Name]>,
    input: InputOf<Feature[Name]>,
    going: Going,
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
