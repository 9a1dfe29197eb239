/** The checks before the start: each says what to do, takes the contestant's word, and turns jade. */
import type { Check } from '@leitai/core/sitting/sitting.ts'
import { useWords } from '@leitai/design/language.ts'
import type { ActResult } from '@leitai/items/web-plug.ts'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { canFullScreen, enterFullScreen, useFullScreen } from './conduct.ts'
import style from './Checks.module.css'
import { playTestTone } from './test-tone.ts'
import { contestantWords } from './words.ts'

type Results = Partial<Record<Check, boolean>>

/** Checks done before the run is there are reported as soon as it is. `stored` is null until then. */
export function useChecks(stored: Results | null, act: (name: string, payload: unknown) => Promise<ActResult>) {
  const [here, setHere] = useState<Results>({})
  const there = stored !== null

  useEffect(() => {
    if (!there) return
    for (const [check, passed] of Object.entries(here)) void act('reportCheck', { check, passed })
    // once, when the run comes; later ones are reported as they are done
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, [there])

  const report = useCallback(
    (check: Check, passed: boolean) => {
      setHere((known) => ({ ...known, [check]: passed }))
      if (there) void act('reportCheck', { check, passed })
    },
    [there, act],
  )
  return { checks: { ...stored, ...here }, report }
}

interface Props {
  checks: readonly Check[]
  results: Results
  report(check: Check, passed: boolean): void
}

export function ChecksList({ checks, results, report }: Props) {
  const w = useWords(contestantWords)
  return (
    <ul className={style.list}>
      {checks.map((check) => {
        const result = results[check]
        return (
          <li
            key={check}
            className={style.check}
            data-result={result === undefined ? 'none' : result ? 'passed' : 'failed'}
          >
            <span className={style.mark} aria-hidden>
              {result === true && <IconCheck size={16} stroke={2.5} />}
              {result === false && <IconAlertTriangle size={16} />}
            </span>
            <span className={style.name}>{w.checkNames[check]}</span>
            <span className={style.result}>{result === undefined ? w.notYet : result ? w.passed : w.failed}</span>
            <span className={style.acts}>
              {check === 'sound' && <SoundCheck report={(passed) => report('sound', passed)} />}
              {check === 'microphone' && <MicrophoneCheck report={(passed) => report('microphone', passed)} />}
              {check === 'screen' && (
                <ScreenCheck passed={result === true} report={(passed) => report('screen', passed)} />
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

export function SoundCheck({ report }: { report(passed: boolean): void }) {
  const w = useWords(contestantWords)
  const [played, setPlayed] = useState(false)
  return (
    <>
      <Button
        variant="default"
        size="sm"
        onClick={() => {
          playTestTone()
          setPlayed(true)
        }}
      >
        {played ? w.playAgain : w.playTone}
      </Button>
      {played && (
        <>
          <Button variant="light" color="jade" size="sm" onClick={() => report(true)}>
            {w.heard}
          </Button>
          <Button variant="default" size="sm" onClick={() => report(false)}>
            {w.notHeard}
          </Button>
        </>
      )}
    </>
  )
}

function ScreenCheck({ passed, report }: { passed: boolean; report(passed: boolean): void }) {
  const w = useWords(contestantWords)
  const full = useFullScreen()
  if (passed && full) return null
  return (
    <Button
      variant="default"
      size="sm"
      onClick={() => {
        // a phone that has no full screen shows the page as well as it can
        if (!canFullScreen()) report(true)
        else void enterFullScreen().then(report)
      }}
    >
      {w.goFullScreen}
    </Button>
  )
}

function MicrophoneCheck({ report }: { report(passed: boolean): void }) {
  const w = useWords(contestantWords)
  const [stream, setStream] = useState<MediaStream | null>(null)
  const meter = useRef<HTMLMeterElement>(null)

  useEffect(() => {
    if (stream === null) return
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      if (meter.current !== null) meter.current.value = Math.min(1, Math.max(...samples.map(Math.abs)) * 2)
    }, 80)
    return () => {
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
      void context.close()
    }
  }, [stream])

  if (stream === null)
    return (
      <Button
        variant="default"
        size="sm"
        onClick={() => {
          // plain http on a LAN address has no microphone at all
          const devices = navigator.mediaDevices as MediaDevices | undefined
          if (devices === undefined) return report(false)
          devices.getUserMedia({ audio: true }).then(setStream, () => report(false))
        }}
      >
        {w.tryMicrophone}
      </Button>
    )
  const done = (passed: boolean) => {
    setStream(null)
    report(passed)
  }
  return (
    <>
      <meter ref={meter} min={0} max={1} aria-label={w.speak} title={w.speak} />
      <Button variant="light" color="jade" size="sm" onClick={() => done(true)}>
        {w.good}
      </Button>
      <Button variant="default" size="sm" onClick={() => done(false)}>
        {w.bad}
      </Button>
    </>
  )
}
