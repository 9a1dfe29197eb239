/** Who is thanked on this screen. */
import { useWords } from '@leitai/design/language.ts'
import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { keepSponsors, logoFrom, useSponsors } from './sponsors.ts'
import style from './hall.module.css'
import { screenWords } from './words.ts'

export function SponsorForm({ contestId, onClose }: { contestId: string; onClose(): void }) {
  const w = useWords(screenWords).stage
  const kept = useSponsors(contestId)
  const [lines, setLines] = useState(kept.lines.join('\n'))
  const [logos, setLogos] = useState(kept.logos)
  const [trouble, setTrouble] = useState<string | null>(null)

  async function add(files: File[]) {
    try {
      const more = await Promise.all(files.map(logoFrom))
      setLogos((before) => [...before, ...more].slice(0, 12))
      setTrouble(null)
    } catch {
      setTrouble(w.noPicture)
    }
  }

  function save() {
    const names = [...new Set(lines.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
    if (keepSponsors(contestId, { lines: names.slice(0, 24), logos: [...new Set(logos)] })) onClose()
    else setTrouble(w.noRoom)
  }

  return (
    <Modal opened onClose={onClose} title={w.sponsors}>
      <Stack>
        <Textarea
          label={w.sponsorLines}
          description={w.sponsorHelp}
          autosize
          minRows={3}
          maxRows={10}
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        {logos.length > 0 && (
          <ul className={style.picked}>
            {logos.map((logo) => (
              <li key={logo}>
                <img src={logo} alt="" />
                <button
                  type="button"
                  aria-label={w.removeLogo}
                  onClick={() => setLogos(logos.filter((one) => one !== logo))}
                >
                  <IconTrash size={16} />
                </button>
              </li>
            ))}
          </ul>
        )}
        {trouble !== null && (
          <Text c="red" size="sm" role="alert">
            {trouble}
          </Text>
        )}
        <Group justify="space-between">
          <FileButton
            multiple
            accept="image/png,image/jpeg,image/webp,image/svg+xml"
            onChange={(files) => void add(files)}
          >
            {(props) => (
              <Button {...props} variant="default">
                {w.addLogo}
              </Button>
            )}
          </FileButton>
          <Button onClick={save}>{w.keep}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
