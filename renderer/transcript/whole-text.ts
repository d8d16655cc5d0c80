/**
 * Up to how many rows a text is drawn whole. The browser lays each of them out, with what is in its gutter, and holds it:
 * at 16,000 it takes some ten seconds and a gigabyte, and beyond that it may not end.
 */
export const mostWhole = 5_000
