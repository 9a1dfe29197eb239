// What is said for one record, so that a listener can write it down: pure text, no sound.

export interface Record {
  id: string
  name: string
  address: string
  phone: string
  postcode: string
  email: string
}

/** Tables of `content/dictation/characters.yaml`. */
export interface Characters {
  surnames: { [surname: string]: string }
  given: { [character: string]: string }
  /** What the synthesizer reads wrong as a surname, with a character that sounds as the surname should. */
  surnamesReadAs: { [surname: string]: string }
  /** The same for characters that it reads wrong everywhere. */
  readAs: { [character: string]: string }
}

/** `slow` is for what is written down character by character. */
export type Part = { say: string; pace: 'normal' | 'slow' } | { pauseMs: number }

export interface Spoken {
  parts: Part[]
  /** Characters of the name that the tables do not explain. */
  unexplained: string[]
}

const digitWords = [...'零一二三四五六七八九']

/** 0–9999 as it is said in an address: 126 → 一百二十六, 10 → 十. */
export function numberWords(value: number): string {
  if (value < 10) return digitWords[value]!
  let words = ''
  let zero = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10
    if (digit > 0) {
      words += (zero ? '零' : '') + digitWords[digit]! + name
      zero = false
    } else if (words !== '') zero = true
  }
  return words.startsWith('一十') ? words.slice(1) : words
}

/** Digit by digit as on the telephone: 1 is 幺, which cannot be taken for 7. */
export function digitsOneByOne(digits: string): string {
  return [...digits].map((digit) => (digit === '1' ? '幺' : digitWords[Number(digit)]!)).join('')
}

const slow = (say: string): Part => ({ say, pace: 'slow' })
const normal = (say: string): Part => ({ say, pace: 'normal' })
const pause = (pauseMs: number): Part => ({ pauseMs })

/** Puts the same pause between all parts. */
function apart(parts: Part[], pauseMs: number): Part[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [pause(pauseMs), part]))
}

function nameParts(name: string, characters: Characters): Spoken {
  const all = [...name]
  const long = all.length > 2 && all.slice(0, 2).join('') in characters.surnames
  const surname = all.slice(0, long ? 2 : 1).join('')
  const given = all.slice(long ? 2 : 1)
  const unexplained: string[] = []
  const explain = (what: string, first: typeof characters.given, second: typeof first): string[] => {
    const found = first[what] ?? second[what]
    if (found === undefined) unexplained.push(what)
    return found === undefined ? [] : [found]
  }
  const readAs = characters.surnamesReadAs[surname] ?? surname
  const explanations = [
    ...explain(surname, characters.surnames, characters.given).map((words) => words.replaceAll(surname, readAs)),
    ...given.flatMap((one) => explain(one, characters.given, characters.surnames)),
  ]
  return {
    parts: [
      normal('客户姓名'),
      pause(250),
      slow(readAs + given.join('')),
      pause(350),
      ...apart(explanations.map(normal), 250),
    ],
    unexplained,
  }
}

/** Room numbers, long numbers and those with a leading zero are said digit by digit, others as numbers. */
function addressParts(address: string): Part[] {
  const [, province = '', city = '', district = '', rest = ''] =
    /^(.{2,8}?(?:省|自治区))?(.{2,8}?市)?(.{1,6}?[区县])?(.*)$/su.exec(address) ?? []
  const road = /^(.*?\d号)(.*)$/su.exec(rest)
  const phrases = [province, city, district, ...(road ? [road[1]!, road[2]!] : [rest])].filter((one) => one !== '')
  const words = phrases.map((phrase) =>
    phrase.replaceAll(/(\d+)([室房]?)/gu, (_all, digits: string, room: string) => {
      const oneByOne = room !== '' || digits.length > 4 || digits.startsWith('0')
      return (oneByOne ? digitsOneByOne(digits) : numberWords(Number(digits))) + room
    }),
  )
  // a Latin letter inside a Chinese sentence is taken for an English word ("a"), so it is said by itself
  return apart(
    words
      .map((phrase) => phrase.split(/([A-Za-z])/u).filter((one) => one !== ''))
      .flatMap((group) => group.map(normal)),
    140,
  )
}

/** 11 digits of a mobile as 3-4-4; a landline as area code, then groups of four. */
function phoneParts(phone: string): Part[] {
  const digits = phone.replaceAll(/\D/gu, '')
  const area = /^(\d{3,4})[- ]/u.exec(phone)?.[1]
  const head = area ?? (digits.length === 11 ? digits.slice(0, 3) : '')
  const groups = [head, ...(digits.slice(head.length).match(/\d{1,4}/gu) ?? [])].filter((one) => one !== '')
  return apart(
    groups.map((group) => slow(digitsOneByOne(group))),
    280,
  )
}

function postcodeParts(postcode: string): Part[] {
  return apart(
    (postcode.match(/\d{1,3}/gu) ?? []).map((group) => slow(digitsOneByOne(group))),
    280,
  )
}

/** Labels of a domain that everybody writes down as one word. */
const domainWords = new Set(['example', 'mail', 'post', 'sky', 'tea', 'com', 'net', 'org'])
const signWords: { [sign: string]: string } = { '.': '点', _: '下划线', '-': '减号', '@': '艾特', '+': '加号' }

function emailParts(email: string): Part[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@')
  const spell = (text: string): Part[] =>
    (text.match(/\d{1,4}|[^\d]/gu) ?? []).map((one) =>
      slow(/\d/u.test(one) ? digitsOneByOne(one) : (signWords[one] ?? one)),
    )
  const labels = domain
    .split('.')
    .flatMap((label, index) => [
      ...(index === 0 ? [] : [slow('点')]),
      ...(domainWords.has(label) ? [slow(label)] : spell(label)),
    ])
  return [...apart(spell(local), 130), pause(220), slow(signWords['@']!), pause(180), ...apart(labels, 120)]
}

/** An empty field is left out. Phone and e-mail are said twice. */
export function spokenRecord(record: Record, position: number, characters: Characters): Spoken {
  const name = record.name === '' ? { parts: [], unexplained: [] } : nameParts(record.name, characters)
  const field = (label: string, parts: Part[], twice: boolean): Part[] =>
    parts.length === 0
      ? []
      : [
          pause(600),
          normal(label),
          pause(250),
          ...parts,
          ...(twice ? [pause(450), normal('重复'), pause(200), ...parts] : []),
        ]
  const heard = (part: Part): Part =>
    'say' in part
      ? { ...part, say: [...part.say].map((character) => characters.readAs[character] ?? character).join('') }
      : part
  return {
    parts: [
      pause(300),
      normal(`第${numberWords(position)}条`),
      pause(450),
      ...name.parts,
      ...(record.address === '' ? [] : field('地址', addressParts(record.address), false)),
      ...field('电话', phoneParts(record.phone), true),
      ...field('邮编', postcodeParts(record.postcode), false),
      ...(record.email === '' ? [] : field('邮箱', emailParts(record.email), true)),
      pause(500),
    ].map(heard),
    unexplained: name.unexplained,
  }
}
