import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readPaper, readSheet } from './list.ts'

const header = ['姓名', '地址', '电话', '邮编', '邮箱']
const good = ['章伟明', '浙江省杭州市西湖区学院路126号', '16135720846', '310012', 'zwm@example.com']

async function sheet(rows: (string | number)[][]): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: '名单', rows }] })
}

describe('an Excel list', () => {
  it('becomes records with ids, whatever the order of the columns', async () => {
    const turned = await sheet([header.toReversed(), good.toReversed()])
    const list = await readSheet(turned, 'x')
    expect(list.complaints).toEqual([])
    expect(list.records).toEqual([
      {
        id: 'x01',
        name: '章伟明',
        address: '浙江省杭州市西湖区学院路126号',
        phone: '16135720846',
        postcode: '310012',
        email: 'zwm@example.com',
      },
    ])
  })

  it('takes numbers for digits and names the row where a leading zero was lost', async () => {
    const list = await readSheet(await sheet([header, good, ['李静', '', 16135720846, 50011, '']]), 'x')
    expect(list.records[1]?.phone).toBe('16135720846')
    expect(list.complaints).toHaveLength(1)
    expect(list.complaints[0]).toMatchObject({ row: '第 3 行', column: '邮编' })
  })

  it('names a missing column', async () => {
    const list = await readSheet(await sheet([header.slice(0, 4), good.slice(0, 4)]), 'x')
    expect(list.complaints).toEqual([{ row: '第 1 行', column: '邮箱', what: '缺少这一列' }])
  })

  it('refuses what cannot be spoken, by row and column', async () => {
    const list = await readSheet(
      await sheet([header, good, ['章 明', '西湖区，126号', '1613572', '310012', 'ZWM@example']]),
      'x',
    )
    expect(list.complaints.map(({ row, column }) => [row, column])).toEqual([
      ['第 3 行', '姓名'],
      ['第 3 行', '地址'],
      ['第 3 行', '电话'],
      ['第 3 行', '邮箱'],
    ])
  })

  it('says so when there is no record', async () => {
    expect((await readSheet(await sheet([header]), 'x')).complaints).toHaveLength(1)
  })
})

describe('a YAML paper', () => {
  it('refuses ids that repeat or cannot be file names', () => {
    const list = readPaper(
      'id: p\nrecords:\n  - {id: a1, name: 章明}\n  - {id: a1, name: 章明}\n  - {id: ../x, name: 章明}\n',
    )
    expect(list.complaints.map(({ row, column }) => [row, column])).toEqual([
      ['第 2 条', 'id'],
      ['第 3 条', 'id'],
    ])
  })

  it('refuses an empty record and an empty paper', () => {
    expect(readPaper('records:\n  - {id: a1}\n').complaints).toHaveLength(1)
    expect(readPaper('title: nothing\n').complaints).toHaveLength(1)
  })
})
