/**
 * A ref for the field that something is opened to type in: it has the keyboard in the same step as the key that opened
 * it, so that whoever types on at once loses no letter. `autoFocus` may come a frame later.
 */
export function takeKeyboard(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true })
}
