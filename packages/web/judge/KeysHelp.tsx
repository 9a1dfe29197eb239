import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { useWords } from '@leitai/design/language.ts'
import { Modal } from '@mantine/core'
import style from './desk.module.css'
import { judgeWords } from './words.ts'

const keys = {
  move: ['↑', '↓'],
  digits: ['0', '…', '9'],
  letters: ['A', 'B', 'C'],
  step: ['+', '−'],
  clear: ['Backspace'],
  enter: ['Enter'],
  handIn: ['Ctrl', 'Enter'],
  piece: ['[', ']'],
  help: ['?'],
} as const

/** What a hand on the keyboard can do here. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const w = useWords(judgeWords)
  return (
    <Modal opened onClose={onClose} title={w.keysTitle} size="sm">
      <dl className={style.keys}>
        {(Object.keys(keys) as (keyof typeof keys)[]).map((name) => (
          <div key={name}>
            <dt>
              <KeyHint keys={keys[name]} />
            </dt>
            <dd>{w.keyList[name]}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
