/**
 * A rulebook as people read it: chapters and sentences, each clause with its number in the margin. The public page shows
 * it as it is; the organiser's page gives `editing`, and every value becomes something to press.
 */
import type {
  Advancement,
  Award,
  EligibilityRule,
  Item,
  Rulebook,
  SheetLine,
  Stage,
  TieBreak,
} from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'
import { Fragment, type ReactNode } from 'react'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { EditingContext, Removal, TextValue, Value, type Editing } from './Value.tsx'
import { Sentence } from './sentence.tsx'
import style from './rulebook.module.css'
import { rulebookWords } from './words.ts'

type Words = typeof rulebookWords.zh
type Path = (string | number)[]

interface Props {
  rulebook: Rulebook
  /** Item types that this version can run; others are marked. Not given: nothing is marked. */
  available?: ReadonlySet<string>
  editing?: Editing
}

export function RulebookDocument({ rulebook, available, editing }: Props) {
  const w = useWords(rulebookWords)
  const text = useText()
  const chapters: { id: string; title: string; body: ReactNode }[] = [
    { id: 'entrants', title: w.chapters.entrants, body: <Entrants rulebook={rulebook} /> },
    { id: 'floor', title: w.chapters.floor, body: <Floor rulebook={rulebook} /> },
    ...rulebook.stages.map((stage, i) => ({
      id: `stage-${stage.id}`,
      title: rulebook.stages.length > 1 ? `${w.chapters.items} · ${text(stage.title)}` : w.chapters.items,
      body: (
        <>
          <MatchRules stage={stage} path={['stages', i]} />
          <Items stage={stage} path={['stages', i]} available={available} />
        </>
      ),
    })),
    {
      id: 'ranking',
      title: w.chapters.ranking,
      body: rulebook.stages.map((stage, i) => <Ranking key={stage.id} stage={stage} path={['stages', i]} />),
    },
    ...((rulebook.training ?? []).length === 0
      ? []
      : [{ id: 'training', title: w.chapters.training, body: <TrainingPromised rulebook={rulebook} /> }]),
    { id: 'awards', title: w.chapters.awards, body: <Awards rulebook={rulebook} /> },
    { id: 'oversight', title: w.chapters.oversight, body: <Oversight rulebook={rulebook} /> },
    { id: 'conduct', title: w.chapters.conduct, body: <Conduct rulebook={rulebook} /> },
  ]
  return (
    <EditingContext.Provider value={editing ?? null}>
      <article className={style.document}>
        <header className={style.title}>
          <h1>
            <TextValue path={['title']} text={rulebook.title} />
          </h1>
          <p className={style.edition}>
            {rulebook.id} · {fill(w.edition, { edition: rulebook.edition })}
          </p>
          {rulebook.about && (
            <p className={style.about}>
              <TextValue path={['about']} text={rulebook.about} long />
            </p>
          )}
        </header>
        {chapters.map((chapter, i) => (
          <section
            key={chapter.id}
            id={`rulebook-${chapter.id}`}
            className={style.chapter}
            aria-labelledby={`rulebook-${chapter.id}-title`}
          >
            <h2 id={`rulebook-${chapter.id}-title`}>
              <span className={style.numeral}>{i + 1}</span>
              {chapter.title}
            </h2>
            {chapter.body}
          </section>
        ))}
      </article>
    </EditingContext.Provider>
  )
}

