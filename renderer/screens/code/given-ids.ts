const given = new Map<string, string>()

/** Notes the id that the engine gave a coding which was drawn under an id of our own until it answered. */
export function noteGivenId(own: string, id: string): void {
  given.set(own, id)
}

/** The id that a coding has now: what is being written about it stays when the engine answers. */
export const idNow = (id: string): string => given.get(id) ?? id
