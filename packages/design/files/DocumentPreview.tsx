/** What slides, documents and sheets say, read out of them by the server. */
import { previewPath } from '@leitai/core/api/paths.ts'
import type { Preview } from '@leitai/core/preview.ts'
import { fill, useWords } from '../language.ts'
import { Loading } from '../states.tsx'
import { useEffect, useState } from 'react'
import reading from '../reading.module.css'
import style from './files.module.css'
import { fileWords } from '../words.ts'

export function DocumentPreview({ url }: { url: string }) {
  const w = useWords(fileWords)
  const [preview, setPreview] = useState<Preview | 'none' | null>(null)
  useEffect(() => {
    const left = new AbortController()
    fetch(previewPath(url), { signal: left.signal })
      .then(async (answer) => setPreview(answer.ok ? ((await answer.json()) as Preview) : 'none'))
      .catch(() => {
        if (!left.signal.aborted) setPreview('none')
      })
    return () => left.abort()
  }, [url])
  if (preview === null) return <Loading />
  if (preview === 'none') return <p className={reading.quiet}>{w.noPreview}</p>
  return (
    <div className={style.preview} aria-label={w.preview}>
      <Content preview={preview} />
      {preview.more && <p className={reading.quiet}>{w.previewPartly}</p>}
    </div>
  )
}

function Content({ preview }: { preview: Preview }) {
  const w = useWords(fileWords)
  switch (preview.kind) {
    case 'slides':
      return (
        <ol className={style.slides}>
          {preview.slides.map((lines, index) => (
            <li key={index}>
              <small>{fill(w.slide, { n: index + 1 })}</small>
              {lines.length === 0 ? (
                <p className={reading.quiet}>{w.noText}</p>
              ) : (
                lines.map((line, place) => <p key={place}>{line}</p>)
              )}
            </li>
          ))}
        </ol>
      )
    case 'document':
      return (
        <div className={reading.reading}>
          {preview.paragraphs.map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      )
    case 'spreadsheet':
      return preview.sheets.map((sheet) => (
        <div key={sheet.name} className={style.sheet}>
          <h4>{sheet.name}</h4>
          <div className={reading.wide}>
            <table className={reading.table}>
              <tbody>
                {sheet.rows.map((row, index) => (
                  <tr key={index}>
                    {row.map((cell, place) => (
                      <td key={place}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ))
  }
}
