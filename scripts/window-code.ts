/** A file of built code, by the modules that it is made of. */
interface Chunk {
  moduleIds: readonly string[]
}

const reader = /\/renderer\/transcript\//
const codeScreen = /\/renderer\/screens\/code\//
/** What all screens are made of, in a file before theirs: of two rules for an element the later holds; and what is said before all. */
const ui = /\/renderer\/(ui\/|theme\/|without-eval)/

/** How a built window's code is cut into files: the reader is one of its own, and the Code screen another. */
export const codeFiles = {
  groups: [
    { name: 'libraries', test: /\/node_modules\//, priority: 1 },
    { name: 'ui', test: ui, priority: 1 },
    { name: 'reader', test: reader },
    { name: 'code-screen', test: codeScreen },
  ],
}

const isReady = (id: string): boolean =>
  id.endsWith('/transcript/transcript.tsx') || id.endsWith('/code/bench-screen.tsx')

/**
 * What stands before the code of the files with the reader and the Code screen: the browser is to make all of their
 * functions ready while the file loads, beside the page. Each else is when it is first called, which is while a text is
 * opened.
 */
export const firstLine = ({ moduleIds }: Chunk): string =>
  moduleIds.some(isReady) ? '//# allFunctionsCalledOnLoad' : ''
