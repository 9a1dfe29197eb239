import { useWords } from '@leitai/design/language.ts'
import { Link } from '@tanstack/react-router'
import { seatTestWords } from './words.ts'

export function SeatTestLink() {
  const w = useWords(seatTestWords)
  return (
    <p>
      <Link to="/seat/test">{w.link}</Link>
    </p>
  )
}
