/** Has whoever closes or reloads the window asked first, as long as something is written in it that is kept nowhere else. */
export function warnBeforeLeaving(isWritten: () => boolean): () => void {
  const leaving = (event: BeforeUnloadEvent) => {
    if (isWritten()) event.preventDefault()
  }
  addEventListener('beforeunload', leaving)
  return () => removeEventListener('beforeunload', leaving)
}
