/**
 * The version of how agreement is computed, kept with every result. Raised by one whenever a figure of the same data
 * changes: another formula, another way to draw, another unit boundary. A new figure beside the others raises nothing.
 */
export const computation = 1
