import type { SourceSummary } from '#shared/model/source.ts'
import type { Tag } from '#shared/model/source-filter.ts'
import { tagName } from '#shared/text/tag-name.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './sources.module.css'
import { type TagChoice, withTag, withTyped } from './tag-choice.ts'

interface TagsFieldProps {
  tags: readonly Tag[]
  sources: readonly SourceSummary[]
  value: TagChoice
  onChange(value: TagChoice): void
}

/** The tags of some sources: a box is half ticked where some of them have the tag and is then left as each has it. */
export function TagsField({ tags, sources, value, onChange }: TagsFieldProps) {
  const { add, remove, typed } = value
  const addNew = () => onChange(withTyped(value, tags))
  const fresh = add.filter(given => !tags.some(tag => tag.name === given))
  return (
    <fieldset className={styles.tagsField}>
      <legend>Tags</legend>
      <div className={styles.tagBoxes}>
        {tags.map(tag => {
          const having = sources.filter(source => source.tags.some(({ id }) => id === tag.id)).length
          const given = add.includes(tag.name)
          const taken = remove.includes(tag.id)
          return (
            <Checkbox
              key={tag.id}
              isSelected={given || (!taken && having === sources.length)}
              isIndeterminate={!given && !taken && having > 0 && having < sources.length}
              onChange={isOn => onChange(withTag(value, tag, isOn))}
            >
              {tag.name}
            </Checkbox>
          )
        })}
        {fresh.map(given => (
          <Checkbox
            key={given}
            isSelected
            onChange={() => onChange({ ...value, add: add.filter(other => other !== given) })}
          >
            {given}
          </Checkbox>
        ))}
      </div>
      <div className={styles.beside}>
        <TextField
          label="New tag"
          value={typed}
          onChange={typed => onChange({ ...value, typed })}
          maxLength={400}
          onKeyDown={event => {
            if (event.key !== 'Enter' || tagName(typed) === '') return event.continuePropagation()
            event.preventDefault()
            addNew()
          }}
        />
        <Button isDisabled={tagName(typed) === ''} onPress={addNew}>
          Add
        </Button>
      </div>
    </fieldset>
  )
}
