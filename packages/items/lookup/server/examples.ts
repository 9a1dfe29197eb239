/** What the template shows: two articles of a company that does not exist, and a question. */
import type { LookupMaterial } from '../types.ts'

export const examples: LookupMaterial = {
  company: '示例通信',
  about: '为练习虚构的电信运营商，与任何真实企业无关。',
  articles: [
    {
      id: 'plan-59',
      title: '畅聊 59 套餐资费',
      category: ['移动业务', '套餐'],
      tags: ['套餐', '资费'],
      updated: '2026-03-01',
      pinned: true,
      body: '月费 **59 元**，含国内流量 30 GB、通话 300 分钟。\n\n## 超出资费\n\n| 项目 | 资费 |\n| --- | --- |\n| 流量 | 5 元/GB |\n| 通话 | 0.15 元/分钟 |',
      attachments: [],
    },
    {
      id: 'transfer',
      title: '过户办理规则',
      category: ['移动业务', '账户'],
      tags: ['过户', '证件'],
      updated: '2026-01-15',
      pinned: false,
      body: '双方持有效身份证件原件到营业厅办理，**当场生效**。\n\n- 欠费须先结清\n- 套餐自次月起可变更',
      attachments: [],
    },
  ],
  questions: [
    {
      id: 'q1',
      text: '畅聊 59 套餐超出后，国内通话每分钟多少钱？',
      answers: ['0.15 元', '0.15', '0.15元/分钟', '1角5分'],
      evidence: ['plan-59'],
      level: 'easy',
      explanation: '见“超出资费”表通话一行。',
    },
  ],
}
