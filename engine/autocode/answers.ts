import type { Body } from './bodies.ts'

/**
 * The answers to some of a source's questions: every turn after a question that is meant, up to the next turn of an
 * interviewer. Turns of interviewers that follow each other are one question.
 */
export async function answersTo(
  bodies: readonly Body[],
  isMeant: (question: Body) => boolean | Promise<boolean>,
): Promise<Body[]> {
  const answers: Body[] = []
  let meant = false
  let wasAsking = false
  for (const body of bodies) {
    if (body.asking) meant = (wasAsking && meant) || (await isMeant(body))
    else if (meant) answers.push(body)
    wasAsking = body.asking
  }
  return answers
}

/** What was asked, so that the same question asked again elsewhere compares equal. */
export const asAsked = (text: string, { start, end }: Body): string =>
  text
    .slice(start, end)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
