/** Sentences with places for values: one template a language, so that word order is the translator's. */
import { Fragment, type ReactNode } from 'react'

export function Sentence({ template, slots }: { template: string; slots: Record<string, ReactNode> }) {
  const parts = template.split(/\{(\w+)\}/)
  return (
    <>
      {parts.map((part, i) => (
        // The template is constant while it is shown: the place is a stable key.
        <Fragment key={i}>{i % 2 === 0 ? part : (slots[part] ?? '')}</Fragment>
      ))}
    </>
  )
}
