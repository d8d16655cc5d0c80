/** What a memo may begin with: headings to write under. */
export type MemoTemplate = 'empty' | 'argument' | 'decision' | 'reflection'

export const memoTemplates: readonly {
  id: MemoTemplate
  label: string
  description: string
  headings: readonly string[]
}[] = [
  { id: 'empty', label: 'An empty page', description: 'No headings', headings: [] },
  {
    id: 'argument',
    label: 'Claim and evidence',
    description: 'Claim, evidence, counter-evidence, framework reading, open questions',
    headings: ['Claim', 'Evidence', 'Counter-evidence', 'Framework reading', 'Open questions'],
  },
  {
    id: 'decision',
    label: 'Decision',
    description: 'What was decided, why, what it bears on',
    headings: ['What was decided', 'Why', 'What it bears on'],
  },
  {
    id: 'reflection',
    label: 'Reflection',
    description: 'What I bring, what it may colour, what I do about it',
    headings: ['What I bring', 'What it may colour', 'What I do about it'],
  },
]
