/** Asks a question once for each thing it is asked of, and answers it from memory afterwards. */
export function askOnce<Of, Answer>(ask: (of: Of) => Answer): (of: Of) => Answer {
  const answers = new Map<Of, Answer>()
  return of => {
    const answer = answers.has(of) ? (answers.get(of) as Answer) : ask(of)
    answers.set(of, answer)
    return answer
  }
}
