/**
 * A knockout from the first round to the champion, drawn once for paper and for the dark stage: colours are CSS variables,
 * and the picture grows with the room it is given. On phones it is a list of rounds instead.
 */
import { useText, useWords } from '../language.ts'
import style from './Bracket.module.css'
import { bracketWords } from './words.ts'
import type { BracketData, BracketMatch, BracketPlace } from '@leitai/core/contest/bracket.ts'

/** In units of the picture; a name stands in `text` units, which `size` makes 14 px at a desk and 34 on a stage. */
const text = 14
const row = 26
const box = { width: 240, height: row * 2 }
const gap = { between: 56, above: 34, matches: 26 }

interface Props {
  data: BracketData
  /** Paper, or the dark stage. */
  tone?: 'paper' | 'stage'
  /** A list of rounds, for phones. */
  small?: boolean
}

export function Bracket({ data, tone = 'paper', small = false }: Props) {
  return small ? <Rounds data={data} /> : <Picture data={data} tone={tone} />
}

function Picture({ data, tone }: { data: BracketData; tone: 'paper' | 'stage' }) {
  const w = useWords(bracketWords)
  const inLanguage = useText()
  const { rounds, thirdPlace } = data
  const first = rounds[0]!.matches.length
  const unit = box.height + gap.matches
  const width = rounds.length * box.width + (rounds.length - 1) * gap.between
  const below = thirdPlace === null ? 0 : box.height + gap.above
  // The third place stands under the final; with a single first round there is no room beside it.
  const finalMiddle = gap.above + (first * unit) / 2
  const thirdTop = finalMiddle + box.height / 2 + gap.above
  const height = Math.max(gap.above + first * unit, thirdPlace === null ? 0 : thirdTop + below - gap.above) + 4
  const x = (round: number) => round * (box.width + gap.between)
  const middle = (round: number, match: number) => gap.above + (match + 0.5) * unit * 2 ** round
  return (
    <svg
      className={style.picture}
      data-tone={tone}
      viewBox={`-2 0 ${width + 4} ${height}`}
      role="img"
      aria-label={spoken(data, inLanguage, w)}
    >
      {rounds.map((round, index) => (
        <text key={index} className={style.round} x={x(index) + box.width / 2} y={16} textAnchor="middle">
          {inLanguage(round.title)}
        </text>
      ))}
      {rounds.slice(0, -1).map((round, index) =>
        round.matches.map((match, place) => {
          const from = x(index) + box.width
          const half = from + gap.between / 2
          const to = middle(index + 1, Math.floor(place / 2)) + (place % 2 === 0 ? -row / 2 : row / 2)
          return (
            <path
              key={`${index}-${place}`}
              className={style.way}
              data-won={match.places.some(({ outcome }) => outcome === 'won') || undefined}
              d={`M${from} ${middle(index, place)}H${half}V${to}H${x(index + 1)}`}
            />
          )
        }),
      )}
      {rounds.map((round, index) =>
        round.matches.map((match, place) => (
          <Match
            key={`${index}-${place}`}
            match={match}
            x={x(index)}
            y={middle(index, place) - box.height / 2}
            final={index === rounds.length - 1}
          />
        )),
      )}
      {thirdPlace !== null && (
        <>
          <text className={style.round} x={x(rounds.length - 1) + box.width / 2} y={thirdTop - 9} textAnchor="middle">
            {w.thirdPlace}
          </text>
          <Match match={thirdPlace} x={x(rounds.length - 1)} y={thirdTop} final={false} />
        </>
      )}
    </svg>
  )
}

function Match({ match, x, y, final }: { match: BracketMatch; x: number; y: number; final: boolean }) {
  const w = useWords(bracketWords)
  return (
    <g transform={`translate(${x} ${y})`} className={style.match} data-final={final || undefined}>
      <rect className={style.box} width={box.width} height={box.height} rx={4} />
      <line className={style.between} x1={0} x2={box.width} y1={row} y2={row} />
      {match.places.map((place, index) => (
        <g key={index} transform={`translate(0 ${index * row})`} data-outcome={place.outcome}>
          {place.outcome === 'won' && <rect className={style.mark} width={4} height={row - 8} x={0} y={4} rx={1} />}
          <text className={style.name} x={12} y={row / 2} data-none={place.code === null || undefined}>
            {place.code === null ? (match.drawn ? w.bye : '') : shortened(place.name, place.score === null ? 216 : 158)}
          </text>
          {place.score !== null && (
            <text className={style.score} x={box.width - 10} y={row / 2} textAnchor="end">
              {place.score}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

/** A name that fits into so many units: Chinese characters are as wide as they are high, others about half. */
export function shortened(name: string, width: number): string {
  const widthOf = (character: string) => (/[ -⁏]/.test(character) ? 0.56 : 1) * text
  const characters = [...name]
  if (characters.reduce((sum, one) => sum + widthOf(one), 0) <= width) return name
  let left = width - text
  const kept = characters.slice(
    0,
    characters.findIndex((one) => (left -= widthOf(one)) < 0),
  )
  return `${kept.join('')}…`
}

function Rounds({ data }: { data: BracketData }) {
  const w = useWords(bracketWords)
  const inLanguage = useText()
  // What is decided or on now stands on top; rounds of empty places say nothing on a phone.
  const rounds = data.rounds.filter(({ matches }) => matches.some(({ drawn }) => drawn)).toReversed()
  return (
    <div className={style.rounds}>
      {rounds.map((round, index) => (
        <section key={round.title.zh}>
          <h3>{inLanguage(round.title)}</h3>
          {round.matches.map((match, place) => (
            <Pair key={place} match={match} />
          ))}
          {index === 0 && data.thirdPlace !== null && (
            <>
              <h3>{w.thirdPlace}</h3>
              <Pair match={data.thirdPlace} />
            </>
          )}
        </section>
      ))}
    </div>
  )
}

function Pair({ match }: { match: BracketMatch }) {
  const w = useWords(bracketWords)
  return (
    <ul className={style.pair}>
      {match.places.map((place, index) => (
        <li key={index} data-outcome={place.outcome} data-none={place.code === null || undefined}>
          <span>{place.code === null ? w.bye : place.name}</span>
          {place.outcome === 'won' && <em>{w.won}</em>}
          <strong>{place.score ?? ''}</strong>
        </li>
      ))}
    </ul>
  )
}

/** The bracket in words, for those who cannot see it. */
function spoken(
  { rounds, thirdPlace }: BracketData,
  inLanguage: (words: { zh: string; en: string }) => string,
  w: (typeof bracketWords)['zh'],
): string {
  const who = ({ code, name, score, outcome }: BracketPlace) =>
    code === null ? w.bye : [name, score ?? '', outcome === 'won' ? w.won : ''].filter(Boolean).join(' ')
  const pair = ({ places }: BracketMatch) => `${who(places[0])} — ${who(places[1])}`
  return [
    ...rounds
      .filter(({ matches }) => matches.some(({ drawn }) => drawn))
      .map(({ title, matches }) => `${inLanguage(title)}: ${matches.map(pair).join('; ')}`),
    ...(thirdPlace === null ? [] : [`${w.thirdPlace}: ${pair(thirdPlace)}`]),
  ].join('. ')
}
