/** A written text with its own line breaks; an empty line makes a paragraph. */
export function Paragraphs({ text }: { text: string }) {
  return text.split(/\n\s*\n/).map((paragraph, index) => (
    <p key={index} style={{ whiteSpace: 'pre-line' }}>
      {paragraph}
    </p>
  ))
}
