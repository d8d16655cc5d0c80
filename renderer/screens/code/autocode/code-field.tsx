import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import type { Code } from '#shared/model/codebook.ts'
import { CodeDot } from '../../../ui/badge.tsx'
import { ComboBox } from '../../../ui/combo-box.tsx'
import { useBench } from '../bench.ts'
import { placeOf } from '../code-lookup.ts'
import { codesNamed, isOnlyRetired, rankCodes, retiredHint } from '../rank-codes.ts'

/** The code to put on what is accepted: one there is, or the name of one that is made when coding. */
export interface CodeChoice {
  typed: string
  /** Id of the code chosen; null while what is typed is the name of none. */
  code: string | null
}

/** What is chosen by typing: the code of that name, else a new one. */
export function choiceTyped(codes: readonly Code[], typed: string): CodeChoice {
  const same = codesNamed(codes, typed).find(({ status }) => status !== 'retired')
  return { typed, code: same?.id ?? null }
}

/** How many codes are offered; typing one more letter finds the rest. */
const most = 60
const isNew = 'new'

interface CodeFieldProps {
  codes: readonly Code[]
  value: CodeChoice
  onChange: (value: CodeChoice) => void
}

/** Finds the code by typing, as coding a passage does; a name that is no code yet is offered as a new one. */
export function CodeField({ codes, value, onChange }: CodeFieldProps) {
  const recent = useBench(state => state.recent)
  const chosen = codes.find(({ id }) => id === value.code)
  const name = value.typed.trim()
  const isRetired = isOnlyRetired(codes, name)
  const options = useMemo(() => {
    const query = chosen?.name === name ? '' : name
    const found = rankCodes(codes, query, recent).slice(0, most)
    return [
      ...found.map(code => ({
        id: code.id,
        label: code.name,
        description: placeOf(code) || undefined,
        icon: <CodeDot colour={code.colour} />,
      })),
      ...(query !== '' && codesNamed(codes, query).length === 0
        ? [{ id: isNew, label: query, description: 'A new code', icon: <Plus /> }]
        : []),
    ]
  }, [codes, name, chosen, recent])
  const typed = (text: string) =>
    onChange(chosen?.name === text ? { typed: text, code: chosen.id } : choiceTyped(codes, text))
  return (
    <ComboBox
      label="Code"
      isLabelHidden
      placeholder="Code, or a new name"
      options={options}
      inputValue={value.typed}
      onInputChange={typed}
      value={value.code}
      onChange={id => {
        const code = codes.find(each => each.id === id)
        if (code) onChange({ typed: code.name, code: code.id })
      }}
      allowsCustomValue
      menuTrigger="input"
      empty={isRetired ? retiredHint(name) : 'No codes yet. Type a name to make the first.'}
    />
  )
}
