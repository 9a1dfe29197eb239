/** Thanks to sponsors: their logos, their names; the contest's own name where nobody wrote any. */
import { useWords } from '@leitai/design/language.ts'
import { useSponsors } from './sponsors.ts'
import style from './hall.module.css'
import { screenWords } from './words.ts'

export function Sponsors({ contestId, title }: { contestId: string; title: string }) {
  const w = useWords(screenWords).stage
  const { lines, logos } = useSponsors(contestId)
  if (lines.length === 0 && logos.length === 0)
    return (
      <div className={style.slide}>
        <p className={style.slideWord}>{title}</p>
      </div>
    )
  return (
    <div className={style.sponsors}>
      <p>{w.thanksTo}</p>
      {logos.length > 0 && (
        <ul className={style.logos}>
          {logos.map((logo) => (
            <li key={logo}>
              <img src={logo} alt="" />
            </li>
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
