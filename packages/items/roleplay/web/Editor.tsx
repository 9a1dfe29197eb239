/** Scenes and common questions: a list at the left, the chosen one at the right. What was deleted can be brought back. */
import { EmptyState } from '@leitai/design/EmptyState.tsx'
import { freeId } from '@leitai/design/free-id.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { PickAndEdit } from '@leitai/design/PickAndEdit.tsx'
import type { EditorProps } from '@leitai/items/web-plug.ts'
import { Button, SegmentedControl, Switch } from '@mantine/core'
import { IconCopy, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { RoleplayMaterial, Scene } from '../types.ts'
import { QuestionList } from './QuestionList.tsx'
import { SceneForm } from './SceneForm.tsx'
import style from './editor.module.css'
import { editorWords } from './editor-words.ts'

const nothing = { zh: '', en: '' }

export default function Editor({ body, onChange }: EditorProps<RoleplayMaterial>) {
  const w = useWords(editorWords)
  const text = useText()
  const material = body ?? { title: { zh: '情景', en: 'Scenes' }, scenes: [], questions: [] }
  const { scenes, questions } = material
  const [part, setPart] = useState<'scenes' | 'questions'>(
    scenes.length === 0 && questions.length > 0 ? 'questions' : 'scenes',
  )
  const [chosen, setChosen] = useState(0)
  const [english, setEnglish] = useState(false)
  const [removed, setRemoved] = useState<{ scene: Scene; at: number } | null>(null)
  const at = Math.min(chosen, scenes.length - 1)
  const scene = scenes[at]

  const setScenes = (next: Scene[], choose: number) => {
    onChange({ ...material, scenes: next })
    setChosen(choose)
  }
  const idLike = (wanted: string) => freeId(scenes, (n) => `${wanted}-${n}`, 1)
  const add = () => {
    setRemoved(null)
    setScenes(
      [
        ...scenes,
        {
          id: idLike('scene'),
          title: nothing,
          audience: nothing,
          entrant: nothing,
          judges: nothing,
          handout: [],
          questions: [],
        },
      ],
      scenes.length,
    )
  }
  const duplicate = () => {
    if (scene === undefined) return
    const copy = {
      ...scene,
      id: idLike(scene.id.slice(0, 50)),
      title: { zh: fill(w.copyOf, { title: scene.title.zh }), en: scene.title.en },
    }
    setScenes(scenes.toSpliced(at + 1, 0, copy), at + 1)
  }
  const remove = () => {
    if (scene === undefined) return
    setRemoved({ scene, at })
    setScenes(scenes.toSpliced(at, 1), Math.max(0, at - 1))
  }
  const bringBack = () => {
    if (removed === null) return
    setScenes(scenes.toSpliced(removed.at, 0, removed.scene), removed.at)
    setRemoved(null)
  }

  return (
    <div>
      <div className={style.head}>
        <SegmentedControl
          value={part}
          onChange={(value) => setPart(value as typeof part)}
          data={[
            { value: 'scenes', label: fill(w.scenes, { n: scenes.length }) },
            { value: 'questions', label: fill(w.questions, { n: questions.length }) },
          ]}
        />
        <Switch label={w.english} checked={english} onChange={(event) => setEnglish(event.currentTarget.checked)} />
      </div>
      {removed !== null && (
        <p className={style.removed} role="status">
          {fill(w.removed, { title: text(removed.scene.title) || removed.scene.id })}
          <Button variant="default" size="compact-sm" onClick={bringBack}>
            {w.bringBack}
          </Button>
        </p>
      )}
      {part === 'questions' ? (
        <QuestionList
          questions={questions}
          english={english}
          about={w.commonAbout}
          onChange={(next) => onChange({ ...material, questions: next })}
        />
      ) : scene === undefined ? (
        <EmptyState title={w.none} about={w.noneAbout} act={<Button onClick={add}>{w.add}</Button>} />
      ) : (
        <PickAndEdit
          rows={scenes.map((one) => ({
            id: one.id,
            name: text(one.title) || one.id,
            note: lacking(one, w) ?? fill(w.sheets, { n: one.handout.length }),
          }))}
          picked={at}
          onPick={setChosen}
          acts={
            <>
              <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
                {w.add}
              </Button>
              <Button variant="default" size="xs" leftSection={<IconCopy size={14} />} onClick={duplicate}>
                {w.duplicate}
              </Button>
              <Button variant="subtle" color="gray" size="xs" leftSection={<IconTrash size={14} />} onClick={remove}>
                {w.remove}
              </Button>
            </>
          }
        >
          <SceneForm
            key={at}
            scene={scene}
            english={english}
            taken={scenes.some(({ id }, index) => index !== at && id === scene.id)}
            onChange={(next) => onChange({ ...material, scenes: scenes.with(at, next) })}
          />
        </PickAndEdit>
      )}
    </div>
  )
}

/** What must be filled in before it can be used. */
function lacking(scene: Scene, w: typeof editorWords.zh): string | null {
  if (scene.title.zh.trim() === '') return w.noTitle
  return scene.entrant.zh.trim() === '' ? w.noCard : null
}
