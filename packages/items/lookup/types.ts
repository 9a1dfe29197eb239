/** What a lookup race is made of and what its screens get. No schemas here: the browser imports this file alone. */

export interface Attachment {
  name: string
  hash: string
  bytes: number
  mime: string
}

export interface Article {
  id: string
  title: string
  category: string[]
  tags: string[]
  updated: string
  pinned: boolean
  body: string
  attachments: Attachment[]
}

export interface LookupQuestion {
  id: string
  text: string
  answers: string[]
  evidence: string[]
  level: 'easy' | 'medium' | 'hard'
  explanation: string
}

export interface LookupMaterial {
  company: string
  about: string
  articles: Article[]
  questions: LookupQuestion[]
}
