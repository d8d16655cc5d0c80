import { createCommand, type LexicalCommand, type NodeKey } from 'lexical'
import { createContext } from 'react'
import type { LiveNumber } from '#shared/model/live-number.ts'

/** What the live numbers that came with the memo say, by what they count; one added since asks for itself. */
export const LiveNumbers = createContext<ReadonlyMap<string, LiveNumber>>(new Map())

/** Asks what a live number is to count: a new one where the key is null. */
export const EDIT_LIVE_NUMBER: LexicalCommand<NodeKey | null> = createCommand('EDIT_LIVE_NUMBER')

/** Shows who a live number counts. */
export const SHOW_LIVE_NUMBER: LexicalCommand<NodeKey> = createCommand('SHOW_LIVE_NUMBER')

/** What a live number counts, as a sentence; of one that counts nothing, why. */
export const countsInWords = ({ isMissing, why }: LiveNumber): string => (isMissing ? why : `Counts ${why}.`)
