/** Calls of the HTTP API from a button: a refusal is told to the person, and the caller gets null. */
import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { language, useWords } from '@leitai/design/language.ts'
import { sentenceOf } from '../session/api.ts'
import { floorWords } from './words.ts'

export function useCall() {
  const w = useWords(floorWords)
  return useCallback(
    async <T>(request: Promise<T>): Promise<T | null> => {
      try {
        return await request
      } catch (error) {
        notifications.show({ color: 'red', title: w.refused, message: sentenceOf(error, language()), autoClose: 8000 })
        return null
      }
    },
    [w],
  )
}
