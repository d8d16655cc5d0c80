import type { ShownSpeaker, SpeakerChoice } from '#shared/model/speakers.ts'

type Named = Pick<ShownSpeaker, 'name' | 'labels'>

/** The speaker under another name; one that another has makes them one person. An empty one gives the label back. */
export function renamed(choice: SpeakerChoice, speaker: Named, given: string): SpeakerChoice {
  const name = given.trim() || speaker.labels[0] || speaker.name
  if (name === speaker.name) return choice
  const others = choice.names.filter(({ label }) => !speaker.labels.includes(label))
  const names = speaker.labels.flatMap(label => (label === name ? [] : [{ label, name }]))
  const own = choice.asks.find(word => word.name === speaker.name)
  const asks = choice.asks.filter(word => word !== own)
  const isTaken = asks.some(word => word.name === name)
  return {
    ...choice,
    names: [...others, ...names],
    asks: own && !isTaken ? [...asks, { ...own, name }] : asks,
  }
}

/** One person with another, under the other's name and with what was said of the other. */
export function merged(choice: SpeakerChoice, speaker: Named, other: Named): SpeakerChoice {
  const asks = choice.asks.filter(({ name }) => name !== speaker.name)
  return renamed({ ...choice, asks }, speaker, other.name)
}

/** Each label a speaker of its own again. */
export const separated = (choice: SpeakerChoice, { labels }: Named): SpeakerChoice => ({
  ...choice,
  names: choice.names.filter(({ label }) => !labels.includes(label)),
})

/** Labels that are no speakers. */
export const excluded = (choice: SpeakerChoice, speaker: Named): SpeakerChoice => ({
  ...separated(choice, speaker),
  not: [...choice.not, ...speaker.labels.filter(label => !choice.not.includes(label))],
})

/** A label as a speaker after all. */
export const restored = (choice: SpeakerChoice, label: string): SpeakerChoice => ({
  ...choice,
  not: choice.not.filter(other => other !== label),
})

/** Whether a speaker asks the questions. */
export const asking = (choice: SpeakerChoice, { name }: Named, asks: boolean): SpeakerChoice => ({
  ...choice,
  asks: [...choice.asks.filter(word => word.name !== name), { name, asks }],
})