/** One clause: its number in the margin, its sentence beside it. */
function Clause({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return (
    <div className={style.clause} id={id === undefined ? undefined : `clause-${id}`}>
      <span className={style.margin}>
        {id?.split('.').map((part, place) => (
          <Fragment key={`${place}-${part}`}>
            {place > 0 && (
              <>
                .<wbr />
              </>
            )}
            {part}
          </Fragment>
        ))}
      </span>
      <div className={style.body}>{children}</div>
    </div>
  )
}

function Entrants({ rulebook }: { rulebook: Rulebook }) {
  const w = useWords(rulebookWords)
  const text = useText()
  const { entrants } = rulebook
  const size = entrants.teamSize
  return (
    <>
      <Clause id={entrants.clause}>
        <p>
          <Sentence
            template={w.entrantKind[entrants.kind]}
            slots={
              size
                ? {
                    min: <Value path={['entrants', 'teamSize', 'min']} value={size.min} kind="integer" />,
                    max: <Value path={['entrants', 'teamSize', 'max']} value={size.max} kind="integer" />,
                  }
                : {}
            }
          />
        </p>
        <p>{fill(w.entryLine, { ways: entrants.entry.map((way) => w.entry[way]).join(w.listSeparator) })}</p>
        {entrants.fields.length > 0 && (
          <p>
            {fill(w.fields, {
              fields: entrants.fields
                .map((field) => text(field.label) + (field.required ? '' : w.optional))
                .join(w.listSeparator),
            })}
          </p>
        )}
      </Clause>
      {entrants.eligibility.map((rule, i) => (
        <Clause key={`${rule.rule}-${rule.clause ?? i}`} id={rule.clause}>
          <p>
            <Eligibility rule={rule} path={['entrants', 'eligibility', i]} rulebook={rulebook} />
            <Removal path={['entrants', 'eligibility', i]} />
          </p>
        </Clause>
      ))}
    </>
  )
}

function Eligibility({ rule, path, rulebook }: { rule: EligibilityRule; path: Path; rulebook: Rulebook }) {
  const w = useWords(rulebookWords)
  const text = useText()
  const template = w.eligibility[rule.rule]
  switch (rule.rule) {
    case 'bornOnOrAfter':
    case 'bornOnOrBefore':
      return (
        <Sentence
          template={template}
          slots={{ date: <Value path={[...path, 'date']} value={rule.date} kind="date" /> }}
        />
      )
    case 'maxPerDelegation':
    case 'maxCoaches':
      return (
        <Sentence
          template={template}
          slots={{ count: <Value path={[...path, 'count']} value={rule.count} kind="integer" /> }}
        />
      )
    case 'notFormerWinner':
      return (
        <Sentence
          template={template}
          slots={{ award: <Value path={[...path, 'award']} value={rule.award} kind="words" /> }}
        />
      )
    case 'requiredField': {
      const field = rulebook.entrants.fields.find((one) => one.id === rule.field)
      return <Sentence template={template} slots={{ field: field ? text(field.label) : rule.field }} />
    }
  }
}

function Floor({ rulebook }: { rulebook: Rulebook }) {
  const w = useWords(rulebookWords)
  const { checkIn, sealing } = rulebook
  return (
    <>
      <Clause id={checkIn.clause}>
        <p>
          {checkIn.required ? (
            <Sentence
              template={w.checkIn}
              slots={{
                opens: (
                  <Value path={['checkIn', 'opensMinutesBefore']} value={checkIn.opensMinutesBefore} kind="integer" />
                ),
                draw: (
                  <Value path={['checkIn', 'drawMinutesBefore']} value={checkIn.drawMinutesBefore} kind="integer" />
                ),
              }}
            />
          ) : (
            w.noCheckIn
          )}
        </p>
      </Clause>
      <Clause id={sealing.clause}>
        <p>
          {sealing.layers === 0 ? (
            w.sealingNone
          ) : (
            <Sentence
              template={w.sealing}
              slots={{ layers: <Value path={['sealing', 'layers']} value={sealing.layers} kind="integer" max={3} /> }}
            />
          )}
        </p>
      </Clause>
    </>
  )
}

function Items({ stage, path, available }: { stage: Stage; path: Path; available: ReadonlySet<string> | undefined }) {
  return (
    <>
      {stage.items.map((item, i) => (
        <Clause key={item.id} id={item.clause}>
          <ItemClause
            item={item}
            path={[...path, 'items', i]}
            unavailable={available !== undefined && !available.has(item.type)}
            mayRemove={stage.items.length > 1}
          />
        </Clause>
      ))}
    </>
  )
}

function ItemClause({
  item,
  path,
  unavailable,
  mayRemove,
}: {
  item: Item
  path: Path
  unavailable: boolean
  mayRemove: boolean
}) {
  const w = useWords(rulebookWords)
  const facts: { id: string; shown: ReactNode }[] = [
    { id: 'type', shown: w.types[item.type] ?? item.type },
    {
      id: 'minutes',
      shown: (
        <Sentence
          template={w.minutes}
          slots={{ minutes: <Value path={[...path, 'minutes']} value={item.minutes} kind="decimal" /> }}
        />
      ),
    },
    { id: 'start', shown: w.start[item.start] },
    { id: 'feedback', shown: w.feedback[item.feedback] },
  ]
  return (
    <div className={style.item}>
      <div className={style.itemHead}>
        <h3>
          <TextValue path={[...path, 'title']} text={item.title} />
          {unavailable && <span className={style.unavailable}>{w.notAvailable}</span>}
        </h3>
        <span className={style.points}>
          <Sentence
            template={w.points}
            slots={{ points: <Value path={[...path, 'points']} value={item.points} kind="decimal" /> }}
          />
          {item.weight !== undefined && (
            <span className={style.weight}>
              <Sentence
                template={w.weight}
                slots={{ weight: <Value path={[...path, 'weight']} value={item.weight} kind="decimal" /> }}
              />
            </span>
          )}
          {mayRemove && <Removal path={path} />}
        </span>
      </div>
      <p className={style.facts}>
        {facts.map((fact, i) => (
          <Fragment key={fact.id}>
            {i > 0 && <span aria-hidden="true"> · </span>}
            {fact.shown}
          </Fragment>
        ))}
      </p>
      <Marking item={item} path={path} />
      <Particulars options={item.options} path={[...path, 'options']} />
    </div>
  )
}

function Marking({ item, path }: { item: Item; path: Path }) {
  const w = useWords(rulebookWords)
  const { marking } = item
  if (marking.by === 'system')
    return (
      <p>
        {w.marking.system}
        {w.comma}
        {fill(w.rounding, { places: item.rounding.places })}
      </p>
    )
  const dropped = marking.dropHighest > 0 || marking.dropLowest > 0
  return (
    <>
      <p>
        <Sentence
          template={w.marking.judges}
          slots={{
            judges: <Value path={[...path, 'marking', 'judges']} value={marking.judges} kind="integer" />,
            aggregate: w.aggregate[marking.aggregate],
            drop: dropped ? fill(w.drop, { high: marking.dropHighest, low: marking.dropLowest }) : '',
          }}
        />
        {w.comma}
        {fill(w.rounding, { places: item.rounding.places })}
      </p>
      {marking.spread !== undefined && (
        <p>
          <Sentence
            template={w.spread}
            slots={{ spread: <Value path={[...path, 'marking', 'spread']} value={marking.spread} kind="decimal" /> }}
          />
        </p>
      )}
      <table className={style.sheet}>
        <tbody>
          {marking.sheet.map((line, i) => (
            <SheetRow key={line.id} line={line} path={[...path, 'marking', 'sheet', i]} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function SheetRow({ line, path }: { line: SheetLine; path: Path }) {
  return (
    <tr>
      <td>
        <TextValue path={[...path, 'label']} text={line.label} />
      </td>
      <td className={style.sheetRule}>
        <SheetRule line={line} path={path} />
      </td>
    </tr>
  )
}

function SheetRule({ line, path }: { line: SheetLine; path: Path }) {
  const w = useWords(rulebookWords)
  const value = (key: string, now: string | number, kind: 'decimal' | 'integer' = 'decimal') => (
    <Value path={[...path, key]} value={now} kind={kind} />
  )
  switch (line.kind) {
    case 'points':
      return <Sentence template={w.sheet.points} slots={{ max: value('max', line.max) }} />
    case 'weight':
      return <Sentence template={w.sheet.weight} slots={{ percent: value('percent', line.percent) }} />
    case 'levels':
      return <Sentence template={w.sheet.levels} slots={{ levels: line.levels.length }} />
    case 'deduction':
      return (
        <Sentence
          template={w.sheet.deduction}
          slots={{ each: value('each', line.each), most: value('most', line.most) }}
        />
      )
    case 'overtime':
      return (
        <Sentence
          template={w.sheet.overtime}
          slots={{
            over: value('overSeconds', line.overSeconds, 'integer'),
            per: value('perSeconds', line.perSeconds, 'integer'),
            each: value('each', line.each),
          }}
        />
      )
    case 'measured':
      return <Sentence template={w.sheet.measured} slots={{ max: value('max', line.max) }} />
  }
}

/** Options are the item type's own: shown as they are written, plain values to edit, the rest to be read. */
function Particulars({ options, path }: { options: Record<string, unknown>; path: Path }) {
  const w = useWords(rulebookWords)
  const lines = Object.entries(options)
  if (lines.length === 0) return null
  return (
    <details className={style.particulars}>
      <summary>{w.options}</summary>
      <dl>
        {lines.map(([key, value]) => (
          <Fragment key={key}>
            <dt>{key}</dt>
            <dd>
              {typeof value === 'number' ? (
                <Value path={[...path, key]} value={value} kind="decimal" />
              ) : typeof value === 'string' || typeof value === 'boolean' ? (
                String(value)
              ) : (
                <code>{JSON.stringify(value)}</code>
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  )
}

function Ranking({ stage, path }: { stage: Stage; path: Path }) {
  const w = useWords(rulebookWords)
  const weighted = stage.items.some((item) => item.weight !== undefined)
  const { advancement } = stage
  return (
    <>
      <Clause id={stage.clause}>
        <p>
          {fill(weighted ? w.totalWeighted : w.total, {
            rounding: fill(w.rounding, { places: stage.rounding.places }),
          })}
        </p>
      </Clause>
      <Clause id={stage.ranking.clause}>
        <p>{w.rankFirst}</p>
      </Clause>
      {stage.ranking.tieBreaks.map((tie, i) => (
        <Clause key={`${tie.by}-${tie.clause ?? i}`} id={tie.clause}>
          <p>
            <TieBreakText tie={tie} stage={stage} />
            <Removal path={[...path, 'ranking', 'tieBreaks', i]} />
          </p>
        </Clause>
      ))}
      <Clause>
        <p>{w.apart}</p>
      </Clause>
      {stage.rounds?.map(
        (round, i) =>
          round.advancement && (
            <Advancing
              key={round.id}
              advancement={round.advancement}
              path={[...path, 'rounds', i, 'advancement']}
              round={round.title}
            />
          ),
      )}
      {advancement && (
        <Advancing
          advancement={advancement}
          path={[...path, 'advancement']}
          {...(stage.rounds === undefined ? {} : { round: stage.rounds.at(-1)!.title })}
        />
      )}
    </>
  )
}

function Advancing({ advancement, path, round }: { advancement: Advancement; path: Path; round?: Text }) {
  const w = useWords(rulebookWords)
  const text = useText()
  const number = (key: 'count' | 'best' | 'percent', value: number | string) => (
    <Value path={[...path, key]} value={value} kind={key === 'percent' ? 'decimal' : 'integer'} />
  )
  const key = advancement.by === 'perGroup' && advancement.best > 0 ? 'perGroupBest' : advancement.by
  return (
    <Clause id={advancement.clause}>
      <p>
        {round !== undefined && fill(w.matches.round, { round: text(round) })}
        <Sentence
          template={w.advancement[key]}
          slots={{
            count: 'count' in advancement ? number('count', advancement.count) : null,
            best: 'best' in advancement ? number('best', advancement.best) : null,
            percent: 'percent' in advancement ? number('percent', advancement.percent) : null,
          }}
        />
      </p>
    </Clause>
  )
}

/** How entrants meet, where they do. */
function MatchRules({ stage, path }: { stage: Stage; path: Path }) {
  const w = useWords(rulebookWords)
  const { matches } = stage
  if (matches === undefined) return null
  const own = [...path, 'matches']
  return (
    <Clause id={matches.clause}>
      <p>
        {matches.by === 'groups' ? (
          <Sentence
            template={w.matches.groups}
            slots={{
              min: <Value path={[...own, 'size', 'min']} value={matches.size.min} kind="integer" />,
              max: <Value path={[...own, 'size', 'max']} value={matches.size.max} kind="integer" />,
              seeding: w.matches.groupSeeding[matches.seeding],
            }}
          />
        ) : (
          <>
            <Sentence
              template={w.matches.knockout}
              slots={{
                size: <Value path={[...own, 'size']} value={matches.size} kind="integer" />,
                seeding: w.matches.pairSeeding[matches.seeding],
              }}
            />{' '}
            {matches.size > 2 && (matches.thirdPlace ? w.matches.thirdPlace : w.matches.noThirdPlace)}
          </>
        )}
      </p>
    </Clause>
  )
}

function TieBreakText({ tie, stage }: { tie: TieBreak; stage: Stage }) {
  const w = useWords(rulebookWords)
  const text = useText()
  const named = (id: string) => {
    const item = stage.items.find((one) => one.id === id)
    return item ? text(item.title) : id
  }
  switch (tie.by) {
    case 'timeUsed':
      return tie.items
        ? fill(w.tie.timeUsedItems, { items: tie.items.map(named).join(w.listSeparator) })
        : w.tie.timeUsed
    case 'item':
      return fill(w.tie.item, { item: named(tie.item) })
    case 'suddenDeath':
      return fill(w.tie.suddenDeath, { item: named(tie.item) })
    case 'deliberation':
      return w.tie.deliberation
    case 'shared':
      return w.tie.shared
  }
}

function Awards({ rulebook }: { rulebook: Rulebook }) {
  const w = useWords(rulebookWords)
  const text = useText()
  if (rulebook.awards.length === 0)
    return (
      <Clause>
        <p>{w.noAwards}</p>
      </Clause>
    )
  return (
    <>
      {rulebook.awards.map((award, i) => (
        <Clause key={award.id} id={award.clause}>
          <div className={style.award}>
            <strong>
              <TextValue path={['awards', i, 'title']} text={award.title} />
            </strong>
            <p>
              <AwardRule award={award} path={['awards', i]} rulebook={rulebook} />
              {award.coachToo && (
                <>
                  {w.comma}
                  {w.award.coachToo}
                </>
              )}
              {award.prize && <> · {fill(w.award.prize, { prize: text(award.prize) })}</>}
              <Removal path={['awards', i]} />
            </p>
          </div>
        </Clause>
      ))}
    </>
  )
}

function AwardRule({ award, path, rulebook }: { award: Award; path: Path; rulebook: Rulebook }) {
  const w = useWords(rulebookWords)
  const text = useText()
  switch (award.by) {
    case 'percent':
      return (
        <Sentence
          template={w.award.percent}
          slots={{ percent: <Value path={[...path, 'percent']} value={award.percent} kind="decimal" /> }}
        />
      )
    case 'count':
      return (
        <Sentence
          template={w.award.count}
          slots={{ count: <Value path={[...path, 'count']} value={award.count} kind="integer" /> }}
        />
      )
    case 'rank':
      return (
        <Sentence
          template={award.from === award.to ? w.award.rankOne : w.award.rank}
          slots={{
            from: <Value path={[...path, 'from']} value={award.from} kind="integer" />,
            to: <Value path={[...path, 'to']} value={award.to} kind="integer" />,
          }}
        />
      )
    case 'item': {
      const item: { title: Text } | undefined = rulebook.stages
        .flatMap((stage) => stage.items)
        .find((one) => one.id === award.item)
      return (
        <Sentence
          template={w.award.item}
          slots={{
            item: item ? text(item.title) : award.item,
            count: <Value path={[...path, 'count']} value={award.count} kind="integer" />,
          }}
        />
      )
    }
    case 'decision':
      return w.award.decision
  }
}

function TrainingPromised({ rulebook }: { rulebook: Rulebook }) {
  const w: Words = useWords(rulebookWords)
  const text = useText()
  return (rulebook.training ?? []).map(({ id, title, before, minutes, attendance, clause }, i) => {
    const stage = rulebook.stages.find((one) => one.id === before)?.title
    return (
      <Clause key={id} id={clause}>
        <p>
          <Sentence
            template={minutes === undefined ? w.training : w.trainingMinutes}
            slots={{
              title: <TextValue path={['training', i, 'title']} text={title} />,
              stage: stage === undefined ? before : text(stage),
              minutes: <Value path={['training', i, 'minutes']} value={minutes ?? ''} kind="integer" />,
            }}
          />
          {attendance?.required === true && w.trainingRequired}
          <Removal path={['training', i]} />
        </p>
      </Clause>
    )
  })
}

function Oversight({ rulebook }: { rulebook: Rulebook }) {
  const w: Words = useWords(rulebookWords)
  const { review, appeals } = rulebook
  return (
    <>
      {review && (
        <Clause id={review.clause}>
          <p>
            <Sentence
              template={review.topCount === undefined ? w.review : w.reviewCount}
              slots={{
                top:
                  review.topCount === undefined ? (
                    <Value path={['review', 'topPercent']} value={review.topPercent ?? ''} kind="decimal" />
                  ) : (
                    <Value path={['review', 'topCount']} value={review.topCount} kind="integer" />
                  ),
                rest: <Value path={['review', 'restPercent']} value={review.restPercent} kind="decimal" />,
                limit: (
                  <Value
                    path={['review', 'recheckAllOverPercent']}
                    value={review.recheckAllOverPercent}
                    kind="decimal"
                  />
                ),
              }}
            />
          </p>
        </Clause>
      )}
      {appeals && (
        <Clause id={appeals.clause}>
          <p>
            <Sentence
              template={w.appeals}
              slots={{
                minutes: <Value path={['appeals', 'withinMinutes']} value={appeals.withinMinutes} kind="integer" />,
              }}
            />
          </p>
        </Clause>
      )}
      <Clause>
        <p>{fill(w.signatures, { roles: rulebook.signatures.map((role) => w.roles[role]).join(w.listSeparator) })}</p>
      </Clause>
    </>
  )
}

function Conduct({ rulebook }: { rulebook: Rulebook }) {
  const w = useWords(rulebookWords)
  const { conduct } = rulebook
  return (
    <Clause id={conduct.clause}>
      <p>{conduct.fullScreen ? w.fullScreen : w.noFullScreen}</p>
      <p>{w.paste[conduct.paste]}</p>
    </Clause>
  )
}
