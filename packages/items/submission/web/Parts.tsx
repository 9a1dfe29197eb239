/** The work, part by part, to be read. */
import { usePlayerKeys } from '@leitai/design/files/player-keys.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { useRef } from 'react'
import type { PiecePart, SubmissionPiece } from '../types.ts'
import { FileView } from './FileView.tsx'
import { Paragraphs } from '@leitai/design/Paragraphs.tsx'
import reading from '@leitai/design/reading.module.css'
import style from './piece.module.css'
import { submissionWords } from './words.ts'

export function Parts({ piece, fileUrl }: { piece: SubmissionPiece; fileUrl(hash: string): string }) {
  const w = useWords(submissionWords)
  const text = useText()
  const root = useRef<HTMLDivElement>(null)
  usePlayerKeys(root)
  const { task } = piece
  return (
    <div className={style.piece} ref={root}>
      <details className={style.task} open>
        <summary>
          <span>{w.task}</span> {text(task.title)}
        </summary>
        <div className={reading.reading}>
          <Paragraphs text={text(task.text)} />
        </div>
        {task.attachments.length > 0 && (
          <ul className={style.attachments} aria-label={w.attachments}>
            {task.attachments.map(({ hash, name }) => (
              <li key={hash}>
                <a href={fileUrl(hash)} target="_blank" rel="noreferrer">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
        {text(task.lookFor) !== '' && (
          <div className={style.lookFor}>
            <h3>{w.lookFor}</h3>
            <Paragraphs text={text(task.lookFor)} />
          </div>
        )}
      </details>
      {piece.parts.map((part) => (
        <section key={part.id} className={style.part} aria-labelledby={`piece-${part.id}`}>
          <h2 id={`piece-${part.id}`}>
            {text(part.label)}
            {part.kind === 'text' && (
              <small>{fill(w.characters, { n: part.characters, of: part.maxCharacters })}</small>
            )}
          </h2>
          <Part part={part} fileUrl={fileUrl} />
        </section>
      ))}
    </div>
  )
}

function Part({ part, fileUrl }: { part: PiecePart; fileUrl(hash: string): string }) {
  const w = useWords(submissionWords)
  const text = useText()
  switch (part.kind) {
    case 'text':
      return part.text.trim() === '' ? (
        <p className={reading.quiet}>{w.nothing}</p>
      ) : (
        <div className={reading.reading}>
          <Paragraphs text={part.text} />
        </div>
      )
    case 'table':
      return part.rows.length === 0 ? (
        <p className={reading.quiet}>{w.nothing}</p>
      ) : (
        <div className={reading.wide}>
          <table className={reading.table}>
            <thead>
              <tr>
                <th aria-hidden />
                {part.columns.map((column) => (
                  <th key={column.id} scope="col">
                    {text(column.label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part.rows.map((row) => (
                <tr key={row.number}>
                  <th scope="row">{row.number}</th>
                  {part.columns.map(({ id }) => (
                    <td key={id}>{row.cells[id]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'file':
      return part.files.length === 0 ? (
        <p className={reading.quiet}>{w.noFile}</p>
      ) : (
        part.files.map((file) => (
          <FileView key={file.hash} file={file} mostSeconds={part.mostSeconds} fileUrl={fileUrl} />
        ))
      )
  }
}
