/** `report.html`: one file that needs nothing else, in the house's own colours; Chinese first, English beside it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResultLine } from '@leitai/core/contest/view.ts'
import type { Text } from '@leitai/core/score.ts'
import type { Rehearsed } from './rehearse.ts'
import type { ToldStep } from './telling.ts'

export interface Report extends Rehearsed {
  seed: string
  speed: number
  /** Real time, from the first step to the last. */
  tookMs: number
  steps: readonly ToldStep[]
  eventLoop: readonly { p50Ms: number; p99Ms: number; maxMs: number }[]
}

const tokens = readFileSync(join(import.meta.dirname, '..', '..', 'design', 'tokens.css'), 'utf8')
const style = readFileSync(join(import.meta.dirname, 'report.css'), 'utf8')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const both = ({ zh, en }: Text): string =>
  zh === en ? escaped(zh) : `${escaped(zh)} <span class="en" lang="en">${escaped(en)}</span>`
const heading = (zh: string, en: string): string => `<h2>${both({ zh, en })}</h2>`
const seconds = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`)
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
const clock = (total: number): string => `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`

export function reportHtml(report: Report): string {
  const { title, archive } = report
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${tokens}${style}</style>
<body>
<header>
  <p class="brand"><b>擂台</b> Leitai</p>
  <h1>${escaped(title)}</h1>
  <p class="verdict">${both({ zh: '彩排完成，归档校验通过', en: 'Rehearsed to the end; the archive verifies' })}</p>
</header>
<main>
${facts(report)}
${heading('时间线', 'Timeline')}
${timeline(report)}
${heading('负载', 'Load')}
${load(report)}
${heading('名次与奖项', 'Standings and awards')}
${standings(report)}
${heading('说明', 'Notes')}
${notes(report)}
${heading('校验', 'Verification')}
<dl class="checks">
  <dt>${both({ zh: '校验码', en: 'head' })}</dt><dd class="mono">${escaped(archive.head)}</dd>
  <dt>archive.zip SHA-256</dt><dd class="mono">${escaped(archive.sha256)}</dd>
  <dt>${both({ zh: '签名密钥', en: 'signing key' })}</dt><dd class="mono">${escaped(archive.fingerprint)}</dd>
  <dt>${both({ zh: '内容', en: 'holds' })}</dt><dd>${archive.runs} ${both({ zh: '个场次', en: 'runs' })}，${archive.events} ${both({ zh: '条记录', en: 'records' })}，${archive.files} ${both({ zh: '个文件', en: 'files' })}，${(archive.bytes / 1e6).toFixed(1)} MB</dd>
  <dt>${both({ zh: '操作核对', en: 'commands compared' })}</dt><dd>${report.ledger.acknowledged} ${both({ zh: '条已确认，全部与归档相符', en: 'acknowledged, all as in the archive' })}</dd>
  <dt>${both({ zh: '名次重算', en: 'standings again' })}</dt><dd>${report.compared} ${both({ zh: '人，由 MARKS.csv 重算一致', en: 'lines agree when computed from MARKS.csv' })}</dd>
</dl>
<p class="quiet">leitai verify archive.zip --head ${escaped(archive.head.slice(0, 16))}</p>
</main>
</body>
</html>
`
}

function facts({ people, present, groups, seats, layers, seed, speed, driven, tookMs, rulebook }: Report): string {
  const one = (value: string, zh: string, en: string) => `<li><b>${escaped(value)}</b>${both({ zh, en })}</li>`
  return `<ul class="facts">
${one(rulebook, '规程', 'rulebook')}
${one(`${present} / ${people}`, '到场 / 报名', 'present / entered')}
${one(`${groups} × ${seats}`, '组 × 座位', 'groups × seats')}
${one(String(layers), '层加密', 'layers of sealing')}
${one(seconds(tookMs), '用时', 'took')}
${one(driven ? `× ${speed}` : '× 1', driven ? '虚拟时钟' : '真实时钟', driven ? 'virtual clock' : 'real clock')}
${one(seed, '种子', 'seed')}
</ul>`
}

function timeline({ steps }: Report): string {
  const whole = Math.max(1, ...steps.map(({ startedMs, tookMs }) => startedMs + tookMs))
  const percent = (value: number) => `${((value / whole) * 100).toFixed(2)}%`
  const rows = steps.map(({ title, startedMs, tookMs, counted, notes }) => {
    const told = notes.map((note) => `<li>${both(note)}</li>`).join('')
    return `<li>
  <div class="what">${both(title)}${counted === null ? '' : ` <span class="count">${escaped(counted)}</span>`}${told === '' ? '' : `<ul>${told}</ul>`}</div>
  <div class="bar"><i style="left:${percent(startedMs)};width:max(2px,${percent(tookMs)})"></i></div>
  <div class="took">${seconds(tookMs)}</div>
</li>`
  })
  return `<ol class="timeline">${rows.join('\n')}</ol>`
}

