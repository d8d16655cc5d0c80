import { createElement, type ReactNode } from 'react'
import type { PreviewElement, PreviewNode } from '#shared/model/report.ts'
import styles from './report-page.module.css'

/** A report as its web page has it, drawn in this window's own look: text and elements, and nothing that could act. */
export function ReportPage({ page }: { page: readonly PreviewNode[] }) {
  return createElement('div', { className: styles.page }, ...page.map(drawn))
}

const drawn = (node: PreviewNode): ReactNode =>
  typeof node === 'string'
    ? node
    : createElement(elementOf(node.tag), propertiesOf(node), ...node.children.map(drawn))

/** The screen around it has the first heading, so the report's stand one level lower. */
const elementOf = (tag: string): string => {
  if (tag === 'header') return 'div'
  const level = /^h([1-5])$/.exec(tag)?.[1]
  return level === undefined ? tag : `h${Number(level) + 1}`
}

function propertiesOf({ tag, look, indent, dot, attributes = {} }: PreviewElement) {
  const { colspan, rowspan, ...others } = attributes
  return {
    ...others,
    ...(colspan === undefined ? {} : { colSpan: Number(colspan) }),
    ...(rowspan === undefined ? {} : { rowSpan: Number(rowspan) }),
    ...(look === undefined ? (tag === 'header' ? { className: 'head' } : {}) : { className: look }),
    ...(indent === undefined && dot === undefined
      ? {}
      : {
          style: {
            ...(indent === undefined ? {} : { paddingInlineStart: `${indent}rem` }),
            ...(dot === undefined ? {} : { backgroundColor: dot }),
          },
        }),
  }
}
