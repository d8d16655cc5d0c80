/** The one style sheet of every exported page: neutral in light and dark, quiet on paper. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: light-dark(#1f1f1e, #e6e5e2); --quiet: light-dark(#5c5b58, #aeaca7);
  --paper: light-dark(#ffffff, #1c1c1b); --sunken: light-dark(#f4f3f1, #272725); --line: light-dark(#d6d4cf, #454440); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 2rem 4rem; max-width: 82rem; background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.5 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
body:has(main > article) { max-width: 48rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: 650; text-wrap: balance; break-after: avoid; }
h1 { font-size: 1.875rem; margin: 0.1rem 0 0.35rem; }
h2 { font-size: 1.375rem; margin: 2.75rem 0 0.5rem; }
h3 { font-size: 1.125rem; margin: 2rem 0 0.4rem; }
h4, h5, h6 { font-size: 1rem; margin: 1.5rem 0 0.35rem; }
p { margin: 0 0 0.75rem; }
header { border-bottom: 1px solid var(--line); padding-bottom: 0.75rem; }
.study { font-size: 1rem; color: var(--quiet); margin: 0; }
.day, .note, .about, figcaption { color: var(--quiet); font-size: 0.875rem; }
.day, .note { margin: 0 0 0.25rem; }
.text, blockquote, td { white-space: pre-wrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0 1.5rem; font-size: 0.875rem; line-height: 1.4; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.6rem; border-bottom: 1px solid var(--line); }
thead th { border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); font-weight: 650; vertical-align: bottom; }
tbody th { font-weight: 600; min-width: 11rem; }
td { min-width: 9rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; min-width: 3rem; white-space: nowrap; }
.dot { display: inline-block; width: 0.65em; height: 0.65em; border-radius: 50%; margin-right: 0.45em; background: var(--dot);
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.path { display: block; font-weight: 400; font-size: 0.92em; color: var(--quiet); }
.top > * { background: var(--sunken); }
figure { margin: 0 0 1.1rem; padding: 0 0 0 0.9rem; border-left: 3px solid var(--line); break-inside: avoid; }
blockquote { margin: 0 0 0.2rem; }
figcaption p { margin: 0; }
article > .about { margin-bottom: 1rem; }
ul, ol { margin: 0 0 0.75rem; padding-left: 1.5rem; }
@media print {
  :root { color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 9.5pt; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`

/** Added where tables of many numbers stand: narrow cells, headings over groups of columns, footnotes. */
export const denseStyle = `body:has(.dense) { max-width: 72rem; }
.methods { max-width: 46rem; padding: 0.9rem 1.1rem; background: var(--sunken); }
.dense { margin-bottom: 0.5rem; }
.dense caption { color: var(--ink); padding-top: 1.25rem; max-width: 60rem; }
.dense th, .dense td { padding: 0.3rem 0.5rem; min-width: 0; white-space: normal; }
.dense .n { min-width: 0; white-space: nowrap; text-align: right; }
.dense .over { text-align: center; border-bottom: 1px solid var(--line); }
.dense tbody th { min-width: 10rem; max-width: 22rem; }
.ci { display: block; font-weight: 400; font-size: 0.85em; color: var(--quiet); }
.footnotes { list-style: none; margin: 0 0 1.5rem; padding: 0; font-size: 0.8125rem; color: var(--quiet); max-width: 60rem; }
.under { font-size: 0.8125rem; color: var(--quiet); max-width: 60rem; margin: 0 0 0.25rem; }
dl { max-width: 60rem; font-size: 0.875rem; }
dt { font-weight: 600; break-after: avoid; }
dd { margin: 0 0 0.5rem; }
@media print {
  h2 { margin: 1.25rem 0 0.25rem; font-size: 12pt; }
  .dense caption { padding-top: 0.6rem; }
  .methods { padding: 0; background: none; max-width: none; font-size: 9pt; }
  .dense { font-size: 7.5pt; }
  .footnotes, .under, dl { font-size: 7.5pt; }
  caption { break-after: avoid; }
}
`
