/** Whether a sentence, a line or a turn begins here. */
export function beginsSentence(text: string, start: number): boolean {
  const before = text
    .slice(Math.max(0, start - 12), start)
    .replace(/[\s"'“”‘’([*_–—-]+$/u, space => (space.includes('\n') ? '\n' : ''))
  return before === '' || /[.!?:;…\n]$/.test(before)
}
