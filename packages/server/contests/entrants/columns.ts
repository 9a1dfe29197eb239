/** The columns of an entry list: what is read from a spreadsheet, what its template shows, what is exported. */
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import type { Text } from '@leitai/core/score.ts'

export interface Column {
  key: string
  label: Text
  /** Further headings that people use for it. */
  also: readonly string[]
  required: boolean
  example: string
  /** What may stand in a cell, for the message beside a wrong one. */
  allowed: Text
}

/** Awards that an entrant says to have won before, as the entry list names them. */
export const formerAwardsField = 'formerAwards'

const text = (zh: string, en: string): Text => ({ zh, en })

export function columnsOf(rulebook: Rulebook): Column[] {
  const { kind, teamSize } = rulebook.entrants
  const team = kind === 'team'
  const own: Column[] = [
    {
      key: 'number',
      label: text('参赛号', 'Number'),
      also: ['编号', '号码', 'No.'],
      required: false,
      example: '',
      allowed: text(
        '可留空（自动编号），最多 20 个字符，不重复',
        'may be empty (given automatically), up to 20 characters, no two alike',
      ),
    },
    {
      key: 'name',
      label: team ? text('队伍名称', 'Team') : text('姓名', 'Name'),
      also: ['选手姓名', '参赛者', '名称', 'name'],
      required: true,
      example: team ? '春风队' : '张小雨',
      allowed: text('必填，最多 60 个字符', 'required, up to 60 characters'),
    },
    ...(team
      ? []
      : [
          {
            key: 'gender',
            label: text('性别', 'Gender'),
            also: [],
            required: false,
            example: '女',
            allowed: text('男、女，或留空', '男, 女, or empty'),
          },
        ]),
    ...(team
      ? []
      : [
          {
            key: 'birthDate',
            label: text('出生日期', 'Birth date'),
            also: ['出生年月日', '生日'],
            required: false,
            example: '2007-03-15',
            allowed: text('日期，例如 2007-03-15', 'a date such as 2007-03-15'),
          },
        ]),
    {
      key: 'delegation',
      label: text('代表队', 'Delegation'),
      also: ['单位', '学校', '代表单位', '参赛单位'],
      required: false,
      example: '海州市',
      allowed: text('最多 80 个字符', 'up to 80 characters'),
    },
    {
      key: 'coaches',
      label: text('指导老师', 'Coaches'),
      also: ['指导教师', '教练', 'Coach'],
      required: false,
      example: '李老师',
      allowed: text('姓名，多名用顿号分隔', 'names, several divided by commas'),
    },
    ...(team
      ? [
          {
            key: 'members',
            label: text('队员', 'Members'),
            also: ['成员', '队员姓名'],
            required: true,
            example: '张一、李二、王三',
            allowed: text(
              `${teamSize?.min ?? 1}–${teamSize?.max ?? 99} 人，用顿号分隔`,
              `${teamSize?.min ?? 1} to ${teamSize?.max ?? 99} names divided by commas`,
            ),
          },
        ]
      : []),
    {
      key: 'phone',
      label: text('联系电话', 'Phone'),
      also: ['电话', '手机', '手机号'],
      required: false,
      example: '13800001234',
      allowed: text('最多 20 个字符', 'up to 20 characters'),
    },
    {
      key: 'extraTimePercent',
      label: text('延时（%）', 'Extra time (%)'),
      also: ['延时', '延时百分比'],
      required: false,
      example: '',
      allowed: text('0–100 的数字，或留空', 'a number from 0 to 100, or empty'),
    },
  ]
  const further: Column[] = furtherFields(rulebook).map(({ id, label, required }) => ({
    key: `fields.${id}`,
    label,
    also: [id],
    required,
    example: required ? `（${label.zh}）` : '',
    allowed: required
      ? text('必填，最多 200 个字符', 'required, up to 200 characters')
      : text('最多 200 个字符', 'up to 200 characters'),
  }))
  return [...own, ...further]
}

/** The rulebook's own columns; with a rule about former winners, one for what was won before. */
export function furtherFields({
  entrants: { fields, eligibility },
}: Rulebook): { id: string; label: Text; required: boolean }[] {
  const former =
    eligibility.some(({ rule }) => rule === 'notFormerWinner') && !fields.some(({ id }) => id === formerAwardsField)
  return former
    ? [...fields, { id: formerAwardsField, label: text('曾获奖项', 'Former awards'), required: false }]
    : fields
}

interface HasFields {
  name: string
  gender: string
  birthDate: string | null
  delegation: string
  coaches: readonly string[]
  members: readonly string[]
  phone: string
  fields: Readonly<Record<string, string>>
}

/** A field by the name that a rulebook uses for it, as text; empty where there is none. */
export function fieldValue(entrant: HasFields, field: string): string {
  switch (field) {
    case 'name':
    case 'gender':
    case 'delegation':
    case 'phone':
      return entrant[field]
    case 'birthDate':
      return entrant.birthDate ?? ''
    case 'coach':
    case 'coaches':
      return entrant.coaches.join('、')
    case 'members':
      return entrant.members.join('、')
    default:
      return entrant.fields[field] ?? ''
  }
}
