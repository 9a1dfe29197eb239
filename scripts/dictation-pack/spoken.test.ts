import { describe, expect, it } from 'vitest'
import { type Characters, digitsOneByOne, numberWords, type Record, spokenRecord } from './spoken.ts'

const characters: Characters = {
  surnames: { 章: '立早章', 欧阳: '复姓欧阳', 曾: '曾国藩的曾' },
  given: { 伟: '伟大的伟', 明: '光明的明' },
  surnamesReadAs: { 曾: '增' },
  readAs: { 幢: '壮' },
}
const nothing: Record = { id: 'a01', name: '', address: '', phone: '', postcode: '', email: '' }

/** What is said, without the pauses and the lead-in. */
function words(record: Partial<Record>): string[] {
  return spokenRecord({ ...nothing, ...record }, 3, characters)
    .parts.flatMap((part) => ('say' in part ? [part.say] : []))
    .slice(1)
}

describe('numbers', () => {
  it.each([
    [0, '零'],
    [3, '三'],
    [10, '十'],
    [15, '十五'],
    [20, '二十'],
    [108, '一百零八'],
    [110, '一百一十'],
    [126, '一百二十六'],
    [1500, '一千五百'],
    [1080, '一千零八十'],
    [2003, '二千零三'],
  ])('%i is said %s', (value, said) => {
    expect(numberWords(value)).toBe(said)
  })

  it('says 1 as 幺 where digits are said one by one', () => {
    expect(digitsOneByOne('1607')).toBe('幺六零七')
  })
})

describe('a record', () => {
  it('begins with its number and leaves empty fields out', () => {
    const { parts } = spokenRecord({ ...nothing, postcode: '310012' }, 3, characters)
    expect(parts.flatMap((part) => ('say' in part ? [part.say] : []))).toEqual(['第三条', '邮编', '三幺零', '零幺二'])
  })

  it('explains every character of the name', () => {
    expect(words({ name: '章伟明' })).toEqual(['客户姓名', '章伟明', '立早章', '伟大的伟', '光明的明'])
  })

  it('takes a surname of two characters as one', () => {
    expect(words({ name: '欧阳明' })).toEqual(['客户姓名', '欧阳明', '复姓欧阳', '光明的明'])
  })

  it('names the characters that the table does not explain', () => {
    expect(spokenRecord({ ...nothing, name: '章曌' }, 1, characters).unexplained).toEqual(['曌'])
  })

  it('says a surname with the sound that it has as a surname', () => {
    expect(words({ name: '曾明' })).toEqual(['客户姓名', '增明', '增国藩的增', '光明的明'])
  })

  it('says house numbers as numbers, rooms digit by digit, letters by themselves', () => {
    expect(words({ address: '浙江省杭州市西湖区学院路126号阳光花园3幢2单元602室' })).toEqual([
      '地址',
      '浙江省',
      '杭州市',
      '西湖区',
      '学院路一百二十六号',
      '阳光花园三壮二单元六零二室',
    ])
    expect(words({ address: '重庆市渝中区人民路8号锦绣大厦A座1503室' })).toEqual([
      '地址',
      '重庆市',
      '渝中区',
      '人民路八号',
      '锦绣大厦',
      'A',
      '座幺五零三室',
    ])
  })

  it('keeps 市中区 of 乐山市 whole', () => {
    expect(words({ address: '四川省乐山市市中区嘉定中路9号' })).toEqual([
      '地址',
      '四川省',
      '乐山市',
      '市中区',
      '嘉定中路九号',
    ])
  })

  it('groups a mobile 3-4-4 and a landline behind its area code, twice', () => {
    const mobile = ['幺六幺', '三五七二', '零八四六']
    expect(words({ phone: '16135720846' })).toEqual(['电话', ...mobile, '重复', ...mobile])
    const landline = ['零二五', '零五二七', '幺九四八']
    expect(words({ phone: '025-05271948' })).toEqual(['电话', ...landline, '重复', ...landline])
  })

  it('spells an e-mail letter by letter and names its signs, twice', () => {
    const email = ['z', 'w', '下划线', '二零二零', '点', 'a', '减号', 'b', '艾特', 'example', '点', 'com']
    expect(words({ email: 'zw_2020.a-b@example.com' })).toEqual(['邮箱', ...email, '重复', ...email])
  })

  it('spells a domain that is not a known word', () => {
    expect(words({ email: 'a@yz.example' }).slice(0, 7)).toEqual(['邮箱', 'a', '艾特', 'y', 'z', '点', 'example'])
  })

  it('loses nothing: every character of the phone and the e-mail can be written down again', () => {
    const signs: { [word: string]: string } = { 点: '.', 下划线: '_', 减号: '-', 艾特: '@' }
    const digits = '零幺二三四五六七八九'
    const heard = words({ email: 'k9_l.0-7x@sky.example' })
    const once = heard.slice(1, heard.indexOf('重复'))
    const written = once
      .map((word) => signs[word] ?? [...word].map((one) => (digits.includes(one) ? digits.indexOf(one) : one)).join(''))
      .join('')
    expect(written).toBe('k9_l.0-7x@sky.example')
  })
})
