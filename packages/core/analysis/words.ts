/** What the analysis found, in plain sentences for people who run contests: what is so, how sure, what to look at. */
import type { Text } from '../score.ts'

/** What "±" says: two standard errors, about 95 %. */
export const marginErrors = 2

/** "2.4", "0.35": as short as it can be read. */
export function figure(value: number, places = 1): string {
  const text = Math.abs(value).toFixed(places)
  return `${value < 0 && Number(text) !== 0 ? '−' : ''}${text}`
}

export function percent(share: number): string {
  // 99.7 % must not be called all of them, nor 0.3 % none.
  const whole = Math.round(share * 100)
  const held = share < 1 && whole === 100 ? 99 : share > 0 && whole === 0 ? 1 : whole
  return `${held}%`
}

const countWords = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十']

function judgesZh(count: number): string {
  return `${countWords[count] ?? `${count} `}名裁判`
}

/** Latin names stand between spaces in Chinese text, Chinese ones do not. */
function called(name: string): { zh: string; en: string } {
  const han = /\p{Script=Han}/u.test(name)
  return {
    zh: name.startsWith('裁判') ? name : han ? `裁判${name}` : `裁判 ${name} `,
    en: /^judge/i.test(name) ? name : `Judge ${name}`,
  }
}

function look(codes: readonly string[]): Text {
  return codes.length === 0
    ? { zh: '', en: '' }
    : { zh: `，建议复看 ${codes.join('、')}`, en: `; look again at ${codes.join(', ')}` }
}

export interface SaidSeverity {
  name: string
  /** Points from the others; below 0 is severe. */
  difference: number
  margin: number
  pieces: number
  codes: string[]
  /** Judges of whom it was said already and who are not among "the others". */
  without: string[]
}

export function saySeverity({ name, difference, margin, pieces, codes, without }: SaidSeverity): Text {
  const judge = called(name)
  const [points, about] = [figure(Math.abs(difference)), figure(margin)]
  const severe = difference < 0
  const again = look(codes)
  const zhExcept = without.length === 0 ? '' : `（不计 ${without.join('、')}）`
  const enExcept = without.length === 0 ? '' : ` (without ${without.join(', ')})`
  return {
    zh: `${judge.zh}比同组平均${zhExcept}${severe ? '严' : '宽'} ${points} 分（±${about}，${pieces} 件）${again.zh}`,
    en: `${judge.en} is ${points} points ${severe ? 'more severe' : 'more generous'} than the mean of the others${enExcept} (±${about}, ${pieces} pieces)${again.en}`,
  }
}

export function sayTwoApart(
  generous: string,
  severe: string,
  { points, margin, pieces, codes }: { points: number; margin: number; pieces: number; codes: string[] },
): Text {
  const again = look(codes)
  const [a, b] = [called(generous), called(severe)]
  return {
    zh: `${a.zh}平均比${b.zh}高 ${figure(points)} 分（±${figure(margin)}，${pieces} 件）；只有两人，不能判断谁偏离${again.zh}`,
    en: `${a.en} gives ${figure(points)} points more than ${b.en} on average (±${figure(margin)}, ${pieces} pieces); with two judges nobody can say who is off${again.en}`,
  }
}

export function sayInconsistent(name: string, deviation: number, usual: number, codes: readonly string[]): Text {
  const judge = called(name)
  const again = look(codes)
  return {
    zh: `${judge.zh}忽严忽宽：与同组的差距波动 ${figure(deviation)} 分，其他裁判一般为 ${figure(usual)} 分${again.zh}`,
    en: `${judge.en} is severe here and generous there: the distance from the others varies by ${figure(deviation)} points, usually ${figure(usual)}${again.en}`,
  }
}

export function sayOtherOrder(name: string, correlation: number, pieces: number): Text {
  const judge = called(name)
  return {
    zh: `${judge.zh}的名次与其他裁判差别大（等级相关 ${figure(correlation, 2)}，${pieces} 件），建议裁判长一起复看`,
    en: `${judge.en} orders the pieces differently from the others (rank correlation ${figure(correlation, 2)}, ${pieces} pieces); the chief judge should look again with them`,
  }
}

export function sayMisfit(name: string, infit: number): Text {
  const judge = called(name)
  return {
    zh: `${judge.zh}的打分与其本人的总体严宽不合（拟合 ${figure(infit, 2)}，正常为 0.5–1.5），各项标准可能理解不一`,
    en: `${judge.en}'s marks do not fit the judge's own severity (infit ${figure(infit, 2)}, usual 0.5–1.5); the criteria may be read differently`,
  }
}

