import { type AgreedExtent, type AgreedRule, leastOverlap, mostOverlap } from '#shared/model/agreed-rule.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'

const usual = { by: 'overlap', overlap: 0.8, extent: 'union' } as const

const extents: readonly { id: AgreedExtent; label: string; description: string }[] = [
  { id: 'union', label: 'All of both', description: 'the union' },
  { id: 'intersection', label: 'What both have', description: 'the intersection' },
  { id: 'longer', label: 'The longer reading', description: 'of more characters' },
]

/** By which rule what two coders agree on enters the consensus: fields that stand beside others. */
export function AgreedRuleFields({
  rule,
  onChange,
}: {
  rule: AgreedRule
  onChange: (rule: AgreedRule) => void
}) {
  return (
    <>
      <Select
        label="Counts as agreed"
        options={[
          { id: 'exact', label: 'The same extent' },
          { id: 'overlap', label: 'Enough overlap' },
        ]}
        value={rule.by}
        onChange={by => onChange(by === 'exact' ? { by } : usual)}
      />
      {rule.by === 'overlap' && (
        <>
          <NumberField
            label="Overlap at least"
            description="Of the characters either coded, those both did."
            unit="%"
            min={leastOverlap * 100}
            max={mostOverlap * 100}
            value={Math.round(rule.overlap * 100)}
            onChange={share => share !== null && onChange({ ...rule, overlap: share / 100 })}
          />
          <Select
            label="What then stands"
            options={extents}
            value={rule.extent}
            onChange={extent => onChange({ ...rule, extent })}
          />
        </>
      )}
    </>
  )
}
