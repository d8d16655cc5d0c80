import type { AttributeType } from '#shared/model/case.ts'

/** The types of attributes as they are offered. */
export const attributeTypes: readonly { id: AttributeType; label: string; description: string }[] = [
  { id: 'text', label: 'Text', description: 'Any words' },
  { id: 'number', label: 'Number', description: 'Years, minutes; has a mean and a range' },
  { id: 'date', label: 'Date', description: 'A day' },
  { id: 'choice', label: 'Choice', description: 'One of a few words' },
  { id: 'yes-no', label: 'Yes or no', description: 'One of two' },
]
