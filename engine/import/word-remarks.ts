/* What is said of a word processor's file, whichever format it was saved in. */

export const trackedChanges = 'The document has tracked changes; it was read as if all of them were accepted.'
export const hiddenText = 'Some text is hidden in Word; it was read too.'
