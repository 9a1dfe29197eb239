/** What the template shows: one scene with a handout and a question, and one question of none. */
import type { RoleplayMaterial } from '../types.ts'

export const examples: RoleplayMaterial = {
  title: { zh: '情景', en: 'Scenes' },
  scenes: [
    {
      id: 'repair',
      title: { zh: '报修无人上门', en: 'Nobody came for the repair' },
      audience: {
        zh: '业主三天前报修厨房漏水，至今无人上门，今天来到前台。',
        en: 'An owner reported a leaking kitchen three days ago. Nobody came; today he is at the desk.',
      },
      entrant: {
        zh: '你是前台管家。请接待这位业主，了解情况，给出处理办法。',
        en: 'You are at the desk. Receive the owner, find out what happened, and say what will be done.',
      },
      judges: {
        zh: '业主开始时情绪激动；得到道歉和明确时间后缓和。留意是否先倾听、是否复述、是否给出时间。',
        en: 'Upset at first; calmer after an apology and a definite time. Listens first? Repeats? Names a time?',
      },
      handout: [
        {
          title: { zh: '工单记录', en: 'Work order' },
          text: {
            zh: '周一 09:12 报修厨房水管漏水；周一 15:40 派单；周二 工程师傅请假，未改派。',
            en: 'Mon 09:12 leak reported; 15:40 assigned; Tue the fitter was on leave, not reassigned.',
          },
        },
      ],
      questions: [
        {
          text: { zh: '如果今天还修不好，怎么办？', en: 'And if it cannot be mended today?' },
          key: {
            zh: '先止水，说明原因，给出时间，留下联系方式并跟进。',
            en: 'Stop the water, say why, name a time, follow up.',
          },
        },
      ],
    },
  ],
  questions: [
    {
      text: { zh: '业主要求见你的领导，你怎么回应？', en: 'The owner wants to see your manager. What do you say?' },
      key: {
        zh: '不推诿；先表明自己能负责到底，再按流程上报。',
        en: 'Take it on yourself first, then escalate as laid down.',
      },
    },
  ],
}
