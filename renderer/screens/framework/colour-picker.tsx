import { codeColourClass, codePalette } from '../../theme/palette.ts'
import styles from './colour-picker.module.css'

interface ColourPickerProps {
  /** Step of the palette, 1–24. */
  value: number
  onChange: (colour: number) => void
}

/** One of the palette's 24 colours, each with its name. */
export function ColourPicker({ value, onChange }: ColourPickerProps) {
  return (
    <fieldset className={styles.picker}>
      <legend className={styles.legend}>Colour</legend>
      <div className={styles.swatches}>
        {codePalette.map(({ id, name }) => (
          <label key={id} className={`${styles.swatch} ${codeColourClass(id)}`} title={name}>
            <input
              type="radio"
              name="code-colour"
              className={styles.input}
              aria-label={name}
              checked={id === value}
              onChange={() => onChange(id)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
