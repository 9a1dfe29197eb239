/** One scene to write: who reads what stands beside each field. */
import { useWords } from '@leitai/design/language.ts'
import { Button, TextInput } from '@mantine/core'
import type { Scene } from '../types.ts'
import { QuestionList } from './QuestionList.tsx'
import { Written } from './Written.tsx'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

interface Props {
  scene: Scene
  english: boolean
  /** Another scene has its id. */
  taken: boolean
  onChange(scene: Scene): void
}

export function SceneForm({ scene, english, taken, onChange }: Props) {
  const w = useWords(editorWords)
  const change = (part: Partial<Scene>) => onChange({ ...scene, ...part })
  const wrongId = !/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u.test(scene.id)
  return (
    <div className={style.form}>
      <div className={style.titleRow}>
        <Written
          label={w.title}
          text={scene.title}
          english={english}
          line
          required
          onChange={(title) => change({ title })}
        />
        <TextInput
          label={w.id}
          value={scene.id}
          maxLength={60}
          error={taken ? w.idTaken : wrongId ? w.idWrong : undefined}
          onChange={(event) => change({ id: event.currentTarget.value })}
        />
      </div>
      <Written
        label={w.card}
        about={w.cardAbout}
        text={scene.entrant}
        english={english}
        required
        onChange={(entrant) => change({ entrant })}
      />
      <Written
        label={w.audience}
        about={w.audienceAbout}
        text={scene.audience}
        english={english}
        onChange={(audience) => change({ audience })}
      />
      <Written
        label={w.judges}
        about={w.judgesAbout}
        text={scene.judges}
        english={english}
        onChange={(judges) => change({ judges })}
      />
      <fieldset className={style.part}>
        <legend>{w.handout}</legend>
        <p className={style.about}>{w.handoutAbout}</p>
        {scene.handout.map((sheet, index) => (
          <div key={index} className={style.sheet}>
            <Written
              label={w.sheetTitle}
              text={sheet.title}
              english={english}
              line
              required
              onChange={(title) => change({ handout: scene.handout.with(index, { ...sheet, title }) })}
            />
            <Written
              label={w.sheetText}
              text={sheet.text}
              english={english}
              required
              onChange={(text) => change({ handout: scene.handout.with(index, { ...sheet, text }) })}
            />
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => change({ handout: scene.handout.toSpliced(index, 1) })}
            >
              {w.removeSheet}
            </Button>
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            change({ handout: [...scene.handout, { title: { zh: '', en: '' }, text: { zh: '', en: '' } }] })
          }
        >
          {w.addSheet}
        </Button>
      </fieldset>
      <fieldset className={style.part}>
        <legend>{w.ownQuestions}</legend>
        <QuestionList
          questions={scene.questions}
          english={english}
          about={w.ownAbout}
          onChange={(questions) => change({ questions })}
        />
      </fieldset>
    </div>
  )
}
