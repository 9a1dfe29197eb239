import style from './LanguageSwitch.module.css'
import { setLanguage, useLanguage, useWords } from './language.ts'
import { designWords } from './words.ts'

export function LanguageSwitch() {
  const chosen = useLanguage()
  const w = useWords(designWords)
  return (
    <button
      type="button"
      className={style.switch}
      aria-label={w.switchLanguage}
      onClick={() => setLanguage(chosen === 'zh' ? 'en' : 'zh')}
    >
      {w.language}
    </button>
  )
}