export function sayNoConcordance(judges: number, pieces: number, w: number): Text {
  return {
    zh: `${judgesZh(judges)}对 ${pieces} 件作品没有共同的名次（W = ${figure(w, 2)}，与随机排序无法区分），不宜据此定名次`,
    en: `${judges} judges show no common order of ${pieces} pieces (W = ${figure(w, 2)}, no different from chance): ranks should not rest on it`,
  }
}

export function sayWeakConcordance(judges: number, pieces: number, w: number): Text {
  return {
    zh: `${judgesZh(judges)}对 ${pieces} 件作品的名次一致性偏弱（W = ${figure(w, 2)}），建议下次评分前增加试评`,
    en: `The ${judges} judges' orders of ${pieces} pieces agree weakly (W = ${figure(w, 2)}): calibrate longer next time`,
  }
}

/** In words of C. Schmidt's scale (Decision Sciences 28, 1997): 0.1 very weak, 0.3 weak, 0.5 moderate, 0.7 strong, 0.9 unusually strong. */
export function strengthOf(w: number): Text {
  if (w >= 0.9) return { zh: '非常一致', en: 'unusually strong agreement' }
  if (w >= 0.7) return { zh: '一致性强', en: 'strong agreement' }
  if (w >= 0.5) return { zh: '一致性中等', en: 'moderate agreement' }
  if (w >= 0.3) return { zh: '一致性弱', en: 'weak agreement' }
  return { zh: '一致性很弱', en: 'very weak agreement' }
}

export function sayEnd(label: Text, end: 'ceiling' | 'floor', share: number, judges: number): Text {
  const top = end === 'ceiling'
  const [whoZh, whoEn] = judges === 1 ? ['裁判', 'the judge gives'] : [judgesZh(judges), `the ${judges} judges give`]
  return {
    zh: `“${label.zh}”一项${whoZh}几乎都给${top ? '满分' : '最低分'}（${percent(share)}），区分不出选手`,
    en: `On “${label.en}” ${whoEn} nearly everybody the ${top ? 'full mark' : 'lowest mark'} (${percent(share)}): it tells nobody apart`,
  }
}

export function sayNoise(labels: readonly Text[]): Text {
  const many = labels.length > 1
  return {
    zh: `${labels.map(({ zh }) => `“${zh}”`).join('、')}${many ? ` ${labels.length} 项` : '一项'}裁判之间的分歧盖过了选手之间的差别，评分标准需要说明得更清楚`,
    en: `On ${labels.map(({ en }) => `“${en}”`).join(', ')} what judges differ by outweighs what entrants differ by: the ${many ? 'descriptions' : 'description'} should be clearer`,
  }
}

export function sayNegative(label: Text, correlation: number, difficulty: number): Text {
  return {
    zh: `${label.zh}区分度为负（${figure(correlation, 2)}，得分率 ${percent(difficulty)}）：总分高的选手反而答错，检查答案是否有误`,
    en: `${label.en} has a negative discrimination (${figure(correlation, 2)}, ${percent(difficulty)} earned): stronger entrants get it wrong; check its key`,
  }
}

const mostNamed = 6

/** Without the kind in brackets, which is the same again and again in a list. */
function plain(label: string): string {
  return label.replace(/\s*[（(][^（()）]*[)）]$/u, '')
}

export function sayManyQuestions(labels: readonly Text[], what: 'easy' | 'hard', border: number): Text {
  const named = labels.slice(0, mostNamed)
  const more = labels.length > mostNamed
  const zhList = `${named.map(({ zh }) => plain(zh)).join('、')}${more ? `等 ${labels.length} 题` : ''}`
  const enList = `${named.map(({ en }) => plain(en)).join(', ')}${more ? ` and ${labels.length - mostNamed} more` : ''}`
  return what === 'easy'
    ? {
        zh: `${zhList}几乎人人答对（得分率 ${percent(border)} 以上），区分不出选手`,
        en: `${enList}: nearly everybody is right (${percent(border)} or more), so nobody is told apart`,
      }
    : {
        zh: `${zhList}几乎无人答对（得分率 ${percent(border)} 以下），检查是否超出范围或答案有误`,
        en: `${enList}: hardly anybody is right (${percent(border)} or less); check the syllabus and the key`,
      }
}