function load({ load: measured, eventLoop }: Report): string {
  const { series, commands, refused, resent, perSecond, busiestSecond, p50Ms, p95Ms, p99Ms, worstMs } = measured
  const high = Math.max(1, ...series)
  const wide = Math.max(1, series.length)
  const bars = series
    .map((count, index) =>
      count === 0
        ? ''
        : `<rect x="${index}" y="${(100 - (count / high) * 100).toFixed(2)}" width="0.9" height="${((count / high) * 100).toFixed(2)}"/>`,
    )
    .join('')
  const late =
    eventLoop.length === 0
      ? null
      : { p99: Math.max(...eventLoop.map(({ p99Ms }) => p99Ms)), max: Math.max(...eventLoop.map(({ maxMs }) => maxMs)) }
  const row = (zh: string, en: string, value: string) =>
    `<tr><th scope="row">${both({ zh, en })}</th><td>${value}</td></tr>`
  return `<figure><svg viewBox="0 0 ${wide} 100" preserveAspectRatio="none" role="img" aria-label="commands a second">${bars}</svg>
<figcaption>${both({ zh: `选手操作，每秒条数（最高 ${busiestSecond}），共 ${series.length} 秒`, en: `contestants’ commands in each second (at most ${busiestSecond}) over ${series.length} s` })}</figcaption></figure>
<table class="numbers">
${row('操作', 'commands', String(commands))}
${row('平均（有操作的每一秒）', 'mean, over seconds with any', `${perSecond.toFixed(0)} /s`)}
${row('确认延迟 p50', 'acknowledged, p50', ms(p50Ms))}
${row('p95', 'p95', ms(p95Ms))}
${row('p99', 'p99', ms(p99Ms))}
${row('最长', 'worst', ms(worstMs))}
${row('断线后重发', 'sent again after a break', String(resent))}
${row('被拒绝（暂停、已结束、旧窗口）', 'refused (paused, closed, fenced)', String(refused))}
${late === null ? '' : row('服务器事件循环延迟 p99（最差一段） / 最长', 'event-loop delay, worst p99 / longest', `${ms(late.p99)} / ${ms(late.max)}`)}
</table>
<p class="quiet">${both({ zh: '模拟选手与服务器在同一台计算机上，且为两者共享的数字；真实赛场的延迟还要加上网络。', en: 'The simulated people ran on the same machine as the server and shared it; in a hall the network comes on top.' })}</p>`
}

function standings({ result, settledTies, items: known }: Report): string {
  const items = known.map(({ id }) => id)
  const row = (line: ResultLine) => `<tr>
<td class="n">${line.rank ?? '—'}</td><td>${escaped(line.number ?? '')}</td><td>${escaped(line.name ?? '')}</td><td>${escaped(line.delegation ?? '')}</td><td class="mono">${escaped(line.code)}</td>
${items.map((id) => `<td class="n">${escaped(line.items[id] ?? '—')}</td>`).join('')}
<td class="n"><b>${line.rank === null ? '—' : escaped(line.total)}</b></td><td class="n">${clock(line.secondsUsed)}</td><td>${line.award === undefined ? attendanceOf(line) : `<span class="award">${escaped(line.award.zh)}</span>`}</td></tr>`
  const awards = result.awards.map(({ title, lines }) => `<li>${both(title)} <b>${lines.length}</b></li>`).join('')
  const shared = result.lines.filter(
    (line, index, all) => line.rank !== null && all.some((other, at) => at !== index && other.rank === line.rank),
  ).length
  return `<ul class="awards">${awards}<li>${both({ zh: '并列（名次相同）', en: 'sharing a rank' })} <b>${shared}</b></li><li>${both({ zh: '由裁判长裁定的并列', en: 'ties settled by people' })} <b>${settledTies}</b></li></ul>
<div class="wide"><table class="standings">
<thead><tr><th>名次</th><th>参赛号</th><th>姓名</th><th>代表队</th><th>赛位号</th>${known.map(({ title }) => `<th class="n">${escaped(title.zh)}</th>`).join('')}<th class="n">总分</th><th class="n">用时</th><th>奖项</th></tr></thead>
<tbody>${result.lines.map(row).join('\n')}</tbody>
</table></div>`
}

function attendanceOf({ attendance }: ResultLine): string {
  switch (attendance) {
    case 'present':
      return ''
    case 'absent':
      return `<span class="out">${both({ zh: '缺席', en: 'absent' })}</span>`
    case 'forfeited':
      return `<span class="out">${both({ zh: '弃赛', en: 'forfeited' })}</span>`
    case 'disqualified':
      return `<span class="out">${both({ zh: '取消资格', en: 'disqualified' })}</span>`
  }
}

function notes({ leftOut, mishaps, driven }: Report): string {
  const list: Text[] = [
    ...leftOut.map(({ zh, en }) => ({ zh: `未彩排：${zh}`, en: `left out: ${en}` })),
    ...(leftOut.length === 0
      ? []
      : [
          {
            zh: '其余赛项分值未改，总分低于规程满分；名次与奖项规则不变。',
            en: 'The other items keep their points, so totals are below the rulebook’s full marks; ranking and awards are unchanged.',
          },
        ]),
    ...mishaps,
    {
      zh: '同一种子：名单、能力、缺席与意外相同。抽签、组别、抽题与打乱顺序由服务器的种子决定，每次不同；因此得分相近而不必相同，用时受机器快慢影响。',
      en: 'The same seed gives the same people, skills, absences and mishaps. Seats, groups, drawn questions and their order come from the server’s own seeds: scores come out alike, not equal, and times depend on the machine.',
    },
    ...(driven
      ? []
      : [
          {
            zh: '真实时钟：选手按倍速作答，场次由工作人员关闭，未彩排到时自动交卷与补交。',
            en: 'A real clock: people hurried, the staff closed the sessions; the clock’s own closing and late work were not rehearsed.',
          },
        ]),
  ]
  return `<ul class="notes">${list.map((text) => `<li>${both(text)}</li>`).join('\n')}</ul>`
}
